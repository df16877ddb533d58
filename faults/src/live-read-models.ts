import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog, IgnoredRecord, LogPosition } from '@rapporteur/event-log';
import {
  catchUp,
  computeStateHash,
  EVENT_INDEX,
  findServingGeneration,
  migrate,
  type ProjectionSource,
  Projector,
  type ProjectorReport,
  readServingPosition,
  RUNTIME_SCHEMA,
  waitForPosition,
} from '@rapporteur/projection-runtime';
import { READ_MODELS, TIMELINE } from '@rapporteur/read-models';
import { waitUntil } from '@rapporteur/testing';
import type { ReadResult } from '@rapporteur/testing/history';
import { DataSource } from 'typeorm';

const CATCH_UP_TIMEOUT_MS = 120_000;
const READ_TIMEOUT_MS = 30_000;

async function connect(url: string): Promise<DataSource> {
  // The pool replaces a connection that breaks while idle, so its error needs no handling.
  return new DataSource({ type: 'postgres', url, poolErrorHandler: () => undefined }).initialize();
}

/** All read models, maintained by projectors during the faults. */
export class LiveReadModels implements AsyncDisposable {
  /** The reports of the projectors, by the name of the read model. */
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

  /** Stops the current projectors, if any, and starts new ones. */
  async restart(): Promise<void> {
    await this.#stop();
    this.#projectors = READ_MODELS.map((projection) => {
      const onReport = (report: ProjectorReport): void =>
        void this.reports.get(projection.name)?.push(report);
      return new Projector({
        projection,
        catalogue: CATALOGUE,
        log: this.#log,
        dataSource: this.#dataSource,
        owner: 'faults',
        onReport,
      });
    });
    for (const projector of this.#projectors) await projector.start();
  }

  /** Returns the records that each projector reported as ignored. */
  ignoredRecords(): readonly (readonly IgnoredRecord[])[] {
    return [...this.reports.values()].map((reports) =>
      reports.flatMap((report) => (report.kind === 'ignored' ? report.ignored : [])),
    );
  }

  /**
   * Returns the events of a stream at a position or later. Rejects if the position is not reached
   * in time.
   */
  async readStream(
    collection: string,
    stream: string,
    { partition, pseq }: LogPosition,
  ): Promise<ReadResult> {
    const { reached } = await waitForPosition(this.#dataSource, TIMELINE, {
      partition,
      pseq,
      timeoutMs: READ_TIMEOUT_MS,
    });
    if (!reached) throw new Error(`The timeline did not reach ${partition}:${pseq} in time.`);

    const schema = (await findServingGeneration(this.#dataSource.manager, TIMELINE))?.schema;
    const [row]: { pseq: number; events: string[] | null }[] = await this.#dataSource.query(
      `SELECT next_seq - 1 AS pseq,
              (SELECT array_agg(command_id || '.' || first_number + n - 1 ORDER BY first_pseq, n)
                 FROM "${schema}".${EVENT_INDEX},
                      jsonb_array_elements(events::jsonb) WITH ORDINALITY AS event (value, n)
                WHERE partition = $2 AND collection = $3 AND value ->> 2 = $4) AS events
         FROM ${RUNTIME_SCHEMA}.positions WHERE projection = $1 AND partition = $2`,
      [schema, partition, collection, stream],
    );
    if (row === undefined) throw new Error(`The timeline has no position in ${partition}.`);
    return { position: { partition, pseq: row.pseq }, events: row.events ?? [] };
  }

  /** Waits until every read model has applied these positions. Rejects if that takes too long. */
  async waitUntilCaughtUp(ends: readonly LogPosition[]): Promise<void> {
    for (const projection of READ_MODELS) {
      for (const { partition, pseq } of ends) {
        const isApplied = async (): Promise<boolean> =>
          (await readServingPosition(this.#dataSource, projection, partition)) >= pseq;
        await waitUntil(isApplied, {
          condition: `${projection.name} reaches ${partition}:${pseq}`,
          timeoutMs: CATCH_UP_TIMEOUT_MS,
          describeState: () => JSON.stringify(this.reports.get(projection.name)?.slice(-3)),
        });
      }
    }
  }

  /** Rebuilds the read models in another database. Returns the names of those that differ. */
  async findRebuildDifferences(url: string): Promise<readonly string[]> {
    const dataSource = await connect(url);
    try {
      await migrate(dataSource, READ_MODELS);
      const differing: string[] = [];

      for (const projection of READ_MODELS) {
        const source: ProjectionSource = {
          projection,
          catalogue: CATALOGUE,
          log: this.#log,
          dataSource,
        };
        for (let partition = 0; partition < this.#log.partitions; partition += 1)
          await catchUp(source, partition);

        const live = await computeStateHash(this.#dataSource, projection);
        const rebuilt = await computeStateHash(dataSource, projection);
        if (live.hash !== rebuilt.hash) differing.push(projection.name);
      }
      return differing;
    } finally {
      await dataSource.destroy();
    }
  }

  async #stop(): Promise<void> {
    await Promise.all(this.#projectors.map((projector) => projector.stop()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stop();
    await this.#dataSource.destroy();
  }
}
