import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Connections } from './connections.ts';
import type { Readiness } from './readiness.ts';
import type { Settings } from './settings.ts';
import { READINESS } from './tokens.ts';

/** A service that answers requests until it is disposed of. */
export interface RunningService extends AsyncDisposable {
  /** Where it answers: `http://127.0.0.1:8642`. */
  readonly url: string;
  /** Resolves if it cannot go on, with what to do about it: its host ends it. */
  readonly fatalError: Promise<Error>;
}

/** What the service needs and closes after itself, in the order of closing: the log, the database. */
export type CloseResource = () => Promise<void>;

/** How long answers under way may take when the service stops; then their connections are cut. */
const GRACE_MS = 10_000;

async function closeApp(app: NestFastifyApplication, connections: Connections): Promise<void> {
  const cut = setTimeout(() => connections.closeAll(), GRACE_MS);
  try {
    const closed = app.close();
    connections.closeIdle();
    await closed;
  } finally {
    clearTimeout(cut);
  }
}

/** Listens. Disposing of the service answers what is under way, then closes what it needed. */
export async function serve(
  app: NestFastifyApplication,
  settings: Pick<Settings, 'host' | 'port'>,
  closings: readonly CloseResource[] = [],
): Promise<RunningService> {
  const connections = new Connections(app.getHttpServer());
  await app.listen({ host: settings.host, port: settings.port });
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await closeApp(app, connections);
    for (const closing of closings) await closing();
  };
  return {
    url: await app.getUrl(),
    fatalError: app.get<Readiness>(READINESS).fatalError,
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}
