import type { CommandSubmissionOptions } from '@rapporteur/command-runtime';

import { COMMAND_ID_PATTERN } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import type { FastifyRequest } from 'fastify';
import { parseItem } from 'structured-headers';
import { FORWARDED_HEADER } from './command-forwarding.ts';

/** The actor of a request that does not name one. */
const ANONYMOUS = 'anonymous';

const ACTOR_PATTERN = /^[\x21-\x7e]{1,128}$/;
const ETAG_PATTERN = /^"(0|[1-9][0-9]{0,9})"$/;
const TRACEPARENT_PATTERN = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

function getHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function createHeaderProblem(name: string, message: string, remedy: string): Problem {
  const errors = [{ field: name, rule: 'HEADER_MALFORMED', message, remedy }];
  return new Problem(400, 'HEADER_MALFORMED', {
    title: `The header ${name} is malformed.`,
    detail: `${name} ${message}. ${remedy}`,
    errors,
  });
}

function parseStructuredItem(value: string): unknown {
  try {
    return parseItem(value)[0];
  } catch {
    return undefined;
  }
}

/** Returns the client's id of a command. Both a quoted string and the bare characters are valid. */
export function parseCommandId(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;

  const id = COMMAND_ID_PATTERN.test(value) ? value : parseStructuredItem(value);
  if (typeof id === 'string' && COMMAND_ID_PATTERN.test(id)) return id;
  throw createHeaderProblem(
    'Idempotency-Key',
    'must be a quoted string of 1 to 128 of letters, digits, ., _, ~ and -',
    'Send one such as "note-44".',
  );
}

function parseExpectedVersion(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;

  const version = ETAG_PATTERN.exec(value.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw createHeaderProblem(
    'If-Match',
    `must be one version in quotes, not ${value}`,
    'Send the ETag of an earlier response, such as "17".',
  );
}

/** Returns the problem of a parameter. */
export function createParameterProblem(
  rule: 'PARAMETER_UNKNOWN' | 'PARAMETER_INVALID',
  error: { readonly field: string; readonly message: string; readonly remedy: string },
): Problem {
  return new Problem(400, rule, {
    title: rule === 'PARAMETER_UNKNOWN' ? 'Unknown parameter.' : 'A parameter is invalid.',
    errors: [{ rule, ...error }],
  });
}

function parseDryRun(query: unknown): boolean {
  const parameters = query as Readonly<Record<string, unknown>>;
  const field = Object.keys(parameters).find((name) => name !== 'dryRun');
  if (field !== undefined) {
    const remedy = 'Omit it. The only parameter is dryRun.';
    const message = 'is not a parameter of commands';
    throw createParameterProblem('PARAMETER_UNKNOWN', { field, message, remedy });
  }

  const value = parameters['dryRun'];
  if (value === undefined || value === 'false') return false;
  if (value === 'true' || value === '') return true;
  const remedy = 'Write dryRun=true, or omit it.';
  const message = 'must be true or false';
  throw createParameterProblem('PARAMETER_INVALID', { field: 'dryRun', message, remedy });
}

/** Returns whether another instance forwarded the request. Throws a Problem 400 for another mark. */
export function parseForwardedMark(request: FastifyRequest): boolean {
  const mark = getHeader(request, FORWARDED_HEADER);
  if (mark === undefined || mark === 'true') return mark !== undefined;
  throw createHeaderProblem(
    FORWARDED_HEADER,
    'is sent between instances only',
    'Omit it: the instance forwards the command if another one owns its partition.',
  );
}

/** Returns the options of a request. Throws a Problem 400 if one is malformed. */
export function parseRequestOptions(request: FastifyRequest): CommandSubmissionOptions {
  const actor = getHeader(request, 'rapporteur-actor') ?? ANONYMOUS;
  if (!ACTOR_PATTERN.test(actor)) {
    throw createHeaderProblem(
      'Rapporteur-Actor',
      'must be 1 to 128 printable characters without spaces',
      'Send an opaque id, not a name.',
    );
  }

  const traceparent = getHeader(request, 'traceparent');
  // A malformed trace does not invalidate a command.
  const isTrace = traceparent !== undefined && TRACEPARENT_PATTERN.test(traceparent);
  return {
    actor,
    dryRun: parseDryRun(request.query),
    commandId: parseCommandId(getHeader(request, 'idempotency-key')),
    expectedVersion: parseExpectedVersion(getHeader(request, 'if-match')),
    traceparent: isTrace ? traceparent : undefined,
  };
}

/** The fields of a line that replace the headers of a single command. */
const LINE_FIELDS = { 'Idempotency-Key': 'idempotencyKey', 'If-Match': 'expectedVersion' };

/** Returns the options of a bulk request. Throws a Problem 400 for headers of a single command. */
export function parseBulkOptions(request: FastifyRequest): CommandSubmissionOptions {
  for (const [name, field] of Object.entries(LINE_FIELDS)) {
    if (request.headers[name.toLowerCase()] === undefined) continue;
    const message = 'belongs to one command, and this request has many';
    throw createHeaderProblem(name, message, `Give ${field} in the line.`);
  }
  return parseRequestOptions(request);
}
