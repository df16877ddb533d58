// Invariants
// 1. The operation runs at least once, also after an abort ("attempts once, even when aborted").
// 2. A result is returned also after an abort ("returns a result that arrives after the abort").
// 3. `retry` throws the error of the operation itself ("throws the last error as it was thrown").
import { setTimeout as sleep } from 'node:timers/promises';
import { type BackoffOptions, ExponentialBackoff } from './backoff.ts';

export interface RetryOptions extends BackoffOptions {
  /** Returns true if the same operation may succeed later. `retry` throws other errors at once. */
  readonly isTransient: (error: unknown) => boolean;
  /** No attempt begins later than this after the first one. */
  readonly timeoutMs: number;
  /** Ends the retries: `retry` throws the last error. */
  readonly signal?: AbortSignal | undefined;
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
  const { isTransient, timeoutMs, signal } = options;
  const backoff = new ExponentialBackoff(options);
  const deadline = performance.now() + timeoutMs;

  for (let attempt = 1; ; attempt += 1) {
    const waitMs = backoff.nextDelayMs();
    try {
      return await operation(attempt);
    } catch (error) {
      const isOver = performance.now() + waitMs > deadline || signal?.aborted === true;
      if (isOver || !isTransient(error)) throw error;
    }

    // An abort ends the wait. The next attempt is then the last.
    await sleep(waitMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}
