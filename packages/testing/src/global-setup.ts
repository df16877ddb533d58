/** The Vitest global setup: provides the servers of a test run. See `shared-server.ts`. */
import type { TestProject } from 'vitest/node';
import { openServerEndpoint, type ServerResult } from './shared-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The local port that returns the URL of the run's Postgres. */
    postgresPort: number;
    /** The local port that returns the broker addresses of the run's Kafka. */
    kafkaPort: number;
  }
}

/** The Postgres of the run, or why it cannot be started. */
export type PostgresResult = ServerResult<{ readonly url: string }>;

/** The Kafka of the run, or why it cannot be started. */
export type KafkaResult = ServerResult<{ readonly brokers: readonly string[] }>;

/**
 * Returns the teardown. Set it as `globalSetup` in the root's vitest.config.ts, outside its
 * projects.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await openServerEndpoint(
    new URL('postgres-server.main.ts', import.meta.url),
    'Postgres',
  );
  const kafka = await openServerEndpoint(new URL('kafka-server.main.ts', import.meta.url), 'Kafka');
  project.provide('postgresPort', postgres.port);
  project.provide('kafkaPort', kafka.port);
  return async () => {
    await Promise.all([postgres.close(), kafka.close()]);
  };
}
