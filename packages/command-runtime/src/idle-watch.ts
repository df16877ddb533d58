import { startElapsedTime, type Timing } from './timing.ts';

/** An owned partition without a command is released after this time; the next command opens it. */
export const IDLE_AFTER_MS = 3_600_000;
export const IDLE_CHECK_INTERVAL_MS = 300_000;

export interface IdleWatch {
  readonly timing: Timing;
  readonly clock: () => Date;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Returns the number of commands submitted so far, and whether one is pending. */
  readonly readActivity: () => { readonly submitted: number; readonly isPending: boolean };
}

/** Resolves with true after a long time without a command, or with false when aborted. */
export async function waitUntilIdle(watch: IdleWatch): Promise<boolean> {
  const { timing, clock, signal, readActivity } = watch;
  let { submitted } = readActivity();
  let idleness = startElapsedTime(timing, clock);

  while (idleness.ms < IDLE_AFTER_MS) {
    await timing.delay(IDLE_CHECK_INTERVAL_MS, signal);
    if (signal.aborted) return false;
    const activity = readActivity();
    if (activity.submitted === submitted && !activity.isPending) continue;
    ({ submitted } = activity);
    idleness = startElapsedTime(timing, clock);
  }
  return true;
}
