import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresCluster } from './postgres-cluster.ts';

/** The restarts within the period. A server that ends more often has a lasting cause. */
const RESTARTS_MAX = 5;
const PERIOD_MS = 600_000;

/**
 * Starts the server of a cluster again after it ended, on the same port, so that connection pools
 * find it. Tests: start-embedded-postgres.int.spec.ts.
 */
export class ServerRevival {
  readonly #cluster: PostgresCluster;
  readonly #port: number;
  readonly #failure = Promise.withResolvers<Error>();
  #startedAt: number[] = [];
  #isEnded = false;
  #running: Promise<void> = Promise.resolve();

  constructor(cluster: PostgresCluster, port: number) {
    this.#cluster = cluster;
    this.#port = port;
  }

  /** Resolves with the reason when the server has ended too often. */
  get failure(): Promise<Error> {
    return this.#failure.promise;
  }

  /** Starts the server unless it runs. Never rejects: the next call tries again. */
  revive(): Promise<void> {
    this.#running = this.#running.then(() => this.#startServer());
    return this.#running;
  }

  /** Prevents further starts, and waits for a running one. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#running;
  }

  async #startServer(): Promise<void> {
    if (this.#isEnded || (await this.#cluster.findRunningServer())) return;
    const now = performance.now();
    this.#startedAt = [...this.#startedAt.filter((time) => now - time < PERIOD_MS), now];
    if (this.#startedAt.length > RESTARTS_MAX) {
      this.#isEnded = true;
      this.#failure.resolve(await this.#createFailure());
      return;
    }
    // The reason is in the log of the server, whose end the failure shows.
    await this.#cluster.start(this.#port).catch(() => undefined);
  }

  async #createFailure(): Promise<EmbeddedPostgresError> {
    return new EmbeddedPostgresError(
      'EMBEDDED_POSTGRES_START_FAILED',
      `The embedded Postgres ended, and ${RESTARTS_MAX} restarts did not help. Check the free space ` +
        `of the disk and the rights of ${this.#cluster.folder}, then start again. ` +
        `Its log ends with: ${await this.#cluster.readLogTail()}`,
    );
  }
}
