import type { EventLog, LogEndReader } from '@rapporteur/event-log';
import type { Metrics } from '@rapporteur/platform';
import {
  countAppliedEvents,
  type Projection,
  PROJECTION_STATES,
  type ProjectionStatus,
  RateMeter,
  readProjectionStatuses,
} from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

/** How often the applied events are counted, to compute rates. */
const COUNT_INTERVAL_MS = 5_000;

const StatusReasonView = z.object({ code: z.string(), message: z.string() });

/** The status of a read model in a partition. */
export const ReadModelStatusView = z
  .object({
    readModel: z.string(),
    projection: z.string().meta({ description: 'The generation: `timeline_v1`.' }),
    serves: z.boolean().meta({ description: 'False: it is built beside the serving one.' }),
    partition: z.int(),
    position: z.string().nullable().meta({ description: 'The last applied event.' }),
    logEnd: z.string().nullable().meta({
      description: 'The last known event of the log; null before the first, or if none is known.',
    }),
    logEndAgeSeconds: z.number().nullable().meta({
      description: 'How long ago the end of the log was read; 0: now. Null: it never was.',
    }),
    state: z.enum(PROJECTION_STATES),
    reason: StatusReasonView.nullable().meta({
      description: 'Why it is stopped or delayed, or why its lag is unknown.',
    }),
    lagEvents: z.int().nullable().meta({
      description: 'The unapplied events up to `logEnd`; null if unknown.',
    }),
    lagSeconds: z.number().nullable().meta({
      description: 'The age of the oldest unapplied event, or of the last heartbeat.',
    }),
    heartbeatAgeSeconds: z.number().nullable(),
    owner: z.string().nullable(),
    parked: z.int().meta({ description: 'The commands that are not shown.' }),
    eventsPerSecond: z.number().nullable().meta({
      description: 'The events applied per second, over the last minute; null if unknown.',
    }),
  } satisfies Record<keyof ProjectionStatus | 'eventsPerSecond', z.ZodType>)
  .meta({ id: 'ReadModelStatus', description: 'The status of a read model in a partition.' });
export type ReadModelStatusView = z.output<typeof ReadModelStatusView>;

export interface ReadModelStatusDependencies {
  readonly dataSource: DataSource;
  readonly log: EventLog;
  readonly ends: LogEndReader;
  readonly metrics: Metrics;
  readonly projections: readonly Projection[];
}

/**
 * Reads the status of the read models from the log and the database, independently of the
 * projectors.
 */
export class ReadModelStatuses implements Disposable {
  readonly #dependencies: ReadModelStatusDependencies;
  readonly #rates = new RateMeter();
  readonly #timer: NodeJS.Timeout;

  constructor(dependencies: ReadModelStatusDependencies) {
    this.#dependencies = dependencies;
    dependencies.metrics.onScrape(() => this.#updateGauges());
    // An error is ignored: the next interval counts again.
    const count = () => void this.#countEvents().catch(() => undefined);
    this.#timer = setInterval(count, COUNT_INTERVAL_MS).unref();
  }

  async read(): Promise<readonly ReadModelStatusView[]> {
    const { dataSource, log, projections, ends } = this.#dependencies;
    const statuses = await readProjectionStatuses(dataSource, log, projections, ends);
    await this.#countEvents();
    return statuses.map((status) => ({
      ...status,
      eventsPerSecond: this.#rates.perSecond(formatKey(status)),
    }));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  async #countEvents(): Promise<void> {
    for (const state of ['serving', 'building'] as const) {
      const counts = await countAppliedEvents(this.#dependencies.dataSource.manager, state);
      for (const { schema, partition, events } of counts) {
        this.#rates.record(formatKey({ projection: schema, partition }), events);
      }
    }
  }

  async #updateGauges(): Promise<void> {
    const gauges = this.#dependencies.metrics.getRecorders('readModels');
    // Reset first: a value that cannot be read is then absent, and not the value of the last
    // scrape.
    for (const gauge of Object.values(gauges)) gauge.reset();

    for (const status of await this.read()) {
      if (status.serves) this.#setServingGauges(status);
      else if (status.state === 'rebuilding') {
        const { readModel: projection, partition, state } = status;
        gauges.state.set({ projection, partition, state }, 1);
      }
    }
    const building = await countAppliedEvents(this.#dependencies.dataSource.manager, 'building');
    for (const { projection, partition, events } of building) {
      gauges.rebuilt.set({ projection, partition }, events);
    }
  }

  #setServingGauges(status: ReadModelStatusView): void {
    const gauges = this.#dependencies.metrics.getRecorders('readModels');
    const { readModel: projection, partition, logEnd, lagEvents, lagSeconds } = status;
    const labels = { projection, partition };

    gauges.position.set(labels, countEventsTo(status.position));
    gauges.parked.set(labels, status.parked);
    if (logEnd !== null) gauges.logEvents.set({ partition }, countEventsTo(logEnd));
    if (lagEvents !== null) gauges.lagEvents.set(labels, lagEvents);
    if (lagSeconds !== null) gauges.lagSeconds.set(labels, lagSeconds);
    if (status.heartbeatAgeSeconds !== null) {
      gauges.heartbeatAge.set(labels, status.heartbeatAgeSeconds);
    }
    for (const state of PROJECTION_STATES) {
      gauges.state.set({ ...labels, state }, state === status.state ? 1 : 0);
    }
  }
}

/** Returns the number of events up to a position. */
function countEventsTo(position: string | null): number {
  return position === null ? 0 : Number(position.split(':')[1]) + 1;
}

function formatKey({
  projection,
  partition,
}: Pick<ProjectionStatus, 'projection' | 'partition'>): string {
  return `${projection}:${partition}`;
}
