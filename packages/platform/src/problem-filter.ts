import { toFieldErrors } from '@rapporteur/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { LogError } from '@rapporteur/event-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import type { Logger } from './logger.ts';
import { Problem, PROBLEM_CONTENT_TYPE } from './problem.ts';

/** How long to wait before asking again when the log or the database cannot be reached. */
const UNREACHABLE_RETRY_SECONDS = 5;

const TITLES: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['REQUEST_MALFORMED', 'The request is malformed.'],
  401: ['NOT_AUTHENTICATED', 'The request does not say who asks.'],
  403: ['NOT_ALLOWED', 'This is not allowed.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  405: ['METHOD_NOT_ALLOWED', 'This method is not served here.'],
  408: ['REQUEST_TOO_SLOW', 'The request took too long to arrive.'],
  413: ['BODY_TOO_LARGE', 'The body is too large.'],
  414: ['ADDRESS_TOO_LONG', 'The address is too long.'],
  415: ['CONTENT_TYPE_UNSUPPORTED', 'The body is of a type that is not read here.'],
  431: ['HEADERS_TOO_LARGE', 'The headers are too large.'],
  503: ['STOPPING', 'The server is stopping.'],
};

function ofStatus(status: number, detail: string): Problem {
  const [code, title] = TITLES[status] ?? [`HTTP_${status}`, 'The request cannot be answered.'];
  return new Problem(status, code, { title, detail });
}

function statusOf(error: Error): number | undefined {
  const status: unknown = Reflect.get(error, 'statusCode');
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function fault(error: unknown): Problem {
  return new Problem(
    500,
    'INTERNAL_FAULT',
    {
      title: 'Something went wrong on our side.',
      detail: 'The fault is in the server log, under this request.',
    },
    { cause: error },
  );
}

/** Whatever was thrown, as a problem. What is not known is a fault, and its inner workings stay inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error.message);
  if (error instanceof ZodError) {
    const errors = toFieldErrors(error.issues, undefined);
    return new Problem(400, 'INPUT_INVALID', {
      title: 'The request holds values that cannot be read.',
      errors,
    });
  }
  if (error instanceof LogError && error.code === 'LOG_UNREACHABLE') {
    const details = {
      title: 'The log cannot be reached.',
      retryAfterSeconds: UNREACHABLE_RETRY_SECONDS,
    };
    return new Problem(503, error.code, details, { cause: error });
  }
  const status = error instanceof Error ? statusOf(error) : undefined;
  return status === undefined ? fault(error) : ofStatus(status, (error as Error).message);
}

/** Turns everything that is thrown while a request is answered into application/problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (problem.status >= 500) {
      this.#logger.error(
        { err: error, requestId: request.id, url: request.url, code: problem.code },
        problem.message,
      );
    }
    // The head is out and part of the answer with it: all that is left is to end it where it broke.
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, problem, request.id);
  }
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, problem: Problem, requestId: string): void {
  const { retryAfterSeconds } = problem.details;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  const body = problem.status >= 500 ? { ...problem.toJSON(), requestId } : problem.toJSON();
  // A handler may have begun to describe the answer that now does not come.
  for (const name of ['etag', 'content-length', 'content-disposition'])
    void reply.removeHeader(name);
  void reply
    .status(problem.status)
    .header('content-type', PROBLEM_CONTENT_TYPE)
    .send(JSON.stringify(body));
}
