import { setTimeout as sleep } from 'node:timers/promises';
import { CommandRuntime } from '@rapporteur/command-runtime';
import { CATALOGUE } from '@rapporteur/contracts';
import { EMPTY_HEAD } from '@rapporteur/event-log';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import {
  type ProjectionSource,
  Projector,
  rebuild,
  rollback,
} from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { DataSource } from 'typeorm';
import { CommandGenerator } from './command-generator.ts';
import { findWrongSamples, type MeetingCounts, sampleReads } from './read-samples.ts';
import { formatRebuildReport, type RebuildSpan } from './rebuild-report.ts';

/** The time of sampling before the first rebuild, for comparison. */
const BASELINE_MS = 3_000;

/** The load of the benchmark. */
export interface RebuildBenchmarkOptions {
  readonly perSecond: number;
  /** The number of events recorded before the first rebuild. */
  readonly events: number;
}

type Source = Omit<ProjectionSource, 'projection'>;

/**
 * Rebuilds all read models and rolls them back, under a load of commands and queries. Checks every
 * query result. Returns whether all results were right and every rebuild was swapped.
 */
export async function rebuildUnderLoad(
  url: string,
  { perSecond, events }: RebuildBenchmarkOptions,
  write: (text: string) => void,
): Promise<boolean> {
  await using stack = new AsyncDisposableStack();
  const { source, commands } = await openSource(url, stack);
  await commands.prepare(events);
  await startProjectors(source, stack);

  const stop = new AbortController();
  const sampling = READ_MODELS.map((projection) =>
    sampleReads(source.dataSource, projection, stop.signal),
  );
  const recording = commands.record(perSecond, stop.signal);
  await sleep(BASELINE_MS);
  const spans = await rebuildAndRollBack(source, stop.signal);
  stop.abort();

  const recorded = await recording;
  const samples = await Promise.all(sampling);
  const meetingCounts = await countMeetings(source.log);
  const wrong = samples.flatMap((list) => findWrongSamples(list, meetingCounts));
  const notSwapped = spans.filter(({ heldMs }) => heldMs === undefined);

  write(formatRebuildReport(samples.flat(), spans));
  const load = `${recorded.count} commands, ${Math.round(recorded.perSecond)} per second`;
  const queries = `${samples.flat().length} queries, none failed`;
  const results = `${queries}, ${wrong.length} differ from the log`;
  write(`\n${load}; ${results}, ${notSwapped.length} not swapped\n`);
  return wrong.length === 0 && notSwapped.length === 0;
}

async function openSource(
  url: string,
  stack: AsyncDisposableStack,
): Promise<{ readonly source: Source; readonly commands: CommandGenerator }> {
  const log = await PostgresLog.open({ url, partitions: 1 });
  stack.defer(() => log.close());
  const runtime = new CommandRuntime({ log, owner: { instance: 'bench' } });
  stack.defer(() => runtime.close());
  runtime.start();

  const options = { poolSize: 30, extra: { options: '-c jit=off' } };
  const dataSource = await new DataSource({ type: 'postgres', url, ...options }).initialize();
  stack.defer(() => dataSource.destroy());
  const source = { dataSource, catalogue: CATALOGUE, log };
  return { source, commands: new CommandGenerator(runtime) };
}

async function startProjectors(source: Source, stack: AsyncDisposableStack): Promise<void> {
  for (const projection of READ_MODELS) {
    const projector = new Projector({ ...source, projection, owner: 'bench' });
    stack.defer(() => projector.stop());
    await projector.start();
  }
}

async function rebuildAndRollBack(
  source: Source,
  signal: AbortSignal,
): Promise<readonly RebuildSpan[]> {
  const spans: RebuildSpan[] = [];
  for (const projection of READ_MODELS) {
    const options = { ...source, projection, owner: 'rebuild', signal };
    for (const [name, run] of Object.entries({ rebuild, rollback })) {
      const startedAtMs = performance.now();
      const { swapped } = await run(options);
      spans.push({
        name: `${name} ${projection.name}`,
        startedAtMs,
        endedAtMs: performance.now(),
        heldMs: swapped?.heldMs,
      });
    }
  }
  return spans;
}

async function countMeetings(log: ProjectionSource['log']): Promise<MeetingCounts> {
  const { signal } = new AbortController();
  const counts: number[] = [];
  let count = 0;
  for await (const { events } of log.read(0, EMPTY_HEAD, { follow: false, signal })) {
    for (const { event } of events) {
      if (event.type === 'org.rapporteur.meeting-held.v1') count += 1;
      counts[event.pseq] = count;
    }
  }
  return counts;
}
