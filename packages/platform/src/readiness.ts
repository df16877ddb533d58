import { Problem } from './problem.ts';

/** How long one check may take before it counts as failed. */
const CHECK_TIMEOUT_MS = 2_000;

/** Resolves when what it looks at is fit for use; rejects with the reason when it is not. */
export type ReadinessCheck = () => Promise<void>;

/** What must be fit for use before requests are sent here. Each module adds what it needs. */
export class Readiness {
  readonly #checks = new Map<string, ReadinessCheck>();
  /** The looks under way: whoever asks while something hangs waits with the others, and asks for nothing more. */
  readonly #looks = new Map<string, Promise<void>>();
  readonly #end = Promise.withResolvers<Error>();

  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** Says that this process cannot go on: what reads the log has died, and would not be missed at once. */
  reportFatalError(fault: Error): void {
    this.add('process', () => Promise.reject(fault));
    this.#end.resolve(fault);
  }

  /** Resolves with the first fault that this process cannot go on after. */
  get fatalError(): Promise<Error> {
    return this.#end.promise;
  }

  /** Every check's result, by name: `ok`, or what is wrong. @throws Problem 503 NOT_READY unless all are ok. */
  async runChecks(): Promise<Readonly<Record<string, string>>> {
    const results = await Promise.all(
      [...this.#checks].map(
        async ([name, check]) => [name, await resultOf(this.#look(name, check))] as const,
      ),
    );
    const checks = Object.fromEntries(results);
    if (results.every(([, result]) => result === 'ok')) return checks;
    throw new Problem(503, 'NOT_READY', {
      title: 'This instance is not ready yet.',
      retryAfterSeconds: 1,
      extensions: { checks },
    });
  }

  #look(name: string, check: ReadinessCheck): Promise<void> {
    const look = this.#looks.get(name) ?? check().finally(() => this.#looks.delete(name));
    this.#looks.set(name, look);
    return look;
  }
}

async function resultOf(look: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_TIMEOUT_MS} ms`), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([look.then(() => 'ok'), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
