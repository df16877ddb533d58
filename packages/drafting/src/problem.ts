/** The codes of all problems of a submission. */
export type ProblemCode =
  | 'DRAFTING_YAML_INVALID'
  | 'DRAFTING_FIELD_UNKNOWN'
  | 'DRAFTING_FIELD_MISSING'
  | 'DRAFTING_VALUE_INVALID'
  | 'DRAFTING_TYPE_UNKNOWN'
  | 'DRAFTING_ACTOR_UNKNOWN'
  | 'DRAFTING_EVENT_UNKNOWN'
  | 'DRAFTING_EVENT_AMBIGUOUS'
  | 'DRAFTING_QUOTE_NOT_FOUND'
  | 'DRAFTING_QUOTE_AMBIGUOUS'
  | 'DRAFTING_NTH_OUT_OF_RANGE'
  | 'DRAFTING_PASSAGE_DIFFERS'
  | 'DRAFTING_TEXT_DIFFERS'
  | 'DRAFTING_TEXT_NOT_HELD';

/** A position in the YAML; line and column count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A problem of a submission, with its position and its fix. */
export interface SubmissionProblem extends TextPosition {
  readonly code: ProblemCode;
  /** The part of the submission, such as `fact 3 (MeetingHeld)`; empty for the whole. */
  readonly part: string;
  /** The dotted path in the YAML, such as `facts.3.occurredOn`; empty for the whole. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string | null;
}

/** Returns a problem on one line: `12:5 fact 3 (MeetingHeld): message remedy`. */
export function formatProblem({ line, column, message, remedy }: SubmissionProblem): string {
  return [`${line}:${column}`, message, remedy].filter((part) => part !== null).join(' ');
}
