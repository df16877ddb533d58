import type { DraftValue } from '../draft.ts';

/** The kinds of things that a draft may share with the record. */
export type MergedKind = 'meeting' | 'decision' | 'incident' | 'actor' | 'document';

/**
 * The relation of a draft to a known thing: all values are those of the record, it has a new field
 * or fact, it has another value, or its text is another version of a known document.
 */
type MergeRelation = 'confirmation' | 'addition' | 'conflict' | 'version';

/** The values that a thing of the draft and the known thing have in common. */
export interface MergeEvidence {
  readonly same:
    | 'text'
    | 'identifier'
    | 'address'
    | 'paragraph'
    | 'body-and-ordinal'
    | 'body-and-day'
    | 'day-and-place'
    | 'place'
    | 'name'
    | 'office'
    | 'title'
    | 'meeting'
    | 'translation';
  readonly value: string;
}

/** A value of the draft that the record has otherwise. */
export interface MergeDifference {
  /** The index of the fact in the draft, from 0. */
  readonly fact: number;
  readonly field: string;
  readonly draft: DraftValue;
  readonly record: DraftValue;
  /** The documents of the record that state its value. */
  readonly sources: readonly string[];
}

/** A fact of the draft about a known thing. */
interface MergedFact {
  /** The index of the fact in the draft, from 0. */
  readonly fact: number;
  readonly relation: 'confirmation' | 'addition' | 'conflict';
}

/** A proposal that a thing of the draft is one that the record has. */
export interface DraftMerge {
  readonly kind: MergedKind;
  /** The id in the draft. It is that of the record if an exact identifier matched. */
  readonly id: string;
  readonly known: string;
  /**
   * Whether the submission uses the known id. A person decides it, except for exact identifiers.
   */
  readonly take: boolean;
  /** Whether an identifier matched: a symbol, a hash, or a body with an ordinal. */
  readonly exact: boolean;
  readonly relation: MergeRelation;
  readonly evidence: readonly MergeEvidence[];
  /** The documents of the record that state the known thing. */
  readonly sources: readonly string[];
  readonly facts: readonly MergedFact[];
  readonly differences: readonly MergeDifference[];
}
