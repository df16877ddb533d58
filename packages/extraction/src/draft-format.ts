import { Document, type Pair, type Scalar, type YAMLMap, YAMLSeq } from 'yaml';
import type { Draft, DraftFact, DraftFields, DraftPassage } from './draft.ts';
import { addMergeComments, listFactNotes, toMergeFields } from './merging/merge-format.ts';

const HEADER = [
  ' A draft. Rules made it from the words of the text, and nothing of it is recorded yet.',
  ' A comment gives the rule that found a fact, and its confidence from 0 to 1.',
  ' Correct or delete a fact before you submit the file.',
].join('\n');
const WIDTH = 100;
const WORDS_LENGTH_MAX = 300;
/** Words that occur more often have offsets: nobody counts so many quotes. */
const OCCURRENCES_MAX = 50;
/**
 * Above this product of facts and characters, passages are offsets: quotes would be searched too
 * often.
 */
const SEARCH_COST_MAX = 500_000_000;

/** Returns the page of the words between two code points, from 1; undefined without pages. */
export type PageFinder = (start: number, end: number) => number | undefined;

/**
 * Returns a draft as the YAML of a submission, with comments for rules, confidence, pages and open
 * sentences.
 */
export function formatDraft(draft: Draft, original: string, findPage?: PageFinder): string {
  const usesQuotes = draft.facts.length * original.length < SEARCH_COST_MAX;
  const quotes = usesQuotes ? new QuoteWriter(original) : undefined;
  const document = new Document(
    {
      ...(draft.collection === null ? {} : { collection: draft.collection }),
      source: { ...draft.source, passage: toOffsets(draft.sourcePassage) },
      ...(draft.bodies.length === 0 ? {} : { bodies: draft.bodies.map(toPlainBody) }),
      ...(Object.keys(draft.actors).length === 0 ? {} : { actors: draft.actors }),
      ...(draft.merges?.length ? { merges: draft.merges.map(toMergeFields) } : {}),
      defaults: draft.defaults,
      facts: draft.facts.map((fact) => ({
        type: fact.type,
        ...fact.fields,
        ...(quotes?.write(fact) ?? { passage: toOffsets(fact.passage) }),
      })),
    },
    { aliasDuplicateObjects: false },
  );
  document.commentBefore = HEADER;
  addRuleComments(document, draft, findPage);
  addMergeComments(document, draft.merges ?? []);
  const ending = [...formatContradictions(draft), ...formatUnplaced(draft)];
  if (ending.length > 0) document.comment = ending.join('\n');
  return document.toString({ lineWidth: WIDTH });
}

function toPlainBody({ parents, otherNames, ...body }: Draft['bodies'][number]): DraftFields {
  return {
    ...body,
    ...(parents.length === 0 ? {} : { parents }),
    ...(otherNames.length === 0 ? {} : { otherNames }),
  };
}

function toOffsets({ start, end, line }: DraftPassage): string {
  return `${start}-${end} line ${line}`;
}

/** Writes the words of facts as quotes, with the number of the occurrence where it matters. */
class QuoteWriter {
  readonly #original: string;
  // The places of words in UTF-16 units, by the words.
  readonly #places = new Map<string, readonly number[]>();

  constructor(original: string) {
    this.#original = original;
  }

  /** Returns the quote of a fact, or its offsets if the quote would not lead back to them. */
  write({ words, passage }: DraftFact): DraftFields {
    const isPlain = words === words.trim() && words.isWellFormed() && words.length > 0;
    if (!isPlain || words.length > WORDS_LENGTH_MAX * 10) return { passage: toOffsets(passage) };
    const places = this.#find(words);
    if (places.length === 1) return { quote: words };
    if (places.length > OCCURRENCES_MAX) return { passage: toOffsets(passage) };
    // Code points before the passage are counted only for repeated words.
    const nth = places.findIndex((place) => countPoints(this.#original, place) === passage.start);
    return nth < 0 ? { passage: toOffsets(passage) } : { quote: words, nth: nth + 1 };
  }

  #find(words: string): readonly number[] {
    const known = this.#places.get(words);
    if (known !== undefined) return known;
    const places: number[] = [];
    for (
      let at = this.#original.indexOf(words);
      at >= 0 && places.length <= OCCURRENCES_MAX;
      at = this.#original.indexOf(words, at + 1)
    )
      places.push(at);
    this.#places.set(words, places);
    return places;
  }
}

/** Returns the number of code points before a place in UTF-16 units. */
function countPoints(text: string, place: number): number {
  const pairs = text.slice(0, place).match(/[\ud800-\udbff][\udc00-\udfff]/g);
  return place - (pairs?.length ?? 0);
}

function addRuleComments(
  document: Document,
  { facts, merges = [] }: Draft,
  findPage: PageFinder = () => undefined,
): void {
  const notes = listFactNotes(merges);
  const list = document.get('facts');
  if (!(list instanceof YAMLSeq)) return;
  for (const [index, { rule, confidence, passage }] of facts.entries()) {
    const map = list.items[index] as YAMLMap<Scalar> | undefined;
    const first = map?.items[0] as Pair<Scalar, Scalar> | undefined;
    const page = findPage(passage.start, passage.end);
    const place = page === undefined ? '' : `, page ${page}`;
    if (first?.value)
      first.value.comment = [
        ` ${rule}, ${confidence.toFixed(2)}${place}`,
        ...(notes.get(index) ?? []),
      ].join('; ');
  }
}

function formatContradictions({ contradictions }: Draft): readonly string[] {
  if (contradictions.length === 0) return [];
  return [
    ' Contradictions inside the text:',
    ...contradictions.map(
      ({ field, values, passages }) =>
        `   ${field}: ${values.join(' and ')} (lines ${passages.map(({ line }) => line).join(' and ')})`,
    ),
    '',
  ];
}

function formatUnplaced({ unplaced }: Draft): readonly string[] {
  if (unplaced.length === 0) return [];
  return [
    ` Sentences without a fact (${unplaced.length}):`,
    ...unplaced.map(({ passage, words }) => `   ${toOffsets(passage)}: ${shorten(words)}`),
  ];
}

function shorten(words: string): string {
  const plain = words.replace(/\s+/g, ' ');
  return plain.length <= WORDS_LENGTH_MAX
    ? plain
    : `${plain.slice(0, WORDS_LENGTH_MAX).toWellFormed()} …`;
}
