import type { LogPosition } from '@rapporteur/event-log';
import type { ClientResponse, ResponseEvent, ResponseRejection } from './history.ts';
import type { CommandSubmitter } from './history-recorder.ts';

type ResponseBody = Readonly<Record<string, unknown>>;

function parsePosition(text: unknown): LogPosition {
  const [, partition, pseq] = /^(\d+):(-?\d+)$/.exec(String(text)) ?? [];
  if (partition === undefined || pseq === undefined)
    throw new Error(`The response has no valid position: ${String(text)}.`);
  return { partition: Number(partition), pseq: Number(pseq) };
}

function parseRejections(errors: unknown): readonly ResponseRejection[] {
  if (!Array.isArray(errors)) return [];
  return (errors as readonly ResponseBody[]).map(({ rule, field, event }) => ({
    code: String(rule),
    field: typeof field === 'string' && field !== '' ? field : null,
    event: typeof event === 'string' ? event : null,
  }));
}

function parseProblem(status: number, problem: ResponseBody): ClientResponse {
  const { code } = problem;
  // After an error of the service, or of a proxy before it, the command may be recorded.
  if (status >= 500)
    return code === 'COMMAND_UNAVAILABLE'
      ? { kind: 'unavailable' }
      : { kind: 'unknown', why: `${status}` };

  switch (code) {
    case 'COMMAND_REFUSED':
      return {
        kind: 'refused',
        rejections: parseRejections(problem['errors']),
        position: parsePosition(problem['position']),
      };
    case 'COMMAND_VERSION_MOVED':
      return {
        kind: 'conflict',
        stream: String(problem['stream']),
        expected: Number(problem['expectedVersion']),
        actual: Number(problem['actualVersion']),
        position: parsePosition(problem['position']),
      };
    case 'COMMAND_ID_REUSED': {
      const position = parsePosition(problem['position']);
      return { kind: 'differentContent', commandId: String(problem['commandId']), position };
    }
    case 'COMMAND_INVALID':
      return { kind: 'invalid' };
    case 'COMMAND_UNKNOWN':
      return { kind: 'unknownCommand' };
    case 'COMMAND_TOO_LARGE':
      return { kind: 'tooLarge' };
    default:
      return { kind: 'turnedAway', why: `${status} ${String(code)}` };
  }
}

/** Parses a response of the command service. */
export function parseResponse(status: number, body: ResponseBody): ClientResponse {
  if (status !== 200) return parseProblem(status, body);

  const { outcome, commandId, collection, stream, position } = body;
  const subject = {
    commandId: String(commandId),
    collection: String(collection),
    stream: String(stream),
    position: parsePosition(position),
  };
  const events = body['events'] as readonly ResponseEvent[];
  const already = body['already'] as readonly string[] | null;
  const version = body['version'] as number | null;

  if (outcome === 'recorded') {
    const repeated = body['repeated'] === true;
    return { kind: outcome, ...subject, events, already, version, repeated };
  }
  const state = { already: already ?? [], version: Number(version) };
  if (outcome === 'unchanged') return { kind: outcome, ...subject, ...state };
  if (outcome === 'wouldRecord') return { kind: outcome, ...subject, events, ...state };
  throw new Error(`Unknown outcome \`${String(outcome)}\` in the response.`);
}

/** Options of {@link createHttpSubmitter}. */
export interface HttpSubmitterOptions {
  /** The time limit for a response. */
  readonly timeoutMs?: number;
}

/**
 * Returns a submitter for the command service at a URL. It rejects if no response arrives in time.
 */
export function createHttpSubmitter(
  url: string,
  { timeoutMs = 60_000 }: HttpSubmitterOptions = {},
): CommandSubmitter {
  return async ({ name, body, commandId, expectedVersion, dryRun }) => {
    const query = dryRun === true ? '?dryRun=true' : '';
    const response = await fetch(new URL(`/v1/commands/${name}${query}`, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(commandId === undefined ? {} : { 'idempotency-key': `"${commandId}"` }),
        ...(expectedVersion === undefined ? {} : { 'if-match': `"${expectedVersion}"` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return parseResponse(response.status, (await response.json()) as ResponseBody);
  };
}
