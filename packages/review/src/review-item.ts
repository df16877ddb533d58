/** A value of a fact, in the shorthand of a submission. */
export type ItemValue =
  | string
  | number
  | boolean
  | null
  | readonly ItemValue[]
  | { readonly [field: string]: ItemValue };

/** The fields of a fact as the YAML writes them, with its type and its words. */
export type ItemFields = Readonly<Record<string, ItemValue>>;

/** A part of the text: code points from 0, `end` exclusive, and its line, from 1. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** A proposed fact. */
export interface FactItem {
  readonly kind: 'fact';
  /** Its identity in the document, see {@link identifyFact}. */
  readonly key: string;
  readonly fields: ItemFields;
  /** The name of the rule that found it; null for a fact that a person wrote. */
  readonly rule: string | null;
  /** From 0 to 1; null if no rule gives one. */
  readonly confidence: number | null;
  /** The page of its words, if the document has pages. */
  readonly page: number | null;
  /** The notes of the draft about it: `confirms harbour-council-7`. */
  readonly notes: readonly string[];
  /** True: a person made it from a sentence, and the draft does not have it. */
  readonly isMade: boolean;
  readonly ranges: readonly TextRange[];
}

/** A sentence of which no fact was proposed. */
export interface SentenceItem {
  readonly kind: 'sentence';
  readonly key: string;
  readonly range: TextRange;
  /** The fields that give its words in a submission. */
  readonly words: ItemFields;
}

/** Values of the text that contradict each other. */
export interface ContradictionItem {
  readonly kind: 'contradiction';
  readonly key: string;
  readonly field: string;
  readonly values: string;
  readonly lines: readonly number[];
}

/** A proposal that a thing of the draft is one that the record has. Accepted means taken. */
export interface MergeItem {
  readonly kind: 'merge';
  readonly key: string;
  /** The proposal as `merges` of the draft has it. */
  readonly fields: ItemFields;
  /** The proposal in words. */
  readonly sentence: string;
  /** True: the draft takes it, because an exact identifier matched. */
  readonly isTaken: boolean;
  /** True: the facts use the known id, so that it cannot be left. */
  readonly isFixed: boolean;
}

/** Returns a fact that a person made of some words. */
export function createMadeFact({
  key,
  fields,
  ranges,
}: Pick<FactItem, 'key' | 'fields' | 'ranges'>): FactItem {
  return {
    kind: 'fact',
    key,
    fields,
    rule: null,
    confidence: null,
    page: null,
    notes: [],
    isMade: true,
    ranges,
  };
}

/** One thing of a draft that a person decides on. */
export type ReviewItem = MergeItem | FactItem | SentenceItem | ContradictionItem;

/** Below this confidence, a fact is doubtful. */
export const CONFIDENT = 0.8;

/** Returns the type of a fact; empty if it has none. */
export function getType({ type }: ItemFields): string {
  return typeof type === 'string' ? type : '';
}
