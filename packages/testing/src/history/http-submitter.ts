import type {
  ClientResponse,
  HistoryPosition,
  ResponseEvent,
  ResponseRejection,
} from './history.ts';
import type { CommandSubmitter } from './history-recorder.ts';

type ResponseBody = Readonly<Record<string, unknown>>;

function positionOf(printed: unknown): HistoryPosition {
  const [, partition, pseq] = /^(\d+):(-?\d+)$/.exec(String(printed)) ?? [];
  if (partition === undefined || pseq === undefined)
    throw new Error(`the answer has no position: ${String(printed)}`);
  return { partition: Number(partition), pseq: Number(pseq) };
}

function refusalsOf(errors: unknown): readonly ResponseRejection[] {
  if (!Array.isArray(errors)) return [];
  return (errors as readonly ResponseBody[]).map(({ rule, field, event }) => ({
    code: String(rule),
    field: typeof field === 'string' && field !== '' ? field : null,
    event: typeof event === 'string' ? event : null,
  }));
}

function answerOfProblem(status: number, problem: ResponseBody): ClientResponse {
  const { code } = problem;
  // A fault of the service, or of something before it: the command may have got through.
  if (status >= 500)
    return code === 'COMMAND_UNAVAILABLE'
      ? { kind: 'unavailable' }
      : { kind: 'unknown', why: `${status}` };
  switch (code) {
    case 'COMMAND_REFUSED':
      return {
        kind: 'refused',
        rejections: refusalsOf(problem['errors']),
        position: positionOf(problem['position']),
      };
    case 'COMMAND_VERSION_MOVED':
      return {
        kind: 'conflict',
        stream: String(problem['stream']),
        expected: Number(problem['expectedVersion']),
        actual: Number(problem['actualVersion']),
        position: positionOf(problem['position']),
      };
    case 'COMMAND_ID_REUSED': {
      const position = positionOf(problem['position']);
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

/** Reads what the command service answered. */
export function parseResponse(status: number, body: ResponseBody): ClientResponse {
  if (status !== 200) return answerOfProblem(status, body);
  const { outcome, commandId, collection, stream, version, position, events, already, repeated } =
    body;
  const about = {
    commandId: String(commandId),
    collection: String(collection),
    stream: String(stream),
    position: positionOf(position),
  };
  const told = events as readonly ResponseEvent[];
  const stood = already as readonly string[] | null;
  if (outcome === 'recorded') {
    return {
      kind: outcome,
      ...about,
      events: told,
      already: stood,
      version: version as number | null,
      repeated: repeated === true,
    };
  }
  if (outcome === 'unchanged')
    return { kind: outcome, ...about, already: stood ?? [], version: Number(version) };
  if (outcome === 'wouldRecord') {
    return {
      kind: outcome,
      ...about,
      events: told,
      already: stood ?? [],
      version: Number(version),
    };
  }
  throw new Error(`the service answered ${String(outcome)}`);
}

/** How a client over HTTP is set up. */
export interface HttpSubmitterOptions {
  /** How long an answer is waited for. */
  readonly timeoutMs?: number;
}

/** Submits to a command service at this address; rejects where no answer comes in time. */
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
