import { CliError } from './cli-error.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';

/** One thing wrong with what was sent. */
export interface ProblemIssue {
  readonly field: string | null;
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
  /** The event of the record that it collides with. */
  readonly event?: string | null;
}

/** A problem as the server answers it (RFC 9457). */
export interface ProblemDocument {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemIssue[];
  readonly expectedVersion?: string | number | null;
  readonly actualVersion?: string | number | null;
  readonly retryAfterSeconds?: number;
}

/** The server answered with a problem. */
export class ApiProblemError extends CliError {
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(exitOf(problem.status), formatProblem(problem), null);
    this.problem = problem;
  }
}

/** How the program exits on a status of HTTP. */
function exitOf(status: number): ExitCode {
  if (status === 404) return EXIT.notFound;
  if (status === 409 || status === 412) return EXIT.conflict;
  if (status === 502 || status === 503 || status === 504) return EXIT.unreachable;
  return status >= 500 ? EXIT.internalError : EXIT.usage;
}

/** A problem in lines: what it is, then each thing that is wrong with what to do about it. */
export function formatProblem(problem: ProblemDocument): string {
  const { detail, title, code, errors = [] } = problem;
  // The detail of a problem with one error says that error.
  const told = detail !== undefined && errors.length === 1 ? [] : errors;
  return [
    `${detail ?? title} (${code})`,
    ...told.map((error) => `  ${formatProblemIssue(error)}`),
  ].join('\n');
}

/** One error in a line: `facts.3.meeting: … — what to do (DOMAIN_MEETING_UNKNOWN)` */
export function formatProblemIssue({ field, rule, message, remedy, event }: ProblemIssue): string {
  const where = field === null || field === '' ? '' : `${field}: `;
  const collided =
    event === undefined || event === null || message.includes(event) ? '' : `, against ${event}`;
  return `${where}${message.replace(/\.$/, '')}${collided} — ${remedy} (${rule})`;
}

/** The problem that an answer's body tells of; made up where it tells of none. */
export function parseProblem(status: number, body: string): ProblemDocument {
  try {
    const parsed = JSON.parse(body) as Partial<ProblemDocument> | null;
    if (typeof parsed?.code === 'string' && typeof parsed.title === 'string') {
      return { ...parsed, title: parsed.title, code: parsed.code, status: parsed.status ?? status };
    }
  } catch {
    // Not ours: a proxy, or another server at this address.
  }
  return { title: `The server answered ${status}`, status, code: `HTTP_${status}` };
}
