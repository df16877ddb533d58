// Invariants
// 1. The operation is attempted at least once, also after an abort: "attempts once, even when aborted".
// 2. A result is returned as it is, also after an abort: "returns a result that arrives after the abort".
// 3. The error thrown is the operation's own: "throws the last error as it was thrown".
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_DELAY_MS = 20;
const DELAY_MS_MAX = 1_000;

/** How an operation is retried. */
export interface RetryOptions {
  /** True if the same operation may succeed later. Any other error is thrown at once. */
  readonly isTransient: (error: unknown) => boolean;
  /** No attempt begins later than this after the first one, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the retries: the last error is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** The delay before the second attempt, in milliseconds. It doubles with each attempt. */
  readonly firstDelayMs?: number;
  readonly delayMsMax?: number;
  /** Multiplies each delay by a random factor from 1 to 3, so that several processes do not retry together. */
  readonly jitter?: boolean;
}

/**
 * Retries an operation while it fails with a transient error.
 *
 * @param operation receives the number of the attempt, from 1
 * @returns the result of the first attempt that succeeds
 * @throws the last error of the operation
 */
export async function retry<T>(
  operation: (attempt: number) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { isTransient, timeoutMs, signal, jitter = false } = options;
  const { firstDelayMs = FIRST_DELAY_MS, delayMsMax = DELAY_MS_MAX } = options;
  const deadline = performance.now() + timeoutMs;

  for (let attempt = 1, delayMs = firstDelayMs; ; attempt += 1) {
    const waitMs = jitter ? delayMs * (1 + 2 * Math.random()) : delayMs;
    try {
      return await operation(attempt);
    } catch (error) {
      const isOver = performance.now() + waitMs > deadline || signal?.aborted === true;
      if (isOver || !isTransient(error)) throw error;
    }

    // An abort ends the wait; the attempt that follows is the last.
    await sleep(waitMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    delayMs = Math.min(delayMs * 2, delayMsMax);
  }
}
