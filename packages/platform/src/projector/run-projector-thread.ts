import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { CATALOGUE } from '@rapporteur/contracts';
import {
  classifyError,
  openReadModels,
  type Projection,
  Projector,
  SharedLog,
} from '@rapporteur/projection-runtime';
import { openEventLog } from '../open-event-log.ts';
import type {
  ProjectorThreadMessage,
  ProjectorThreadRequest,
  ProjectorThreadSettings,
} from './projector-thread-messages.ts';

/**
 * Runs the projectors of a thread until the main thread stops it. All of them share the reads of the
 * log. Messages report every change. After an error the thread ends, and the main thread starts
 * another.
 */
export async function runProjectorThread(projections: readonly Projection[]): Promise<void> {
  const port = parentPort;
  if (isMainThread || port === null) throw new TypeError('A projector thread is a worker thread.');
  const send = (message: ProjectorThreadMessage): void => port.postMessage(message);
  const stop = Promise.withResolvers<void>();
  const checks = new Map<string, () => Promise<void>>();

  port.on('message', (request: ProjectorThreadRequest) => {
    if (request.kind === 'stop') stop.resolve();
    else void check(request).then(send);
  });
  async function check({
    id,
    projection,
  }: Extract<ProjectorThreadRequest, { kind: 'check' }>): Promise<ProjectorThreadMessage> {
    const error = await (checks.get(projection) ?? rejectUnstarted)().then(
      () => null,
      (reason: unknown) => classifyError(reason).message,
    );
    return { kind: 'checked', id, error };
  }

  try {
    await using started = new AsyncDisposableStack();
    const { logUrl, databaseUrl, partitions, owner } = workerData as ProjectorThreadSettings;
    const eventLog = await openEventLog(logUrl, { partitions });
    started.defer(() => eventLog.close());
    const dataSource = await openReadModels(databaseUrl);
    started.defer(() => dataSource.destroy());

    const log = new SharedLog(eventLog);
    const projectors = projections.map((projection) => {
      const { name } = projection;
      const projector = new Projector({
        projection,
        owner,
        catalogue: CATALOGUE,
        log,
        dataSource,
        onReport: (report) => send({ kind: 'report', projection: name, report }),
      });
      checks.set(name, () => projector.ready());
      return projector;
    });
    // Together, because each completes its current transaction.
    started.defer(async () => {
      await Promise.all(projectors.map((projector) => projector.stop()));
    });
    await Promise.all(projectors.map((projector) => projector.start()));
    await stop.promise;
  } catch (error) {
    send({ kind: 'failed', reason: classifyError(error) });
  }
  // Without a port, nothing keeps the thread alive.
  port.close();
}

async function rejectUnstarted(): Promise<void> {
  throw new Error('The projector has not started yet.');
}
