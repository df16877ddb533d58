import { setTimeout as sleep } from 'node:timers/promises';
import { LogError } from '@rapporteur/event-log';
import { DatabaseError } from 'pg';

/**
 * SQL states after which the same statement may go through on another connection: connection faults, a server that
 * shuts down, starts, is full for the moment or stands by, a conflict with another transaction, and time limits.
 */
const PASSING = /^(08|40|53|57|25006|55P03)/;
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
// pg tells of these in words alone.
const BROKEN =
  /^Connection terminated|connection error|timeout exceeded when trying to connect|^timeout expired|^Query read timeout|not queryable/;
const FIRST_PAUSE_MS = 20;
const PAUSE_MS_MAX = 1_000;

/** True if what failed may be tried again: the server could not be reached, or said that it cannot just now. */
export function isTransient(error: unknown): boolean {
  if (error instanceof DatabaseError) return PASSING.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  return UNREACHABLE.has((error as NodeJS.ErrnoException).code ?? '') || BROKEN.test(error.message);
}

/** How long something is tried again, and what ends it early. */
export interface PostgresRetryOptions {
  readonly forMs: number;
  readonly signal?: AbortSignal;
}

/** Tries again while it fails for a passing reason, waiting longer each time; throws the last fault. */
export async function retryTransient<T>(
  { forMs, signal }: PostgresRetryOptions,
  attempt: (again: boolean) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + forMs;
  for (
    let pause = FIRST_PAUSE_MS, again = false;
    ;
    pause = Math.min(pause * 2, PAUSE_MS_MAX), again = true
  ) {
    try {
      return await attempt(again);
    } catch (error) {
      if (!isTransient(error) || Date.now() + pause > deadline || signal?.aborted) throw error;
    }
    await sleep(pause, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}

/** A fault as the port knows it: one of reaching the server is LOG_UNREACHABLE, another stays what it is. */
export function toLogError(error: unknown): unknown {
  if (!isTransient(error)) return error;
  const message = `The Postgres server of the log does not answer: ${String(error)}. Start it, or correct its address.`;
  return new LogError('LOG_UNREACHABLE', message, { cause: error });
}
