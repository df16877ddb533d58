import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@rapporteur/embedded-postgres';

/** A Postgres server for one run of the tests. */
export interface PostgresServer {
  readonly url: string;
  /** A description of the server, for the summary. */
  readonly kind: string;
  stop(): Promise<void>;
}

const IMAGE = 'postgres:18-alpine';
/** The time limit for Docker to pull and start the image. After it, the embedded server is used. */
const DOCKER_TIMEOUT_MS = 90_000;

/**
 * Returns the server of RAPPORTEUR_TEST_DATABASE; otherwise starts one in Docker, or the embedded
 * one without Docker.
 */
export async function startPostgresServer(): Promise<PostgresServer> {
  const named = process.env['RAPPORTEUR_TEST_DATABASE'];
  if (named)
    return {
      url: named,
      kind: 'the server named in RAPPORTEUR_TEST_DATABASE',
      stop: () => Promise.resolve(),
    };
  return (await startInDocker()) ?? startEmbedded();
}

async function startInDocker(): Promise<PostgresServer | undefined> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  const engine = await getContainerRuntimeClient().catch(() => undefined);
  if (!engine) return undefined;
  try {
    const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
    const starting = new PostgreSqlContainer(IMAGE).withStartupTimeout(DOCKER_TIMEOUT_MS).start();
    const container = await Promise.race([starting, rejectAfterTimeout()]);
    const stop = async (): Promise<void> => void (await container.stop());
    return { url: container.getConnectionUri(), kind: `${IMAGE} in Docker`, stop };
  } catch (error) {
    console.warn(
      `Docker cannot start ${IMAGE}; the tests use the embedded Postgres: ${String(error)}`,
    );
    return undefined;
  }
}

function rejectAfterTimeout(): Promise<never> {
  return new Promise((_, reject) => {
    const rejectNow = (): void =>
      reject(new Error(`Docker did not start it within ${DOCKER_TIMEOUT_MS} ms`));
    setTimeout(rejectNow, DOCKER_TIMEOUT_MS).unref();
  });
}

async function startEmbedded(): Promise<PostgresServer> {
  const dataFolder = join(tmpdir(), `rapporteur-test-${randomUUID()}`);
  const server = await startEmbeddedPostgres({ dataFolder });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(server.dataFolder, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { url: server.url, kind: 'the embedded Postgres', stop };
}
