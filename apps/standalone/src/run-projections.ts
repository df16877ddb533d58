import { hostname } from 'node:os';
import { CATALOGUE, findSimilarName } from '@rapporteur/contracts';
import { assertLogUsable, openLogForInspection, type Settings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import {
  type AllowedDifference,
  assertMigrated,
  listGenerations,
  listParkedCommands,
  migrate,
  openReadModels,
  type Projection,
  ProjectionError,
  type ProjectionParkedCommand,
  type ProjectionSource,
  rebuild,
  type RebuildProgress,
  requireServingGeneration,
  retireGenerations,
  retryParked,
  rollback,
} from '@rapporteur/projection-runtime';
import { READ_MODELS, TIMELINE } from '@rapporteur/read-models';
import { formatRecordName, openSharedStorage } from './storage.ts';

/** The minimum time between two lines of progress. */
const PROGRESS_INTERVAL_MS = 100;

/** A task of `rapporteur projections`, passed as JSON. */
interface ProjectionTask {
  readonly action: 'list' | 'rebuild' | 'rollback' | 'retire' | 'parked' | 'retry';
  /** The name of the read model; without it, lists contain all read models. */
  readonly name?: string;
  readonly generation?: string;
  readonly allowed?: readonly AllowedDifference[];
}

/** Runs `projections TASK`. Writes its progress and its outcome as JSON, one object per line. */
export async function runProjections(settings: Settings, [json]: readonly string[]): Promise<void> {
  const task = JSON.parse(json ?? '{}') as ProjectionTask;
  const stop = createStopSignal();
  try {
    writeLine({ outcome: await runTask(settings, task, stop) });
  } catch (error) {
    if (!stop.aborted) throw error;
    process.exit(EXIT.interrupted);
  }
  process.exit(EXIT.success);
}

async function runTask(
  settings: Settings,
  { action, name, generation, allowed = [] }: ProjectionTask,
  signal: AbortSignal,
): Promise<unknown> {
  const projections = name === undefined ? READ_MODELS : [findReadModel(name)];
  const [projection = TIMELINE] = projections;
  await using storage = await openSharedStorage(settings);
  process.stderr.write(`The record of ${formatRecordName(settings)}\n`);
  await using stack = new AsyncDisposableStack();
  const dataSource = await openReadModels(storage.databaseUrl);
  stack.defer(() => dataSource.destroy());
  await assertMigrated(dataSource.manager);

  if (action === 'list' || action === 'parked') {
    await migrate(dataSource, projections);
    if (action === 'parked') return await listParkedCommands(dataSource.manager, projections);
    const lists = projections.map((each) => listGenerations(dataSource.manager, each));
    return (await Promise.all(lists)).flat();
  }
  if (action === 'retire') return await retireGenerations({ dataSource, projection }, generation);

  const log = await openLogForInspection(storage.logUrl, { partitions: settings.partitions });
  stack.defer(() => log.close());
  await assertLogUsable(log);
  const source = { projection, dataSource, catalogue: CATALOGUE, log };
  if (action === 'retry') return await retryAllParked(source);

  return await (action === 'rebuild' ? rebuild : rollback)({
    ...source,
    owner: `${action}.${hostname()}.${process.pid}`,
    signal,
    allowed,
    onProgress: createProgressWriter(),
  });
}

/**
 * Retries every parked command of the serving generation. Returns the number of attempts, and those
 * still parked.
 */
async function retryAllParked(
  source: ProjectionSource,
): Promise<{ readonly tried: number; readonly left: readonly ProjectionParkedCommand[] }> {
  const { dataSource, projection, log } = source;
  await migrate(dataSource, [projection]);
  const serving = await requireServingGeneration(dataSource.manager, projection);
  if (serving.version !== projection.version) {
    const versions = `version ${serving.version}; this release has version ${projection.version}`;
    throw new ProjectionError(
      'PROJECTION_SWAP_REFUSED',
      `${serving.schema} was built by ${versions}. Rebuild ${projection.name} instead.`,
    );
  }

  const parked = await listParkedCommands(dataSource.manager, [projection]);
  for (let partition = 0; partition < log.partitions; partition += 1)
    await retryParked(source, { schema: serving.schema, partition });
  return { tried: parked.length, left: await listParkedCommands(dataSource.manager, [projection]) };
}

/** Returns the read model with this name. Throws a RangeError if there is none. */
function findReadModel(name: string): Projection {
  const found = READ_MODELS.find((model) => model.name === name);
  if (found !== undefined) return found;

  const names = READ_MODELS.map((model) => model.name);
  const similar = findSimilarName(name, names);
  const hint =
    similar === undefined
      ? `The read models are ${names.join(', ')}.`
      : `Did you mean \`${similar}\`?`;
  throw new RangeError(`Unknown read model \`${name}\`. ${hint}`);
}

function createProgressWriter(): (progress: RebuildProgress) => void {
  let writtenAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (progress.phase === 'loading' && now - writtenAt < PROGRESS_INTERVAL_MS) return;
    writtenAt = now;
    writeLine({ progress });
  };
}

function writeLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function createStopSignal(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Error('The task was interrupted.'));
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return controller.signal;
}
