import type { BodyKind } from '@rapporteur/contracts';
import type { MarkedResolution } from './resolutions/marked-up-resolution.ts';
import type { DraftMerge } from './merging/draft-merge.ts';

/** A part of a text as the record counts it: code points from 0, `end` exclusive, lines from 1. */
export interface DraftPassage {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** A field of a drafted fact, in the shorthand of a submission. */
export type DraftValue =
  | string
  | number
  | boolean
  | null
  | readonly DraftValue[]
  | { readonly [field: string]: DraftValue };

export type DraftFields = Readonly<Record<string, DraftValue>>;

/** A fact that a rule proposes, with the words that state it. */
export interface DraftFact {
  readonly type: string;
  /** Its fields, and those of its assertion but the passages. */
  readonly fields: DraftFields;
  readonly passage: DraftPassage;
  /** The words of the passage, as they are in the text. */
  readonly words: string;
  /** From 0 to 1: the share of such proposals that were right. */
  readonly confidence: number;
  /** The name of the rule that found it. */
  readonly rule: string;
}

/** A body that the draft registers, with the fields of BodyRegistered. */
export interface DraftBody {
  readonly body: string;
  readonly name: string;
  readonly kind: BodyKind;
  readonly parents: readonly string[];
  readonly otherNames: readonly string[];
}

/** A sentence of which no fact was proposed. */
export interface UnplacedSentence {
  readonly passage: DraftPassage;
  readonly words: string;
  /** `incomplete`: a rule found a fact, and the text lacks what it needs, such as a meeting. */
  readonly reason: 'no-rule' | 'incomplete' | 'too-long';
}

/** Two proposals that contradict each other, for the person who reviews the draft. */
export interface DraftContradiction {
  readonly field: string;
  readonly values: readonly string[];
  readonly passages: readonly DraftPassage[];
}

/** The kind of text, which selects the rules. */
type DraftShape = 'resolution' | 'note';

/** A proposed submission of one document. Nothing of it is recorded before a person submits it. */
export interface Draft {
  readonly shape: DraftShape;
  readonly collection: DraftFields | string | null;
  /** The fields of the source; `file` is the name of the text. */
  readonly source: DraftFields;
  readonly sourcePassage: DraftPassage;
  readonly bodies: readonly DraftBody[];
  /** The actors that are neither states nor bodies, by key. */
  readonly actors: Readonly<Record<string, DraftFields>>;
  readonly defaults: DraftFields;
  readonly facts: readonly DraftFact[];
  readonly unplaced: readonly UnplacedSentence[];
  readonly contradictions: readonly DraftContradiction[];
  /** The things that the record has already; absent if it was not asked. */
  readonly merges?: readonly DraftMerge[];
}

/** A body that the record, or a file of names, knows already. */
export interface KnownBody {
  readonly body: string;
  readonly name: string;
  readonly kind: DraftBody['kind'];
  readonly parents?: readonly string[];
  readonly otherNames?: readonly string[];
}

export interface DraftOptions {
  /** The name of the file of the text, for `source.file` and the ids. */
  readonly file: string;
  /** The day of publication, YYYY-MM-DD: the anchor of "this year" and "last July". */
  readonly published?: string | undefined;
  /** The id of the collection. */
  readonly collection?: string | undefined;
  /** Whether the collection is open, so that the draft need not open it. */
  readonly isOpen?: boolean | undefined;
  readonly bodies?: readonly KnownBody[] | undefined;
  readonly redistributable?: boolean | undefined;
  /** The parts of a resolution that the mark-up of its document names. */
  readonly structure?: MarkedResolution | undefined;
}
