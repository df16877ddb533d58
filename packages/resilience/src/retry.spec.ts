import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { retry, type RetryOptions } from './retry.ts';

class TransientError extends Error {}

const OPTIONS: RetryOptions = {
  isTransient: (error) => error instanceof TransientError,
  timeoutMs: 5_000,
  firstDelayMs: 1,
};

/** Returns an operation that fails with each of the errors in turn, then succeeds. */
function failing(...errors: readonly Error[]): {
  readonly attempts: number[];
  readonly run: (attempt: number) => Promise<string>;
} {
  const attempts: number[] = [];
  return {
    attempts,
    run: (attempt) => {
      attempts.push(attempt);
      const error = errors[attempt - 1];
      return error === undefined ? Promise.resolve('done') : Promise.reject(error);
    },
  };
}

describe('Retrying an operation', () => {
  it('returns the first result', async () => {
    const operation = failing(new TransientError(), new TransientError());
    expect(await retry(operation.run, OPTIONS)).toBe('done');
    expect(operation.attempts).toEqual([1, 2, 3]);
  });

  it('throws a permanent error at once', async () => {
    const permanent = new Error('no such table');
    const operation = failing(new TransientError(), permanent);
    await expect(retry(operation.run, OPTIONS)).rejects.toBe(permanent);
    expect(operation.attempts).toEqual([1, 2]);
  });

  it('throws the last error as it was thrown', async () => {
    const last = new TransientError('second');
    const operation = failing(new TransientError('first'), last, new TransientError('third'));
    const options = { ...OPTIONS, timeoutMs: 40, firstDelayMs: 30, delayMsMax: 60 };
    await expect(retry(operation.run, options)).rejects.toBe(last);
  });

  it('begins no attempt after its timeout', async () => {
    const first = new TransientError();
    const operation = failing(first);
    await expect(retry(operation.run, { ...OPTIONS, timeoutMs: 0 })).rejects.toBe(first);
    expect(operation.attempts).toEqual([1]);
  });

  it('doubles the delay up to its limit', async () => {
    const times: number[] = [];
    const operation = failing(...Array.from({ length: 5 }, () => new TransientError()));
    await retry(
      (attempt) => {
        times.push(performance.now());
        return operation.run(attempt);
      },
      { ...OPTIONS, firstDelayMs: 10, delayMsMax: 40 },
    );
    const delays = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, least] of [10, 20, 40, 40, 40].entries()) {
      expect(delays[index]).toBeGreaterThan(least - 2);
    }
  });

  it('attempts once, even when aborted', async () => {
    const last = new TransientError();
    const operation = failing(last);
    const options = { ...OPTIONS, signal: AbortSignal.abort() };
    await expect(retry(operation.run, options)).rejects.toBe(last);
    expect(operation.attempts).toEqual([1]);
  });

  it('ends the wait when aborted', async () => {
    const stop = new AbortController();
    const operation = failing(new TransientError(), new TransientError());
    const options = { ...OPTIONS, timeoutMs: 60_000, firstDelayMs: 30_000, signal: stop.signal };
    const retried = retry(operation.run, options);
    await setImmediate();
    stop.abort();
    await expect(retried).rejects.toBeInstanceOf(TransientError);
    expect(operation.attempts).toEqual([1, 2]);
  });

  it('returns a result that arrives after the abort', async () => {
    const stop = new AbortController();
    const late = async (): Promise<string> => {
      stop.abort();
      return Promise.resolve('late');
    };
    expect(await retry(late, { ...OPTIONS, signal: stop.signal })).toBe('late');
  });
});
