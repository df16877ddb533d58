import { onceBy } from '../language/cues.ts';
import type { LinkedCitation } from './citations.ts';
import type { ResolutionWords } from '../language/language-file.ts';
import type { LeadingVerb, LeadingVerbFinder } from './leading-verb.ts';
import type { NumberWords } from '../language/number-words.ts';
import { PAGE_LINE } from '../text/page-lines.ts';
import { PARAGRAPH_NUMBER, ParagraphLister } from './paragraph-lister.ts';
import { compilePattern, type SlotForms } from '../language/pattern.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { PreparedText, TextBlock, UnitSpan } from '../text/prepared-text.ts';
import { listAnnexes, type ResolutionAnnex } from './resolution-annexes.ts';

/** A paragraph of a resolution, as printed. */
export interface PrintedParagraph extends UnitSpan {
  readonly part: 'annex' | 'operative' | 'preamble';
  /** Its number as printed, or its place in the preamble. */
  readonly number: string;
  /** The words without the number. */
  readonly text: string;
  /** The places of the blocks of these words, in the words and in the text. */
  readonly places: readonly { readonly index: number; readonly start: number }[];
  readonly verb: LeadingVerb | undefined;
  /** The links of the mark-up, with their places in the words. */
  readonly linked?: readonly LinkedCitation[];
}

/** The parts of a resolution. */
export interface ResolutionOutline {
  /** The lines before the enacting formula: symbol, date, title. */
  readonly cover: readonly TextBlock[];
  /** The body of the enacting formula, as written. */
  readonly issuer: string;
  readonly paragraphs: readonly PrintedParagraph[];
  /** The lines that belong to no paragraph: headings. */
  readonly headings: readonly TextBlock[];
  /** The lines after the last paragraph that tell of the adoption: meeting, day, vote. */
  readonly closing: readonly TextBlock[];
  readonly annexes: readonly ResolutionAnnex[];
}

/** The words of one language that the outline needs. */
interface OutlineLanguage {
  readonly words: ResolutionWords;
  readonly verbs: LeadingVerbFinder;
}

const COVER_LINES_MAX = 60;
const SENTENCE_LENGTH_MIN = 60;
const LETTER = /^\(?[a-z]{1,2}\)\s+/;

/** Returns the parts of a text that has an enacting formula and led paragraphs; else undefined. */
export function outlineResolution(
  text: PreparedText,
  { words, verbs }: OutlineLanguage,
  numbers: NumberWords,
): ResolutionOutline | undefined {
  const { formulas, isClosing } = getForms(words, numbers);
  const at = text.blocks.slice(0, COVER_LINES_MAX).findIndex((block, index) => {
    const next = text.blocks[index + 1]?.text.slice(0, 200) ?? '';
    const numbered = next.replace(PARAGRAPH_NUMBER, '');
    const led = numbered.replace(LETTER, '');
    // A note may list what a body did, after the sentences that tell of its meeting.
    const isList = led !== numbered || (numbered !== next && /[:：]$/u.test(block.text));
    if (isList && hasSentence(text.blocks.slice(0, index), isClosing)) return false;
    return findIssuer(formulas, block) !== undefined && verbs.find(led) !== undefined;
  });
  const formula = text.blocks[at];
  if (formula === undefined) return undefined;

  const cover = text.blocks.slice(0, at);
  const isRepeated = new Set(cover.map((block) => block.text).filter((line) => /\d/.test(line)));
  const body = text.blocks
    .slice(at + 1)
    .filter((block) => !PAGE_LINE.test(block.text) && !isRepeated.has(block.text));
  const { annexAt, annexes } = listAnnexes(body, words);
  const lister = new ParagraphLister(body.slice(0, annexAt), { verbs, isClosing });
  return {
    cover,
    issuer: dropSession(findIssuer(formulas, formula) ?? '', numbers),
    ...lister.list(),
    annexes,
  };
}

/** Returns whether a cover has a sentence that is no line of the adoption. */
function hasSentence(cover: readonly TextBlock[], isClosing: SearchExpression): boolean {
  return cover.some(
    ({ text }) =>
      !isClosing.test(text) && text.length > SENTENCE_LENGTH_MIN && /\p{Ll}\.$/u.test(text),
  );
}

interface OutlineForms {
  readonly formulas: readonly SearchExpression[];
  readonly isClosing: SearchExpression;
}

const getForms = onceBy((words: ResolutionWords, numbers: NumberWords): OutlineForms => {
  const forms: SlotForms = {
    name: '[^,.;:]{3,100}?',
    rest: '.{3,300}?',
    ordinal: numbers.ordinalForm,
  };
  const compile = (pattern: string): string => compilePattern(pattern, forms).expression.source;
  return {
    formulas: words.enacting.map((pattern) => new SearchExpression(`^${compile(pattern)}$`)),
    isClosing: new SearchExpression(`^[[(]?(?:${words.closings.map(compile).join('|')})`),
  };
});

/** Returns the body of an enacting formula. */
function findIssuer(
  formulas: readonly SearchExpression[],
  { text }: TextBlock,
): string | undefined {
  if (text.length > 500) return undefined;
  for (const formula of formulas) {
    const match = formula.exec(text);
    if (match === null) continue;
    const name = Object.entries(match.groups ?? {}).find(([group]) =>
      group.startsWith('name'),
    )?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Returns the name of an assembly without the number of its session. */
function dropSession(name: string, numbers: NumberWords): string {
  const [first = '', ...rest] = name.split(' ');
  const isCounted = rest.length > 1 && rest.at(-1) === 'Assembly';
  return isCounted && numbers.parseOrdinal(first) !== undefined ? rest.join(' ') : name;
}
