import { toSlug } from './citations.ts';
import { shortenWords } from '../text/clause-words.ts';
import type { DraftFact, DraftFields } from '../draft.ts';
import type { PreparedText, UnitSpan } from '../text/prepared-text.ts';
import type { ResolutionAnnex } from './resolution-annexes.ts';
import type { PrintedParagraph } from './resolution-outline.ts';

const CONFIDENCE = { annex: 0.95, paragraph: 0.85 } as const;
const TITLE_LENGTH_MAX = 500;

/**
 * Returns the facts of the annexes of a decision: each is a document that the resolution carries, and
 * its numbered paragraphs have an address, as in "annex A, para. 2".
 */
export function draftAnnexes(
  text: PreparedText,
  annexes: readonly ResolutionAnnex[],
  decision: string,
): readonly DraftFact[] {
  // The numbers of an annex may begin anew under a heading.
  const counts = new Map<string, number>();
  const createId = (wanted: string): string => {
    const count = (counts.get(wanted) ?? 0) + 1;
    counts.set(wanted, count);
    return count === 1 ? wanted : `${wanted}-n${count}`;
  };
  const toFact = (
    type: string,
    fields: DraftFields,
    found: { readonly span: UnitSpan; readonly rule: string; readonly confidence: number },
  ): DraftFact => {
    const { span, rule, confidence } = found;
    const passage = text.toPassage(span);
    return { type, fields, passage, words: text.getWords(span), rule, confidence };
  };

  return annexes.flatMap((annex) => {
    const id = createId(`${decision}-${toSlug(annex.name)}`);
    const { start, end } = text.toPassage(annex);
    const carried: DraftFields = {
      parent: `${decision}-text`,
      annex: id,
      extent: 'full',
      modality: 'metadata',
      titleAsWritten: annex.title.slice(0, TITLE_LENGTH_MAX),
      span: { start, end },
    };
    const found = { span: annex.headingSpan, rule: 'annex', confidence: CONFIDENCE.annex };
    const facts = annex.paragraphs.map((paragraph) =>
      toFact('DecisionAdopted', draftParagraph(paragraph, annex, { decision, id, createId }), {
        span: paragraph,
        rule: 'annex-paragraph',
        confidence: CONFIDENCE.paragraph,
      }),
    );
    return [toFact('DocumentAnnexed', carried, found), ...facts];
  });
}

function draftParagraph(
  { number, text }: PrintedParagraph,
  { name }: ResolutionAnnex,
  {
    decision,
    id,
    createId,
  }: {
    readonly decision: string;
    readonly id: string;
    readonly createId: (wanted: string) => string;
  },
): DraftFields {
  return {
    paragraph: `${name.slice(0, 40)}, para. ${number}`,
    decision: createId(`${id}-${number}`),
    partOf: decision,
    statedIn: id,
    kind: 'annex-paragraph',
    verb: 'adopted',
    subject: shortenWords(text),
  };
}
