import { setTimeout as sleep } from 'node:timers/promises';

const POLL_INTERVAL_MS = 20;

/** Options of {@link waitUntil}. */
export interface WaitOptions {
  readonly timeoutMs?: number;
  /** Returns details for the error message. */
  readonly describeState?: () => string;
}

/** Polls a condition until it holds. Rejects with an error that names the condition if it does not hold in time. */
export async function waitUntil(
  condition: string,
  holds: () => boolean | Promise<boolean>,
  { timeoutMs = 60_000, describeState = () => '' }: WaitOptions = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`Not within ${timeoutMs} ms: ${condition}. ${describeState()}`.trim());
    await sleep(POLL_INTERVAL_MS);
  }
}
