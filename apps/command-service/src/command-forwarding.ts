/**
 * Forwards a command to the instance that owns its partition.
 *
 * Invariants, each with its test in `command-forwarding.spec.ts` or `instances.int.spec.ts`:
 * 1. A command is forwarded once at most ("does not forward a forwarded command again").
 * 2. An owner is gone only if it leaves two consecutive probes, one second apart, unanswered
 *    ("treats the owner as gone").
 * 3. A partition is not taken from an owner with an event in the last five seconds. Two instances
 *    that cannot reach each other must not alternate as owners ("leave a partition to its silent
 *    owner").
 * 4. A forwarded command keeps its id, so a client may always repeat it ("forward commands to the
 *    owner").
 * 5. A request is decided by one instance at most. A silent owner may have the command, and may
 *    still decide it: then only the client can send it again ("does not decide what a silent owner
 *    may have").
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseLogPosition } from '@rapporteur/event-log';
import { z } from 'zod';
import type {
  CommandOutcome,
  CommandSubmission,
  PartitionOwner,
} from '@rapporteur/command-runtime';

/** Marks a forwarded request. */
export const FORWARDED_HEADER = 'rapporteur-passed-on';
/** The time between two probes, and the timeout of each. */
const PROBE_INTERVAL_MS = 1_000;
/** The number of consecutive probes that an owner may leave unanswered. */
const PROBES_MAX = 2;
/** The time after its last event for which a partition is left to a silent owner. */
export const OWNER_QUIET_MS = 5_000;
/** The timeout of a live owner's response: the deadline of the write path with a margin. */
const RESPONSE_TIMEOUT_MS = 35_000;

/** The response of the partition's owner: a command response or a problem. */
export interface ForwardedResponse {
  readonly kind: 'forwarded';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type OtherOwner = Extract<PartitionOwner, { readonly kind: 'other' }>;
/**
 * The owner's response. `gone`: the owner does not respond, and never received the command.
 * `silent`: it does not respond, and may have received the command. `noResponse`: it responds to
 * probes, but its connection broke before the response.
 */
type ForwardReply = ForwardedResponse | 'gone' | 'silent' | 'noResponse';

function createUnavailable(seconds: number): CommandOutcome {
  return { kind: 'unavailable', retryAfterSeconds: Math.max(1, Math.ceil(seconds)) };
}

function createForwardHeaders({
  commandId,
  expectedVersion,
  actor,
  traceparent,
}: CommandSubmission): Record<string, string> {
  return {
    'content-type': 'application/json',
    [FORWARDED_HEADER]: 'true',
    ...(commandId === undefined ? {} : { 'idempotency-key': `"${commandId}"` }),
    ...(expectedVersion === undefined ? {} : { 'if-match': `"${expectedVersion}"` }),
    ...(actor === undefined ? {} : { 'rapporteur-actor': actor }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

const CommandAnswer = z.looseObject({
  outcome: z.enum(['recorded', 'unchanged']),
  commandId: z.string(),
  position: z.string().refine((position) => parseLogPosition(position) !== undefined),
  events: z.array(z.looseObject({ id: z.string() })),
});
const ProblemAnswer = z.looseObject({ status: z.int(), code: z.string() });

/**
 * Returns the body of a command response or a problem. Throws if it is neither: another server may
 * have the address by now, and its answer says nothing about the command.
 */
function parseOwnerResponse(status: number, body: unknown): ForwardedResponse['body'] {
  if (status >= 200 && status < 300) return CommandAnswer.parse(body);
  return ProblemAnswer.refine((problem) => problem.status === status).parse(body);
}

async function postCommand(
  url: string,
  submission: CommandSubmission,
  signal: AbortSignal,
): Promise<ForwardedResponse | 'gone'> {
  const address = `${url}/v1/commands/${encodeURIComponent(submission.name)}`;
  const headers = createForwardHeaders(submission);
  const body = JSON.stringify(submission.body);
  const response = await fetch(address, { method: 'POST', headers, body, signal });
  const responseBody = parseOwnerResponse(response.status, await response.json());

  // Another app of Rapporteur may have the address by now: it is alive, but accepts no commands.
  if (response.status === 404 && responseBody['code'] === 'NOT_FOUND') return 'gone';
  return { kind: 'forwarded', status: response.status, body: responseBody };
}

async function isAlive(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(PROBE_INTERVAL_MS)]);
    const response = await fetch(`${url}/health/live`, { signal: limit });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Resolves when the owner has left the maximum number of consecutive probes unanswered. */
async function waitUntilSilent(url: string, signal: AbortSignal): Promise<'silent'> {
  for (let unanswered = 0; unanswered < PROBES_MAX;) {
    await sleep(PROBE_INTERVAL_MS, undefined, { signal });
    unanswered = (await isAlive(url, signal)) ? 0 : unanswered + 1;
  }
  return 'silent';
}

/** Returns whether the connection was refused, so that nothing was sent. */
function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

/** Probes an owner after its connection broke: it may be gone, alive, or restarted. */
async function probeOwner(url: string, error: unknown, signal: AbortSignal): Promise<ForwardReply> {
  for (let probes = 1; ; probes += 1) {
    if (await isAlive(url, signal)) return 'noResponse';
    if (probes === PROBES_MAX) return isRefused(error) ? 'gone' : 'silent';
    await sleep(PROBE_INTERVAL_MS, undefined, { signal });
  }
}

async function requestOwner(url: string, submission: CommandSubmission): Promise<ForwardReply> {
  const stop = new AbortController();
  const silent = waitUntilSilent(url, stop.signal);
  const limit = AbortSignal.any([stop.signal, AbortSignal.timeout(RESPONSE_TIMEOUT_MS)]);
  const response = postCommand(url, submission, limit).catch((error: unknown) =>
    probeOwner(url, error, stop.signal),
  );
  try {
    return await Promise.race([response, silent]);
  } finally {
    stop.abort();
    silent.catch(() => undefined);
    response.catch(() => undefined);
  }
}

/** Forwards the commands of one instance. */
export class CommandForwarder {
  /** The owners that fell silent: they get no command before they respond to a probe. */
  readonly #silentUrls = new Set<string>();

  /** Returns the owner's response, or undefined if the owner is gone: then this instance decides. */
  async forward(
    { instance, lastEventAt }: OtherOwner,
    submission: CommandSubmission,
  ): Promise<ForwardedResponse | CommandOutcome | undefined> {
    const { url } = instance;
    if (url === undefined) return undefined;

    const reply = await this.#request(url, submission);
    if (reply === 'silent' || reply === 'noResponse') return createUnavailable(1);
    if (reply !== 'gone') return reply;

    // An unknown time counts as now.
    const quietForMs = Date.now() - (Date.parse(lastEventAt) || Date.now());
    return quietForMs < OWNER_QUIET_MS
      ? createUnavailable((OWNER_QUIET_MS - quietForMs) / 1_000)
      : undefined;
  }

  async #request(url: string, submission: CommandSubmission): Promise<ForwardReply> {
    if (this.#silentUrls.has(url) && !(await isAlive(url, new AbortController().signal)))
      return 'gone';

    const reply = await requestOwner(url, submission);
    if (reply === 'silent') this.#silentUrls.add(url);
    else this.#silentUrls.delete(url);
    return reply;
  }
}
