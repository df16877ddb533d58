import { setTimeout as delay } from 'node:timers/promises';
import { CommandRuntime } from '@rapporteur/command-runtime';
import { CATALOGUE } from '@rapporteur/contracts';
import { PostgresLog } from '@rapporteur/event-log-postgres';
import { type Projection, Projector, rebuild, rollback } from '@rapporteur/projection-runtime';
import { DECISIONS, PARTICIPATION, TIMELINE } from '@rapporteur/read-models';
import { DataSource } from 'typeorm';
import { SAMPLE_SETUP_COMMANDS, createSampleData } from '../sample.ts';
import { formatTable } from '../table.ts';
import {
  type ReadSample,
  sampleReads,
  type MeetingCounts,
  findWrongSamples,
} from './read-samples.ts';

const READ_MODELS: readonly Projection[] = [TIMELINE, PARTICIPATION, DECISIONS];
/** How long is asked before the first rebuild, to compare with. */
const BEFORE_MS = 3_000;
const TICK_MS = 20;
/** Commands under way at once at most: what a slow machine does not keep up with is not heaped up. */
const UNDER_WAY_MAX = 500;

/** How hard it is gone about. */
export interface RebuildBenchmarkOptions {
  readonly perSecond: number;
  /** Recorded before anything is rebuilt. */
  readonly events: number;
}

/** Rebuilds all read models, and rolls them back, while commands come and questions are asked; checks every answer. */
export async function rebuildUnderLoad(
  url: string,
  load: RebuildBenchmarkOptions,
  write: (text: string) => void,
): Promise<boolean> {
  await using stack = new AsyncDisposableStack();
  const log = await PostgresLog.open({ url, partitions: 1 });
  stack.defer(() => log.close());
  const runtime = new CommandRuntime({ log, owner: { owner: 'bench' } });
  stack.defer(() => runtime.close());
  runtime.start();
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    poolSize: 30,
    extra: { options: '-c jit=off' },
  }).initialize();
  stack.defer(() => dataSource.destroy());
  const commands = new CommandGenerator(runtime);
  await commands.prepare(load.events);
  for (const projection of READ_MODELS) {
    const projector = new Projector({
      projection,
      dataSource,
      catalogue: CATALOGUE,
      log,
      owner: 'bench',
    });
    stack.defer(() => projector.stop());
    await projector.start();
  }
  const stop = new AbortController();
  const asking = READ_MODELS.map((projection) => sampleReads(dataSource, projection, stop.signal));
  const recording = commands.record(load.perSecond, stop.signal);
  await delay(BEFORE_MS);
  const spans: RebuildSpan[] = [];
  for (const projection of READ_MODELS) {
    const options = {
      projection,
      dataSource,
      catalogue: CATALOGUE,
      log,
      owner: 'rebuild',
      signal: stop.signal,
    };
    spans.push(
      await timed(
        `rebuild ${projection.name}`,
        async () => (await rebuild(options)).swapped?.heldMs,
      ),
    );
    spans.push(
      await timed(
        `rollback ${projection.name}`,
        async () => (await rollback(options)).swapped?.heldMs,
      ),
    );
  }
  stop.abort();
  const recorded = await recording;
  const asked = await Promise.all(asking);
  const heldUpTo = await readHeld(log);
  const wrong = asked.flatMap((of) => findWrongSamples(of, heldUpTo));
  write(report(asked.flat(), spans));
  write(
    `\n${recorded.count} commands, ${Math.round(recorded.perSecond)} a second; ${asked.flat().length} questions, ` +
      `none failed, ${wrong.length} wrong by the log, ${spans.filter(({ heldMs }) => heldMs === undefined).length} not swapped\n`,
  );
  return wrong.length === 0 && spans.every(({ heldMs }) => heldMs !== undefined);
}

interface RebuildSpan {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  /** How long projectors were held back by the swap; undefined: there was none. */
  readonly heldMs: number | undefined;
}

async function timed(what: string, work: () => Promise<number | undefined>): Promise<RebuildSpan> {
  const from = performance.now();
  const heldMs = await work();
  return { what, from, to: performance.now(), heldMs };
}

class CommandGenerator {
  readonly #runtime: CommandRuntime;
  #count = 0;

  constructor(runtime: CommandRuntime) {
    this.#runtime = runtime;
  }

  async prepare(events: number): Promise<void> {
    for (const { name, body } of SAMPLE_SETUP_COMMANDS) await this.#runtime.submit({ name, body });
    while (this.#count < events) await this.#submit(Math.min(UNDER_WAY_MAX, events - this.#count));
  }

  /** So many a second, whether or not the last are answered. */
  async record(
    perSecond: number,
    stop: AbortSignal,
  ): Promise<{ count: number; perSecond: number }> {
    const [before, started] = [this.#count, performance.now()];
    let under = Promise.resolve();
    while (!stop.aborted) {
      const due =
        Math.floor(((performance.now() - started) / 1000) * perSecond) - (this.#count - before);
      await under;
      under = this.#submit(Math.min(due, UNDER_WAY_MAX));
      await delay(TICK_MS);
    }
    await under;
    const count = this.#count - before;
    return { count, perSecond: count / ((performance.now() - started) / 1000) };
  }

  async #submit(count: number): Promise<void> {
    const bodies = Array.from({ length: Math.max(0, count) }, () =>
      createSampleData(this.#count++),
    );
    await Promise.all(
      bodies.map(async (data) => {
        const outcome = await this.#runtime.submit({
          name: 'RecordMeetingHeld',
          body: { collection: 'sco', ...data },
        });
        if (outcome.kind !== 'recorded')
          throw new Error(`not recorded: ${JSON.stringify(outcome)}`);
      }),
    );
  }
}

async function readHeld(log: PostgresLog): Promise<MeetingCounts> {
  const held: number[] = [];
  let count = 0;
  for await (const { events } of log.read(0, 0, {
    follow: false,
    signal: new AbortController().signal,
  })) {
    for (const { event } of events) {
      if (event.type === 'org.rapporteur.meeting-held.v1') count += 1;
      held[event.pseq] = count;
    }
  }
  return held;
}

function report(asked: readonly ReadSample[], spans: readonly RebuildSpan[]): string {
  const first = Math.min(...spans.map(({ from }) => from));
  const rows = [
    row(
      'before',
      asked.filter(({ startedAtMs: at }) => at < first),
      null,
    ),
    ...spans.map(({ what, from, to, heldMs }) =>
      row(
        what,
        asked.filter(({ startedAtMs: at }) => at >= from && at < to),
        { from, to, heldMs },
      ),
    ),
  ];
  return formatTable([
    [
      'questions asked during',
      'took s',
      'asked',
      'p50 ms',
      'p99 ms',
      'longest ms',
      'projectors held ms',
    ],
    ...rows,
  ]);
}

function row(
  what: string,
  asked: readonly ReadSample[],
  span: Omit<RebuildSpan, 'what'> | null,
): readonly string[] {
  const took = asked.map(({ durationMs: tookMs }) => tookMs).toSorted((a, b) => a - b);
  const quantile = (q: number): string =>
    (took[Math.min(took.length - 1, Math.floor(took.length * q))] ?? 0).toFixed(1);
  return [
    what,
    span === null ? '' : ((span.to - span.from) / 1000).toFixed(1),
    String(asked.length),
    quantile(0.5),
    quantile(0.99),
    quantile(1),
    span?.heldMs?.toFixed(1) ?? '',
  ];
}
