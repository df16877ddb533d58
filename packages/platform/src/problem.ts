import { type FieldError, nameInvisibles } from '@rapporteur/contracts';
import { z } from 'zod';

const FieldErrorSchema = z
  .object({
    field: z.string().nullable().meta({ description: 'The path of the field.' }),
    rule: z.string(),
    message: z.string(),
    remedy: z.string(),
    event: z.string().optional().meta({ description: 'The event that it conflicts with.' }),
  })
  .meta({ id: 'FieldError', description: 'An invalid field, the rule, and the remedy.' });

/** The body of a problem response (RFC 9457). */
export const ProblemSchema = z
  .looseObject({
    type: z.string().meta({ format: 'uri' }),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    retryAfterSeconds: z.int().optional(),
    near: z.array(z.string()).optional().meta({ description: 'Similar ids.' }),
    errors: z.array(FieldErrorSchema).optional(),
    requestId: z.string().optional().meta({ description: 'Of an error of the server.' }),
  })
  .meta({
    id: 'Problem',
    description: 'A problem (RFC 9457). `code` is stable; some codes have more members.',
  });

/** The members of a problem beside its status and code. */
export interface ProblemDetails {
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Extension members of RFC 9457: `expectedVersion`, `position` … */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The prefix of a problem's `type`. It identifies the kind of problem and is not a web page. */
export const PROBLEM_TYPE_BASE = 'https://rapporteur.example/problems/';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json; charset=utf-8';

/**
 * A problem that is sent over HTTP (RFC 9457). A `code` is stable and never reused. Its texts name
 * the invisible characters of what they quote.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly details: ProblemDetails;

  constructor(status: number, code: string, details: ProblemDetails, options?: ErrorOptions) {
    super(nameInvisibles(details.detail ?? details.title), options);
    this.status = status;
    this.code = code;
    this.details = nameInDetails(details);
  }

  /** Returns the members of the response body. */
  toJSON(): z.input<typeof ProblemSchema> {
    const { title, detail, errors, extensions, retryAfterSeconds } = this.details;
    return {
      type: `${PROBLEM_TYPE_BASE}${this.code}`,
      title,
      status: this.status,
      code: this.code,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors: [...errors] }),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      ...extensions,
    };
  }
}

function nameInDetails({ detail, errors, ...rest }: ProblemDetails): ProblemDetails {
  return {
    ...rest,
    ...(detail === undefined ? {} : { detail: nameInvisibles(detail) }),
    ...(errors === undefined ? {} : { errors: errors.map(nameInError) }),
  };
}

function nameInError(error: FieldError): FieldError {
  const { message, remedy } = error;
  return { ...error, message: nameInvisibles(message), remedy: nameInvisibles(remedy) };
}
