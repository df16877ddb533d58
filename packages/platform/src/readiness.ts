import { maskSecrets } from '@rapporteur/resilience';
import { Problem } from './problem.ts';

/** The time limit of one check. */
const CHECK_TIMEOUT_MS = 2_000;

/** Resolves if a dependency is usable, and rejects with the reason if it is not. */
export type ReadinessCheck = () => Promise<void>;

/** The checks that must pass before requests are sent to this process. Each module adds its own. */
export class Readiness {
  readonly #checks = new Map<string, ReadinessCheck>();
  /** The running checks. A request during a slow check waits for it, and starts no second one. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #fatalError = Promise.withResolvers<Error>();

  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** Reports that this process cannot continue, for example because its log reader failed. */
  reportFatalError(error: Error): void {
    this.add('process', async () => {
      throw error;
    });
    this.#fatalError.resolve(error);
  }

  /** Resolves with the first fatal error. */
  get fatalError(): Promise<Error> {
    return this.#fatalError.promise;
  }

  /**
   * Returns the result of each check by name. Rejects with a Problem 503 NOT_READY unless all are
   * `ok`.
   */
  async runChecks(): Promise<Readonly<Record<string, string>>> {
    const results = await Promise.all(
      [...this.#checks].map(
        async ([name, check]) => [name, await toResult(this.#run(name, check))] as const,
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

  #run(name: string, check: ReadinessCheck): Promise<void> {
    const running = this.#running.get(name) ?? check().finally(() => this.#running.delete(name));
    this.#running.set(name, running);
    return running;
  }
}

async function toResult(check: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_TIMEOUT_MS} ms`), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check.then(() => 'ok'), timeout]);
  } catch (error) {
    return maskSecrets(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}
