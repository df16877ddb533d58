import type { SubmissionOptions } from '@rapporteur/command-runtime';
import { COMMAND_ID_PATTERN } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import type { FastifyRequest } from 'fastify';
import { parseItem } from 'structured-headers';

/** Who records where the request does not say. */
const ANONYMOUS = 'anonymous';

const ETAG = /^"(0|[1-9][0-9]{0,9})"$/;
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function malformed(name: string, message: string, remedy: string): Problem {
  const errors = [{ field: name, rule: 'HEADER_MALFORMED', message, remedy }];
  return new Problem(400, 'HEADER_MALFORMED', {
    title: `The header ${name} cannot be read.`,
    detail: `${name} ${message}`,
    errors,
  });
}

function quoted(value: string): unknown {
  try {
    return parseItem(value)[0];
  } catch {
    return undefined;
  }
}

/** The sender's own id of a command: a quoted string, as the standard has it, or the bare characters. */
export function parseCommandId(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const id = COMMAND_ID_PATTERN.test(value) ? value : quoted(value);
  if (typeof id === 'string' && COMMAND_ID_PATTERN.test(id)) return id;
  throw malformed(
    'Idempotency-Key',
    'is no quoted string of 1 to 128 of letters, digits, ., _, ~ and -',
    'Send one such as "note-44".',
  );
}

function parseExpectedVersion(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const [, version] = ETAG.exec(value.trim()) ?? [];
  if (version !== undefined) return Number(version);
  throw malformed(
    'If-Match',
    `is ${value}, not one version in quotes`,
    'Send the ETag of an earlier answer, such as "17".',
  );
}

function parseDryRun(query: unknown): boolean {
  const parameters = query as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(parameters)) {
    if (name === 'dryRun') continue;
    const errors = [
      {
        field: name,
        rule: 'PARAMETER_UNKNOWN',
        message: 'is no parameter of commands',
        remedy: 'Leave it out; there is dryRun.',
      },
    ];
    throw new Problem(400, 'PARAMETER_UNKNOWN', {
      title: 'The address has an unknown parameter.',
      errors,
    });
  }
  const value = parameters['dryRun'];
  if (value === undefined || value === 'false') return false;
  if (value === 'true' || value === '') return true;
  const errors = [
    {
      field: 'dryRun',
      rule: 'PARAMETER_INVALID',
      message: 'is neither true nor false',
      remedy: 'Write dryRun=true, or leave it out.',
    },
  ];
  throw new Problem(400, 'PARAMETER_INVALID', {
    title: 'The address has a parameter that cannot be read.',
    errors,
  });
}

/** What a request says beside the command itself. @throws Problem 400 where it cannot be read. */
export function parseRequestOptions(request: FastifyRequest): SubmissionOptions {
  const actor = header(request, 'rapporteur-actor') ?? ANONYMOUS;
  if (!/^[\x21-\x7e]{1,128}$/.test(actor)) {
    throw malformed(
      'Rapporteur-Actor',
      'is not 1 to 128 printable characters without spaces',
      'Send an opaque id, not a name.',
    );
  }
  const traceparent = header(request, 'traceparent');
  return {
    actor,
    dryRun: parseDryRun(request.query),
    commandId: parseCommandId(header(request, 'idempotency-key')),
    expectedVersion: parseExpectedVersion(header(request, 'if-match')),
    // A trace that cannot be read is no reason to refuse a command.
    traceparent:
      traceparent !== undefined && TRACEPARENT.test(traceparent) ? traceparent : undefined,
  };
}

/** As {@link parseRequestOptions}, for many commands in one request. @throws Problem 400 for what belongs to one command alone */
export function parseBulkOptions(request: FastifyRequest): SubmissionOptions {
  for (const [name, field] of Object.entries({
    'Idempotency-Key': 'idempotencyKey',
    'If-Match': 'expectedVersion',
  })) {
    if (request.headers[name.toLowerCase()] === undefined) continue;
    throw malformed(
      name,
      'belongs to one command, and this request holds many',
      `Give ${field} in the line.`,
    );
  }
  return parseRequestOptions(request);
}
