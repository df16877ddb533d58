import type { FieldError } from '@rapporteur/contracts';

/** What a problem says beyond its code. */
export interface ProblemDetails {
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Extension members of RFC 9457: `expectedVersion`, `position` … */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What stands before a problem's code in its `type`. It identifies the kind of problem and is not a web page. */
export const PROBLEM_TYPE_BASE = 'https://rapporteur.example/problems/';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/** A problem as it is answered over HTTP (RFC 9457). `code` is stable and never reused. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly details: ProblemDetails;

  constructor(status: number, code: string, details: ProblemDetails, options?: ErrorOptions) {
    super(details.detail ?? details.title, options);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The members of the problem, in the order they are written. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { title, detail, errors, extensions, retryAfterSeconds } = this.details;
    return {
      type: `${PROBLEM_TYPE_BASE}${this.code}`,
      title,
      status: this.status,
      code: this.code,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...extensions,
    };
  }
}
