import { ElapsedTime } from '@rapporteur/event-log';
import { setTimeout as sleep } from 'node:timers/promises';

/** The clock and timers of the runtime; tests supply their own. */
export interface Timing {
  /** Returns the milliseconds of a monotonic clock. */
  now(): number;
  /** Resolves after `ms`, or as soon as the signal aborts. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back after everything that is ready now has run. */
  defer(callback: () => void): void;
  /** Returns a number from 0 to below 1. */
  random(): number;
}

/** The time of this machine. */
export const SYSTEM_TIMING: Timing = {
  now: () => performance.now(),
  delay: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  defer: (callback) => void setImmediate(callback),
  random: () => Math.random(),
};

/** Returns the recording time: in a partition it never goes back, even if the clock does. */
export function computeRecordingTime(last: string, now: Date): string {
  const time = now.toISOString();
  return time > last ? time : last;
}

/** Measures time by both clocks of the runtime: one may stop in sleep mode, the other may be set. */
export function startElapsedTime(timing: Timing, clock: () => Date): ElapsedTime {
  return new ElapsedTime({ monotonic: () => timing.now(), wall: () => clock().getTime() });
}

interface BackoffRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxMs: number;
}

/** Another instance writes. Two that cannot reach each other must not alternate as owners. */
const CONTESTED: BackoffRange = { fromMs: 1_000, toMs: 5_000, maxMs: 60_000 };
/** The log did not respond: the retry comes soon, but not from every instance at once. */
const UNAVAILABLE: BackoffRange = { fromMs: 50, toMs: 250, maxMs: 5_000 };

/** The reason for which a writer was lost or could not be opened. */
export type WriterLoss = 'contested' | 'unavailable';

/** The delay before the next attempt: random, and doubled until a commit succeeds. */
export class Backoff {
  readonly #timing: Timing;
  #attempts = 0;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  nextDelay(loss: WriterLoss): number {
    const { fromMs, toMs, maxMs } = loss === 'contested' ? CONTESTED : UNAVAILABLE;
    const firstMs = fromMs + this.#timing.random() * (toMs - fromMs);
    const delayMs = Math.min(firstMs * 2 ** this.#attempts, maxMs);
    this.#attempts += 1;
    return delayMs;
  }

  reset(): void {
    this.#attempts = 0;
  }
}
