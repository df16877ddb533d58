import { setTimeout as sleep } from 'node:timers/promises';
import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog, IgnoredRecord, LogPosition } from '@rapporteur/event-log';
import {
  catchUp,
  readServingPosition,
  EVENT_INDEX,
  findServingGeneration,
  migrate,
  Projector,
  type ProjectorReport,
  RUNTIME_SCHEMA,
  type ProjectionSource,
  computeStateHash,
  waitForPosition,
} from '@rapporteur/projection-runtime';
import { READ_MODELS, TIMELINE } from '@rapporteur/read-models';
import type { ReadResult } from '@rapporteur/testing/history';
import { DataSource } from 'typeorm';

const CAUGHT_UP_WITHIN_MS = 120_000;
const POLL_MS = 50;
const READ_WITHIN_MS = 30_000;

async function connect(url: string): Promise<DataSource> {
  // A connection that breaks while it is idle is replaced when it is next needed.
  return new DataSource({ type: 'postgres', url, poolErrorHandler: () => undefined }).initialize();
}

/** All read models, kept up to date by projectors while faults strike. */
export class LiveReadModels implements AsyncDisposable {
  /** What projectors reported, by the name of their read model. */
  readonly reports = new Map<string, ProjectorReport[]>(READ_MODELS.map(({ name }) => [name, []]));
  readonly #log: EventLog;
  readonly #dataSource: DataSource;
  #projectors: readonly Projector[] = [];

  private constructor(log: EventLog, dataSource: DataSource) {
    this.#log = log;
    this.#dataSource = dataSource;
  }

  static async start(log: EventLog, url: string): Promise<LiveReadModels> {
    const models = new LiveReadModels(log, await connect(url));
    await models.restart();
    return models;
  }

  /** Stops the projectors, if they are at work, and starts others. */
  async restart(): Promise<void> {
    const [log, dataSource] = [this.#log, this.#dataSource];
    await Promise.all(this.#projectors.map((projector) => projector.stop()));
    this.#projectors = READ_MODELS.map((projection) => {
      const onReport = (report: ProjectorReport): void =>
        void this.reports.get(projection.name)?.push(report);
      return new Projector({
        projection,
        catalogue: CATALOGUE,
        log,
        dataSource,
        owner: 'faults',
        onReport,
      });
    });
    for (const projector of this.#projectors) await projector.start();
  }

  /** What each projector reported as no event of the log. */
  ignoredRecords(): readonly (readonly IgnoredRecord[])[] {
    return [...this.reports.values()].map((reports) =>
      reports.flatMap((report) => (report.kind === 'ignored' ? report.ignored : [])),
    );
  }

  /** The events of a stream at a position or later. @throws Error where the position is not reached. */
  async readStream(collection: string, stream: string, at: LogPosition): Promise<ReadResult> {
    const { partition, pseq } = at;
    const { reached } = await waitForPosition(this.#dataSource, TIMELINE, {
      partition,
      pseq,
      timeoutMs: READ_WITHIN_MS,
    });
    if (!reached) throw new Error(`the timeline has not reached ${partition}:${pseq}`);
    const schema = (await findServingGeneration(this.#dataSource.manager, TIMELINE))?.schema;
    const rows: { pseq: number; events: string[] | null }[] = await this.#dataSource.query(
      `SELECT next_seq - 1 AS pseq,
              (SELECT array_agg(event_id ORDER BY pseq) FROM "${schema}".${EVENT_INDEX}
                WHERE partition = $2 AND collection = $3 AND stream = $4) AS events
         FROM ${RUNTIME_SCHEMA}.positions WHERE projection = $1 AND partition = $2`,
      [schema, partition, collection, stream],
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the timeline has no position');
    return { position: { partition, pseq: row.pseq }, events: row.events ?? [] };
  }

  /** Waits until everything up to these positions is applied. @throws Error where that does not come about. */
  async waitUntilCaughtUp(ends: readonly LogPosition[]): Promise<void> {
    const deadline = Date.now() + CAUGHT_UP_WITHIN_MS;
    for (const projection of READ_MODELS) {
      for (const { partition, pseq } of ends) {
        while ((await readServingPosition(this.#dataSource, projection, partition)) < pseq) {
          if (Date.now() > deadline) {
            const reports = JSON.stringify(this.reports.get(projection.name)?.slice(-3));
            throw new Error(`${projection.name} does not reach ${partition}:${pseq}: ${reports}`);
          }
          await sleep(POLL_MS);
        }
      }
    }
  }

  /** The read models that differ from what is made anew from the log, in a database of its own. */
  async findRebuildDifferences(url: string): Promise<readonly string[]> {
    const rebuilt = await connect(url);
    try {
      await migrate(rebuilt, READ_MODELS);
      const differing: string[] = [];
      for (const projection of READ_MODELS) {
        const source: ProjectionSource = {
          projection,
          catalogue: CATALOGUE,
          log: this.#log,
          dataSource: rebuilt,
        };
        for (let partition = 0; partition < this.#log.partitions; partition += 1)
          await catchUp(source, partition);
        const [live, fresh] = [
          await computeStateHash(this.#dataSource, projection),
          await computeStateHash(rebuilt, projection),
        ];
        if (live.hash !== fresh.hash) differing.push(projection.name);
      }
      return differing;
    } finally {
      await rebuilt.destroy();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#projectors.map((projector) => projector.stop()));
    await this.#dataSource.destroy();
  }
}
