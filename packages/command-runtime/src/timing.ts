import { setTimeout as sleep } from 'node:timers/promises';

/** Time as the runtime takes it: handed in, so that tests run it as they like. */
export interface Timing {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Resolves after so long, or as soon as the signal aborts. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back once everything that is ready now has run. */
  defer(callback: () => void): void;
  /** From 0 to below 1. */
  random(): number;
}

/** The time of this machine. */
export const SYSTEM_TIMING: Timing = {
  now: () => performance.now(),
  delay: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  defer: (callback) => void setImmediate(callback),
  random: () => Math.random(),
};

/** The time of recording: it never goes back in a partition, whatever the clock does. */
export function laterTime(last: string, now: Date): string {
  const time = now.toISOString();
  return time > last ? time : last;
}

/** The time since it was made, by two clocks: one may stand still while the machine sleeps, the other may be set. */
export class Age {
  readonly #timing: Timing;
  readonly #clock: () => Date;
  readonly #monotonic: number;
  readonly #wall: number;

  constructor(timing: Timing, clock: () => Date) {
    this.#timing = timing;
    this.#clock = clock;
    this.#monotonic = timing.now();
    this.#wall = clock().getTime();
  }

  /** The greater of the two. */
  get ms(): number {
    return Math.max(this.#timing.now() - this.#monotonic, this.#clock().getTime() - this.#wall);
  }
}

interface BackoffRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly maxMs: number;
}

/** Another instance writes: two that cannot see each other must not fight. */
const CONTESTED: BackoffRange = { fromMs: 1_000, toMs: 5_000, maxMs: 60_000 };
/** The log did not answer: it is tried again soon, but not by everyone at once. */
const UNANSWERED: BackoffRange = { fromMs: 50, toMs: 250, maxMs: 5_000 };

/** Why a writer was lost. */
export type WriterLoss = 'contested' | 'unanswered';

/** How long to wait before a partition is opened again: at random, doubling until a commit succeeds. */
export class Backoff {
  readonly #timing: Timing;
  #attempts = 0;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  nextDelay(loss: WriterLoss): number {
    const { fromMs, toMs, maxMs } = loss === 'contested' ? CONTESTED : UNANSWERED;
    const first = fromMs + this.#timing.random() * (toMs - fromMs);
    const wait = Math.min(first * 2 ** this.#attempts, maxMs);
    this.#attempts += 1;
    return wait;
  }

  reset(): void {
    this.#attempts = 0;
  }
}
