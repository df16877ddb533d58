/** The servers of a run of the tests: see `one-server.ts`. */
import type { TestProject } from 'vitest/node';
import { openServerEndpoint, type ServerResult } from './shared-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The local port where a suite learns the URL of the run's Postgres. */
    postgresPort: number;
    /** The local port where a suite learns the addresses of the run's Kafka. */
    kafkaPort: number;
  }
}

/** What a suite is told of Postgres. */
export type PostgresResult = ServerResult<{ readonly url: string }>;

/** What a suite is told of Kafka. */
export type KafkaResult = ServerResult<{ readonly brokers: readonly string[] }>;

/** To be named in `globalSetup` of the root's vitest.config.ts, outside its projects. Answers the teardown. */
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
