import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { toFieldErrors } from '@rapporteur/contracts';
import { LogError } from '@rapporteur/event-log';
import { explainFailure } from '@rapporteur/resilience';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import type { Logger } from './logger.ts';
import { Problem, PROBLEM_CONTENT_TYPE } from './problem.ts';

/** The `Retry-After` if the log cannot be reached. */
const UNREACHABLE_RETRY_SECONDS = 5;

const LOG_FAILURES: readonly string[] = ['LOG_UNREACHABLE', 'LOG_ACCESS_REFUSED'];

const TITLES: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['REQUEST_MALFORMED', 'The request is malformed.'],
  401: ['NOT_AUTHENTICATED', 'The request is not authenticated.'],
  403: ['NOT_ALLOWED', 'The request is not allowed.'],
  404: ['NOT_FOUND', 'The path is unknown.'],
  405: ['METHOD_NOT_ALLOWED', 'The method is not supported here.'],
  408: ['REQUEST_TOO_SLOW', 'The request took too long to arrive.'],
  413: ['BODY_TOO_LARGE', 'The body is too large.'],
  414: ['ADDRESS_TOO_LONG', 'The URL is too long.'],
  415: ['CONTENT_TYPE_UNSUPPORTED', 'The content type is not supported.'],
  431: ['HEADERS_TOO_LARGE', 'The headers are too large.'],
  503: ['STOPPING', 'The server is stopping.'],
};

/** Turns every error of a request into application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;
  /** The reason that was logged last for an instance that is not ready. */
  #notReadyReason: string | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (problem.status >= 500) this.#log(problem, error, request);
    // The status is already sent: closing the connection is the only way to signal the error.
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, problem, request.id);
  }

  // Only a fault of the program has a stack. A probe asks every second: the same state of an
  // instance that is not ready is logged once.
  #log(problem: Problem, error: unknown, { id: requestId, url }: FastifyRequest): void {
    const { status, code, message } = problem;
    if (status !== 503) {
      this.#logger.error({ err: error, requestId, url, code }, message);
      return;
    }
    const reason = formatReason(problem);
    if (code === 'NOT_READY') {
      if (reason === this.#notReadyReason) return;
      this.#notReadyReason = reason;
    }
    this.#logger.warn({ requestId, url, code, reason }, message);
  }
}

/** Returns the reason of a problem that passes: the cause, or the checks that failed. */
function formatReason({ cause, details }: Problem): string {
  return cause instanceof Error ? cause.message : JSON.stringify(details.extensions ?? {});
}

/**
 * Returns the problem of an error. An unexpected error is an internal error, without its details.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    return createStatusProblem(error.getStatus(), error.message);
  }
  if (error instanceof ZodError) {
    const errors = toFieldErrors(error.issues, undefined);
    return new Problem(400, 'INPUT_INVALID', { title: 'The request has invalid values.', errors });
  }
  if (error instanceof LogError && LOG_FAILURES.includes(error.code))
    return createUnavailableProblem(error.code, 'The log cannot be reached.', error);
  const status = error instanceof Error ? findClientErrorStatus(error) : undefined;
  if (error instanceof Error && status !== undefined)
    return createStatusProblem(status, error.message);

  const failure = explainFailure(error);
  if (failure === undefined) return createInternalProblem(error);
  if (failure.area === 'files')
    return createUnavailableProblem('STORAGE_UNAVAILABLE', 'The disk cannot be used.', failure);
  const title = 'The database of the read models cannot be reached.';
  return createUnavailableProblem('DATABASE_UNREACHABLE', title, failure);
}

function createUnavailableProblem(code: string, title: string, cause: Error): Problem {
  const details = { title, retryAfterSeconds: UNREACHABLE_RETRY_SECONDS };
  return new Problem(503, code, details, { cause });
}

function createStatusProblem(status: number, detail: string): Problem {
  const [code, title] = TITLES[status] ?? [`HTTP_${status}`, 'The request cannot be answered.'];
  return new Problem(status, code, { title, detail });
}

function findClientErrorStatus(error: Error): number | undefined {
  const status: unknown = Reflect.get(error, 'statusCode');
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function createInternalProblem(cause: unknown): Problem {
  const details = {
    title: 'An internal error occurred.',
    detail: 'The server log has the details under this request id.',
  };
  return new Problem(500, 'INTERNAL_FAULT', details, { cause });
}

/** Sends a problem as the response. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  const { retryAfterSeconds } = problem.details;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  const body = problem.status >= 500 ? { ...problem.toJSON(), requestId } : problem.toJSON();

  // The handler may have set headers of the response that is not sent.
  for (const name of ['etag', 'content-length', 'content-disposition']) {
    void reply.removeHeader(name);
  }
  void reply
    .status(problem.status)
    .header('content-type', PROBLEM_CONTENT_TYPE)
    .send(JSON.stringify(body));
}
