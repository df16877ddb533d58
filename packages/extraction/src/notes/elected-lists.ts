import { onceByFile } from '../language/cues.ts';
import type { DraftFields } from '../draft.ts';
import { dropTitles } from '../names/persons.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { getLabelLength } from '../text/item-label.ts';
import type { NoteContext } from './note-context.ts';
import type { MarkedSentence } from './sentence-reader.ts';
import type { FactProposal } from './sentence-rules.ts';

/** A line above those elected or appointed: "The following were elected judges of the Court:". */
interface ElectedList {
  readonly stage: 'elected' | 'appointed';
  readonly office: string;
}

const OFFICE_MAX = 200;
const CAPITALIZED = "\\p{Lu}[\\p{L}'’-]{0,30}";

/** The words of such a line, with the groups `elected` and `office`. */
const getOpener = onceByFile(
  ({ slots }) => new SearchExpression(slots['electedOpener'] ?? '(?!)', 'd'),
);

const getName = onceByFile(({ words }) => {
  const titles = (words['titles'] ?? []).join('|') || '(?!)';
  return new SearchExpression(
    `^(?<name>(?:(?:${titles})\\s)+${CAPITALIZED}(?:\\s${CAPITALIZED}){1,5})`,
  );
});

/** Returns what the lines below a line tell of those whom they name; undefined for any other line. */
function findElectedList(sentence: MarkedSentence, { file }: NoteContext): ElectedList | undefined {
  const match = getOpener(file).exec(sentence.marked);
  const place = match?.indices?.groups?.['office'];
  if (place === undefined) return undefined;
  const words = sentence.getWords({ start: place[0], end: place[1] });
  const office = (words.split(',')[0] ?? '').trim().slice(0, OFFICE_MAX);
  return { stage: match?.groups?.['elected'] === undefined ? 'appointed' : 'elected', office };
}

/** Returns the fact of the person whom a line of such a list names. */
function proposeElected(
  sentence: MarkedSentence,
  { stage, office }: ElectedList,
  { actors, file }: NoteContext,
): readonly FactProposal[] {
  const { marked } = sentence;
  const start = getLabelLength(marked);
  const written = getName(file).exec(marked.slice(start))?.groups?.['name'];
  if (written === undefined) return [];
  const holder = actors.declare(dropTitles(written, file), { kind: 'person' });
  const fields: DraftFields = { stage, holder, office };
  const span = sentence.toSpan({ start, end: start + written.length });
  return [{ type: 'OfficeRecorded', fields, span, confidence: 0.85, rule: 'elected' }];
}

/** The list of those elected that a note has open. */
export class ElectedLines {
  #list: ElectedList | undefined;

  /** Begins a paragraph; one that is no item ends the list. */
  enter(isItem: boolean): void {
    if (!isItem) this.#list = undefined;
  }

  /** Returns the facts of an item of the list; undefined for any other sentence. */
  propose(sentence: MarkedSentence, context: NoteContext): readonly FactProposal[] | undefined {
    const found = this.#list && proposeElected(sentence, this.#list, context);
    return found?.length === 0 ? undefined : found;
  }

  /** Ends a sentence, which may open a list. */
  leave(sentence: MarkedSentence, context: NoteContext): void {
    this.#list = findElectedList(sentence, context) ?? this.#list;
  }
}
