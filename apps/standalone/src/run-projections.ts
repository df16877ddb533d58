import { hostname } from 'node:os';
import { CATALOGUE, findSimilarName } from '@rapporteur/contracts';
import { openEventLog, type Settings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import {
  type AllowedDifference,
  listGenerations,
  listParkedCommands,
  migrate,
  requireServingGeneration,
  openReadModels,
  type ProjectionParkedCommand,
  type Projection,
  ProjectionError,
  rebuild,
  type RebuildOptions,
  type RebuildProgress,
  retireGenerations,
  retryParked,
  rollback,
  type ProjectionSource,
} from '@rapporteur/projection-runtime';
import { READ_MODELS, TIMELINE } from '@rapporteur/read-models';
import { openSharedStorage } from './storage.ts';

/** Progress is told so often at most. */
const TOLD_EVERY_MS = 100;

/** What is to be done, as `rapporteur projections` hands it on. */
interface ProjectionTask {
  readonly action: 'list' | 'rebuild' | 'rollback' | 'retire' | 'parked' | 'retry';
  /** Of the read model; of any, where something is listed. */
  readonly name?: string;
  readonly generation?: string;
  readonly allowed?: readonly AllowedDifference[];
}

/** `projections TASK`, a JSON text: tells its progress and its outcome as JSON texts, one a line. */
export async function runProjections(settings: Settings, [text]: readonly string[]): Promise<void> {
  const task = JSON.parse(text ?? '{}') as ProjectionTask;
  const stop = stopRequested();
  try {
    tell({ outcome: await perform(settings, task, stop) });
  } catch (error) {
    if (!stop.aborted) throw error;
    process.exit(EXIT.interrupted);
  }
  process.exit(EXIT.success);
}

async function perform(
  settings: Settings,
  task: ProjectionTask,
  signal: AbortSignal,
): Promise<unknown> {
  const projections = task.name === undefined ? READ_MODELS : [readModel(task.name)];
  await using storage = await openSharedStorage(settings);
  await using stack = new AsyncDisposableStack();
  const dataSource = await openReadModels(storage.databaseUrl);
  stack.defer(() => dataSource.destroy());
  if (task.action === 'list') {
    await migrate(dataSource, projections);
    return (
      await Promise.all(projections.map((one) => listGenerations(dataSource.manager, one)))
    ).flat();
  }
  if (task.action === 'parked') {
    await migrate(dataSource, projections);
    return await listParkedCommands(dataSource.manager, projections);
  }
  const [projection = TIMELINE] = projections;
  if (task.action === 'retire')
    return await retireGenerations({ dataSource, projection }, task.generation);
  const log = await openEventLog(storage.logUrl, { partitions: settings.partitions });
  stack.defer(() => log.close());
  if (task.action === 'retry')
    return await retry({ projection, dataSource, catalogue: CATALOGUE, log });
  const options: RebuildOptions = {
    projection,
    dataSource,
    catalogue: CATALOGUE,
    log,
    owner: `${task.action}.${hostname()}.${process.pid}`,
    signal,
    allowed: task.allowed ?? [],
    onProgress: tellProgress(),
  };
  return await (task.action === 'rebuild' ? rebuild(options) : rollback(options));
}

/** Tries everything again that what serves does not show; tells how much there was, and what is left of it. */
async function retry(
  source: ProjectionSource,
): Promise<{ readonly tried: number; readonly left: readonly ProjectionParkedCommand[] }> {
  const { dataSource, projection, log } = source;
  await migrate(dataSource, [projection]);
  const serving = await requireServingGeneration(dataSource.manager, projection);
  const tried = await listParkedCommands(dataSource.manager, [projection]);
  if (serving.version !== projection.version) {
    throw new ProjectionError(
      'PROJECTION_SWAP_REFUSED',
      `${serving.schema} was made by version ${serving.version} of the logic, and this release has version ${projection.version}: rebuild ${projection.name} instead.`,
    );
  }
  for (let partition = 0; partition < log.partitions; partition += 1) {
    await retryParked(source, { schema: serving.schema, partition });
  }
  return { tried: tried.length, left: await listParkedCommands(dataSource.manager, [projection]) };
}

/** @throws RangeError where there is none of that name */
function readModel(name: string): Projection {
  const found = READ_MODELS.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = READ_MODELS.map((one) => one.name);
  const near = findSimilarName(name, names);
  throw new RangeError(
    `There is no read model called ${name}. ${near === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${near}?`}`,
  );
}

function tellProgress(): (progress: RebuildProgress) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === 'loading' && now - toldAt < TOLD_EVERY_MS) return;
    toldAt = now;
    tell({ progress });
  };
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function stopRequested(): AbortSignal {
  const controller = new AbortController();
  const ask = (): void => controller.abort(new Error('It was asked to stop.'));
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  return controller.signal;
}
