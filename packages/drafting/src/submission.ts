import type { TextPosition } from './problem.ts';

/** A passage by its words, to be found in the text. */
export interface QuoteRequest extends TextPosition {
  readonly kind: 'quote';
  readonly field: string;
  readonly quote: string;
  /** The number of the occurrence, from 1; null if the words must occur once. */
  readonly nth: number | null;
  /** The words of the group. Of several occurrences in the text, the one within them is meant. */
  readonly within: readonly PassageRequest[];
}

/** The passage of a name within other passages, such as one delegation of a sentence. */
export interface NameRequest extends TextPosition {
  readonly kind: 'name';
  readonly field: string;
  readonly name: string;
  /** Names that may contain this one. */
  readonly longerNames: readonly string[];
  readonly within: readonly PassageRequest[];
}

/** A passage by its offsets; the text need not be available. */
export interface OffsetsRequest extends TextPosition {
  readonly kind: 'offsets';
  readonly field: string;
  /** Offsets in code points; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The hash of the words; null if it is to be computed. */
  readonly sha256: string | null;
  readonly textLine: number | null;
}

export type PassageRequest = QuoteRequest | OffsetsRequest | NameRequest;

/** A fact with its shorthand expanded and its passages not yet anchored. */
export interface SubmittedFact {
  readonly type: string;
  /** The name of the fact in problems, such as `fact 3 (MeetingHeld)`. */
  readonly part: string;
  /** The dotted path in the command, such as `facts.2`; invalid facts count too. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The assertion without its passages. */
  readonly assertion: Readonly<Record<string, unknown>>;
  readonly passages: readonly PassageRequest[];
  /** The position in the YAML. */
  readonly position: TextPosition;
}

/** The document of a submission, and the file of its text. */
export interface SubmittedSource extends Omit<SubmittedFact, 'type' | 'path'> {
  readonly document: string;
  /** The file of the text, as the submission names it. */
  readonly file: string | null;
  readonly sha256: string | null;
}

/** A body to register. */
export interface SubmittedBody extends Pick<SubmittedFact, 'part' | 'path'> {
  readonly value: unknown;
}

/** A submission with its shorthand expanded: one document with its bodies and facts. */
export interface Submission {
  readonly collection: string;
  /** The title and root body of the collection, if the submission opens it. */
  readonly opening: Readonly<Record<string, unknown>> | null;
  readonly source: SubmittedSource;
  readonly bodies: readonly SubmittedBody[];
  readonly facts: readonly SubmittedFact[];
  /** RecordMeeting if the submission has one meeting, which is the default of all facts. */
  readonly command: 'RecordDocument' | 'RecordMeeting';
  /** The positions in the YAML of the fields of the command, such as `facts.3.occurredOn`. */
  readonly positions: ReadonlyMap<string, TextPosition>;
}

/** A submission with problems. Its valid parts can be checked all the same. */
export interface IncompleteSubmission {
  readonly submission: Submission;
  /** The parts with problems, such as `fact 3 (MeetingHeld)`. */
  readonly invalidParts: ReadonlySet<string>;
  /** Ids that only the invalid parts introduce: that they are unknown is no problem of its own. */
  readonly missingIds: ReadonlySet<string>;
}

/** Returns the position of a field in the YAML, or of the nearest part that contains it. */
export function findFieldPosition(
  positions: ReadonlyMap<string, TextPosition>,
  field: string,
): TextPosition {
  // The YAML lists the fields of the assertion beside the others.
  const flatField = field.replace(/(^|\.)assertion\./, '$1');

  for (
    let path = flatField;
    path !== '';
    path = path.slice(0, Math.max(path.lastIndexOf('.'), 0))
  ) {
    const position = positions.get(path);
    if (position !== undefined) return position;
  }
  return { line: 1, column: 1 };
}
