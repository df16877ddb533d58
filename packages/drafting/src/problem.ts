/** What may be wrong with a submission. */
export type ProblemCode =
  | 'DRAFTING_YAML_INVALID'
  | 'DRAFTING_FIELD_UNKNOWN'
  | 'DRAFTING_FIELD_MISSING'
  | 'DRAFTING_VALUE_INVALID'
  | 'DRAFTING_TYPE_UNKNOWN'
  | 'DRAFTING_ACTOR_UNKNOWN'
  | 'DRAFTING_QUOTE_NOT_FOUND'
  | 'DRAFTING_QUOTE_AMBIGUOUS'
  | 'DRAFTING_NTH_OUT_OF_RANGE'
  | 'DRAFTING_PASSAGE_DIFFERS'
  | 'DRAFTING_TEXT_DIFFERS'
  | 'DRAFTING_TEXT_NOT_HELD';

/** Where in the YAML, both from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a submission, where it stands, and what to do about it. */
export interface SubmissionProblem extends TextPosition {
  readonly code: ProblemCode;
  /** The field in the YAML, dotted: `facts.3.occurredOn`; empty for the whole. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string | null;
}

/** A problem in one line: `12:5 fact 3 (MeetingHeld): … — …`. */
export function formatProblem({ line, column, message, remedy }: SubmissionProblem): string {
  return `${line}:${column} ${message}${remedy === null ? '' : ` — ${remedy}`}`;
}
