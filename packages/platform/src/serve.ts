import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { explainFailure } from '@rapporteur/resilience';
import { Connections } from './connections.ts';
import type { Readiness } from './readiness.ts';
import type { Settings } from './settings.ts';
import { READINESS } from './tokens.ts';

/** A running service. Disposing of it stops it. */
export interface RunningService extends AsyncDisposable {
  /** `http://127.0.0.1:8642` */
  readonly url: string;
  /** Resolves with the error after which the service cannot continue. Its process must end. */
  readonly fatalError: Promise<Error>;
}

/** Closes a resource of the service, such as the log or the database. */
export type CloseResource = () => Promise<void>;

/**
 * The time limit for open requests when the service stops. After it their connections are closed.
 * It leaves time to release the resources before the stop deadline.
 */
const GRACE_MS = 5_000;

/**
 * Listens, and returns the running service. Rejects if it cannot listen, after stopping the app.
 * Its disposal completes the open requests, then closes the resources in the given order.
 */
export async function serve(
  app: NestFastifyApplication,
  settings: Pick<Settings, 'host' | 'port'>,
  resources: readonly CloseResource[] = [],
): Promise<RunningService> {
  const connections = new Connections(app.getHttpServer());
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await closeApp(app, connections);
    for (const closeResource of resources) await closeResource();
  };

  try {
    await listen(app, settings);
  } catch (error) {
    // Its modules have started, and would go on without their resources.
    await close();
    throw error;
  }
  return {
    url: await app.getUrl(),
    fatalError: app.get<Readiness>(READINESS).fatalError,
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}

async function listen(
  app: NestFastifyApplication,
  { host, port }: Pick<Settings, 'host' | 'port'>,
): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    // The host may be a name: an error of the name service does not concern the database here.
    const name = `Port ${port} of ${host}`;
    throw explainFailure(error, { name, setting: 'RAPPORTEUR_HOST', area: 'listener' }) ?? error;
  }
}

async function closeApp(app: NestFastifyApplication, connections: Connections): Promise<void> {
  const timer = setTimeout(() => connections.closeAll(), GRACE_MS);
  try {
    const closed = app.close();
    connections.closeIdle();
    await closed;
  } finally {
    clearTimeout(timer);
  }
}
