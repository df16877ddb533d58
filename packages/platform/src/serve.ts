import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Connections } from './connections.ts';
import type { Logger } from './logger.ts';
import type { Settings } from './settings.ts';

/** A service that answers requests until it is disposed of. */
export interface RunningService extends AsyncDisposable {
  /** Where it answers: `http://127.0.0.1:8642`. */
  readonly url: string;
}

/** What the service needs and closes after itself, in the order of closing: the log, the database. */
export type Closing = () => Promise<void>;

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
  closings: readonly Closing[] = [],
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
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}

const SIGNALS = { SIGTERM: 0, SIGINT: 130 } as const;

/** Stops the service on the first SIGTERM or SIGINT, gracefully; the second ends the process at once. */
export function stopOnSignal(service: AsyncDisposable, logger: Logger): void {
  let stopping = false;
  const stop = async (signal: keyof typeof SIGNALS): Promise<void> => {
    if (stopping) process.exit(SIGNALS[signal] === 0 ? 1 : SIGNALS[signal]);
    stopping = true;
    process.exitCode = SIGNALS[signal];
    logger.info({ signal }, 'stopping: what is under way is answered first');
    try {
      await service[Symbol.asyncDispose]();
    } catch (error) {
      logger.error({ err: error }, 'stopped with a fault');
      process.exitCode = 1;
    }
  };
  for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) process.on(signal, () => void stop(signal));
}
