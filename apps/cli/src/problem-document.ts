import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { z } from 'zod';
import { CliError } from './cli-error.ts';

const ProblemIssueSchema = z.looseObject({
  field: z.string().nullable(),
  rule: z.string(),
  message: z.string(),
  remedy: z.string(),
  /** The recorded event that the request conflicts with. */
  event: z.string().nullish(),
});

export const ProblemDocumentSchema = z.looseObject({
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(ProblemIssueSchema).optional(),
  retryAfterSeconds: z.number().optional(),
});

/** One error in a request. */
export type ProblemIssue = z.output<typeof ProblemIssueSchema>;

/** A problem document of the server (RFC 9457). */
export type ProblemDocument = z.output<typeof ProblemDocumentSchema>;

/** The server responded with a problem document. */
export class ApiProblemError extends CliError {
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(getExitCode(problem.status), formatProblem(problem), null);
    this.problem = problem;
  }
}

function getExitCode(status: number): ExitCode {
  if (status === 404) return EXIT.notFound;
  if (status === 409 || status === 412) return EXIT.conflict;
  if (status === 502 || status === 503 || status === 504) return EXIT.unreachable;
  return status >= 500 ? EXIT.internalError : EXIT.usage;
}

/** Formats a problem: its detail or title in the first line, then one line per error. */
export function formatProblem(problem: ProblemDocument): string {
  const { detail, title, code, errors = [] } = problem;
  // With one error, the detail is the text of that error.
  const listed = detail !== undefined && errors.length === 1 ? [] : errors;
  const lines = listed.map((error) => `  ${formatProblemIssue(error)}`);
  return [`${detail ?? title} (${code})`, ...lines].join('\n');
}

/** Returns for example `facts.3.meeting: Unknown meeting — record it first (MEETING_UNKNOWN)`. */
export function formatProblemIssue({ field, rule, message, remedy, event }: ProblemIssue): string {
  const prefix = field === null || field === '' ? '' : `${field}: `;
  const hasEvent = event !== undefined && event !== null && !message.includes(event);
  const conflict = hasEvent ? `, conflicts with ${event}` : '';
  return `${prefix}${message.replace(/\.$/, '')}${conflict} — ${remedy} (${rule})`;
}

/** Parses the body of a failed response. Any other body becomes a problem with the HTTP status. */
export function parseProblem(status: number, body: string): ProblemDocument {
  try {
    const { data } = ProblemDocumentSchema.safeParse(JSON.parse(body));
    if (data !== undefined) return data;
  } catch {
    // The body is not from Rapporteur, but from a proxy or another server.
  }
  return { title: `The server answered ${status}`, status, code: `HTTP_${status}` };
}
