import type { FactPreview, SourceText, SubmissionPreview } from '@rapporteur/drafting';
import { DraftDocument, type DraftLeaf, readFactComments } from './draft-document.ts';
import { readMerges } from './draft-merges.ts';
import { identifyFact } from './fact-identity.ts';
import type {
  ContradictionItem,
  FactItem,
  MergeItem,
  SentenceItem,
  TextRange,
} from './review-item.ts';

/** A draft as a review reads it. */
export interface ReviewableDraft {
  readonly merges: readonly MergeItem[];
  readonly facts: readonly FactItem[];
  readonly contradictions: readonly ContradictionItem[];
  readonly sentences: readonly SentenceItem[];
}

/** The comment of a drafted fact: its rule, its confidence, its page, and notes about known things. */
const RULE =
  /^(?<rule>[\w-]+), (?<confidence>[01]\.\d+)(?:, page (?<page>\d+))?(?:; (?<notes>.*))?$/;
const SENTENCE = /^#\s+(?<start>\d+)-(?<end>\d+) line (?<line>\d+): /gm;
const CONTRADICTIONS = /^# Contradictions inside the text:\n(?<list>(?:#\s{2,}.*\n?)+)/m;
const CONTRADICTION = /^#\s+(?<field>[\w.]+): (?<values>.*) \(lines (?<lines>[\d and]+)\)$/gm;

/** Returns the facts of a draft, and what its comments list. Facts with one identity get numbers. */
export function readDraft(
  yaml: string,
  text: SourceText,
  preview: SubmissionPreview,
): ReviewableDraft {
  const { document, leaves } = new DraftDocument(yaml);
  const groups = groupByLeaf(leaves, preview.facts);
  const keys = new UniqueKeys();
  const facts = leaves.map((leaf, index) => readFact(leaf, groups[index] ?? [], keys));
  return {
    merges: readMerges(document),
    facts,
    contradictions: readContradictions(yaml),
    sentences: readSentences(yaml, text),
  };
}

/** Returns for each leaf what was found at its lines: a list of actors is several facts. */
export function groupByLeaf<T extends { readonly position: FactPreview['position'] }>(
  leaves: readonly DraftLeaf[],
  placed: readonly T[],
): readonly (readonly T[])[] {
  const groups: T[][] = leaves.map(() => []);
  for (const one of placed) {
    const { line, column } = one.position;
    const index = leaves.findLastIndex(
      (leaf) => leaf.line < line || (leaf.line === line && leaf.column <= column),
    );
    groups[index]?.push(one);
  }
  return groups;
}

/** Gives each identity a key; equal ones get the numbers 2, 3, … */
export class UniqueKeys {
  readonly #counts = new Map<string, number>();

  add(key: string): string {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count === 1 ? key : `${key} #${count}`;
  }
}

function readFact(leaf: DraftLeaf, previews: readonly FactPreview[], keys: UniqueKeys): FactItem {
  const ranges = listRanges(previews);
  const rule = readFactComments(leaf)
    .map((comment) => RULE.exec(comment)?.groups)
    .find((groups) => groups !== undefined);
  return {
    kind: 'fact',
    key: keys.add(identifyFact(leaf.fields, ranges)),
    fields: leaf.fields,
    rule: rule?.['rule'] ?? null,
    confidence: rule === undefined ? null : Number(rule['confidence']),
    page: rule?.['page'] === undefined ? null : Number(rule['page']),
    notes: rule?.['notes']?.split('; ') ?? [],
    isMade: false,
    ranges,
  };
}

/** Returns the passages of facts, each once. */
export function listRanges(previews: readonly FactPreview[]): readonly TextRange[] {
  const ranges = previews.flatMap(({ passages }) =>
    passages.map(({ start, end, line }) => ({ start, end, line })),
  );
  return [...new Map(ranges.map((range) => [`${range.start}-${range.end}`, range])).values()];
}

function readSentences(yaml: string, text: SourceText): readonly SentenceItem[] {
  return [...yaml.matchAll(SENTENCE)].flatMap(({ groups }) => {
    const start = Number(groups?.['start']);
    const end = Number(groups?.['end']);
    const words = text.slice(start, end);
    // A comment that was changed by hand may name no part of the text.
    if (words === undefined) return [];
    const range = { start, end, line: text.getLine(start) };
    return [
      {
        kind: 'sentence' as const,
        key: `sentence ${start}-${end}`,
        range,
        words: createWords(text, words, range),
      },
    ];
  });
}

/** Returns the fields that give these words in a submission: a quote, or offsets if it is not clear. */
export function createWords(
  text: SourceText,
  words: string,
  range: TextRange,
): SentenceItem['words'] {
  const isClear = words === words.trim() && text.find(words).length === 1;
  return isClear ? { quote: words } : { passage: `${range.start}-${range.end} line ${range.line}` };
}

function readContradictions(yaml: string): readonly ContradictionItem[] {
  const list = CONTRADICTIONS.exec(yaml)?.groups?.['list'] ?? '';
  return [...list.matchAll(CONTRADICTION)].map(({ groups }) => {
    const { field = '', values = '', lines = '' } = groups ?? {};
    const key = `contradiction ${field} ${values}`;
    return {
      kind: 'contradiction',
      key,
      field,
      values,
      lines: lines.match(/\d+/g)?.map(Number) ?? [],
    };
  });
}
