import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT_MS = 25_000;
const POLL_INTERVAL_MS = 20;

/** Options of {@link waitUntil}. */
export interface WaitOptions {
  /** The condition in words, for the error message. */
  readonly condition?: string;
  readonly timeoutMs?: number;
  /** Returns details for the error message. */
  readonly describeState?: () => string;
}

/** Polls until a condition holds. Rejects if it does not hold in time; by default within 25 s. */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  { condition = 'the condition holds', timeoutMs = TIMEOUT_MS, describeState }: WaitOptions = {},
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) {
      const state = describeState === undefined ? '' : ` ${describeState()}`;
      throw new Error(`Not within ${timeoutMs} ms: ${condition}.${state}`);
    }
    await sleep(POLL_INTERVAL_MS);
  }
}
