import type { TextPosition } from './problem.ts';

/** Words of the source, to be found in its text. */
export interface QuoteRequest extends TextPosition {
  readonly kind: 'quote';
  readonly field: string;
  readonly quote: string;
  /** Which occurrence, from 1; null where the words occur once. */
  readonly nth: number | null;
}

/** A passage by its offsets, for a text that may not be held. */
export interface OffsetsRequest extends TextPosition {
  readonly kind: 'offsets';
  readonly field: string;
  /** Code points; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Of the words; null: computed from the text held. */
  readonly sha256: string | null;
  readonly textLine: number | null;
}

export type PassageRequest = QuoteRequest | OffsetsRequest;

/** Something that the source says, written out in full but for where it says so. */
export interface SubmittedFact {
  readonly type: string;
  /** How problems name it: `fact 3 (MeetingHeld)`. */
  readonly part: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Modality and who says so: the assertion without its passages. */
  readonly assertion: Readonly<Record<string, unknown>>;
  readonly passages: readonly PassageRequest[];
}

/** A document of a submission, and where its text is held. */
export interface SubmittedSource extends Omit<SubmittedFact, 'type'> {
  readonly document: string;
  /** The file of the text, as the submission names it. */
  readonly file: string | null;
  readonly sha256: string | null;
  readonly position: TextPosition;
}

/** What a recorder submits: one document with the bodies it names and its facts, shorthand written out. */
export interface Submission {
  readonly collection: string;
  /** The body of OpenCollection, where the submission opens the collection. */
  readonly opening: Readonly<Record<string, unknown>> | null;
  readonly source: SubmittedSource;
  readonly bodies: readonly unknown[];
  readonly facts: readonly SubmittedFact[];
  /** RecordMeeting where one meeting is the default of all facts and is the only one told of. */
  readonly command: 'RecordDocument' | 'RecordMeeting';
  /** Where a field of the command stands in the YAML: `facts.3.occurredOn`. */
  readonly positions: ReadonlyMap<string, TextPosition>;
}

/** Where a field of a command stands in the YAML; of one that is not written there, the part that lacks it. */
export function findFieldPosition(
  places: ReadonlyMap<string, TextPosition>,
  field: string,
): TextPosition {
  const flat = field.replace(/(^|\.)assertion\./, '$1');
  for (let path = flat; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('.'), 0))) {
    const place = places.get(path);
    if (place !== undefined) return place;
  }
  return { line: 1, column: 1 };
}
