/**
 * Passing a command on to the instance that writes its partition.
 * Invariants
 * 1. One hop at most: what was passed on is never passed on again.
 * 2. An owner is taken for gone only after two probes in a row, a second apart, that it did not answer.
 * 3. A partition is not taken from an owner that the log heard within the last five seconds: two instances that cannot
 *    reach each other must not fight.
 * 4. Whatever became of a command that was passed on, its id tells: sending it again is always right.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CommandOutcome,
  PartitionOwner,
  CommandSubmission,
} from '@rapporteur/command-runtime';

/** Says that the request was passed on. */
export const FORWARDED_HEADER = 'rapporteur-passed-on';
/** Between two probes, and how long each may take. */
const PROBE_INTERVAL_MS = 1_000;
/** How many probes in a row an owner may leave unanswered. */
const PROBES_MAX = 2;
/** How long after its last event the partition is left to a silent owner. */
export const OWNER_QUIET_MS = 5_000;
/** How long an owner may take to answer while it is alive; the write path's own deadline, with room. */
const ANSWER_TIMEOUT_MS = 35_000;

/** What the owner answered: the very answer or problem. */
export interface ForwardedResponse {
  readonly kind: 'passedOn';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type OtherOwner = Extract<PartitionOwner, { readonly kind: 'other' }>;
type ForwardReply = ForwardedResponse | 'silent' | 'unanswered';

function unavailable(seconds: number): CommandOutcome {
  return { kind: 'unavailable', retryAfterSeconds: Math.max(1, Math.ceil(seconds)) };
}

function createHeaders({
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

async function post(
  url: string,
  submission: CommandSubmission,
  signal: AbortSignal,
): Promise<ForwardedResponse | 'silent'> {
  const address = `${url}/v1/commands/${encodeURIComponent(submission.name)}`;
  const body = JSON.stringify(submission.body);
  const response = await fetch(address, {
    method: 'POST',
    headers: createHeaders(submission),
    body,
    signal,
  });
  const told = (await response.json()) as ForwardedResponse['body'];
  // Another of our apps has the address by now: it is alive, and takes no commands.
  if (response.status === 404 && told['code'] === 'NOT_FOUND') return 'silent';
  return { kind: 'passedOn', status: response.status, body: told };
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

async function waitUntilSilent(url: string, signal: AbortSignal): Promise<'silent'> {
  for (let unanswered = 0; unanswered < PROBES_MAX;) {
    await sleep(PROBE_INTERVAL_MS, undefined, { signal });
    unanswered = (await isAlive(url, signal)) ? 0 : unanswered + 1;
  }
  return 'silent';
}

/** What became of an owner whose connection broke off: it may be gone, or there, or back already. */
async function probeOwner(url: string, signal: AbortSignal): Promise<ForwardReply> {
  for (let probes = 1; ; probes += 1) {
    if (await isAlive(url, signal)) return 'unanswered';
    if (probes === PROBES_MAX) return 'silent';
    await sleep(PROBE_INTERVAL_MS, undefined, { signal });
  }
}

async function requestOwner(url: string, submission: CommandSubmission): Promise<ForwardReply> {
  const stop = new AbortController();
  const silent = waitUntilSilent(url, stop.signal);
  const limit = AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
  const answered = post(url, submission, limit).catch(() => probeOwner(url, stop.signal));
  try {
    return await Promise.race([answered, silent]);
  } finally {
    stop.abort();
    silent.catch(() => undefined);
    answered.catch(() => undefined);
  }
}

/**
 * Passes a command on to the owner of its partition. Undefined: the owner is gone, and the partition may be taken over.
 */
export async function forwardCommand(
  { owner, lastEventAt: heardAt }: OtherOwner,
  submission: CommandSubmission,
): Promise<ForwardedResponse | CommandOutcome | undefined> {
  if (owner.url === undefined) return undefined;
  const reply = await requestOwner(owner.url, submission);
  if (reply === 'unanswered') return unavailable(1);
  if (reply !== 'silent') return reply;
  // Where it is not known when it was heard, it was just now.
  const quietForMs = Date.now() - (Date.parse(heardAt) || Date.now());
  return quietForMs < OWNER_QUIET_MS
    ? unavailable((OWNER_QUIET_MS - quietForMs) / 1_000)
    : undefined;
}
