import type { EventLog, LogEndReader } from '@rapporteur/event-log';
import type { Metrics } from '@rapporteur/platform';
import {
  countAppliedEvents,
  type Projection,
  PROJECTION_STATES,
  type ProjectionStatus,
  readProjectionStatuses,
  RateMeter,
} from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';

/** How often it is looked how far the read models have come, to tell how fast they are. */
const LOOK_INTERVAL_MS = 5_000;

/** How a read model stands, and how many events a second it was seen to apply over the last minute; null: not known. */
export interface ReadModelStatusView extends ProjectionStatus {
  readonly eventsPerSecond: number | null;
}

/** What the statuses of the read models are made from. */
export interface ReadModelStatusDependencies {
  readonly dataSource: DataSource;
  readonly log: EventLog;
  readonly ends: LogEndReader;
  readonly metrics: Metrics;
  readonly projections: readonly Projection[];
}

const countOf = (position: string | null): number =>
  position === null ? 0 : Number(position.split(':')[1]) + 1;
const nameOf = ({
  projection,
  partition,
}: Pick<ProjectionStatus, 'projection' | 'partition'>): string => `${projection}:${partition}`;

/** How the read models stand, judged from outside: by the log, and by what their projectors have left in the database. */
export class ReadModelStatuses implements Disposable {
  readonly #tools: ReadModelStatusDependencies;
  readonly #rates = new RateMeter();
  readonly #timer: NodeJS.Timeout;

  constructor(tools: ReadModelStatusDependencies) {
    this.#tools = tools;
    tools.metrics.onScrape(() => this.#measure());
    // What cannot be read now is read the next time.
    this.#timer = setInterval(
      () => void this.#look().catch(() => undefined),
      LOOK_INTERVAL_MS,
    ).unref();
  }

  async read(): Promise<readonly ReadModelStatusView[]> {
    const { dataSource, log, projections, ends } = this.#tools;
    const statuses = await readProjectionStatuses(dataSource, log, projections, ends);
    await this.#look();
    return statuses.map((status) => ({
      ...status,
      eventsPerSecond: this.#rates.perSecond(nameOf(status)),
    }));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    for (const state of ['serving', 'building'] as const) {
      const all = await countAppliedEvents(this.#tools.dataSource.manager, state);
      for (const each of all)
        this.#rates.record(nameOf({ ...each, projection: each.schema }), each.events);
    }
  }

  async #measure(): Promise<void> {
    const gauges = this.#tools.metrics.getRecorders('readModels');
    // Before it is asked: what is not known afterwards is absent, not as it was at the last scrape.
    for (const gauge of Object.values(gauges)) gauge.reset();
    for (const status of await this.read()) {
      const { readModel: projection, partition } = status;
      const labels = { projection, partition };
      if (!status.serves) {
        if (status.state === 'rebuilding') gauges.state.set({ ...labels, state: 'rebuilding' }, 1);
        continue;
      }
      gauges.position.set(labels, countOf(status.position));
      if (status.logEnd !== null) gauges.logEvents.set({ partition }, countOf(status.logEnd));
      if (status.lagEvents !== null) gauges.lagEvents.set(labels, status.lagEvents);
      gauges.parked.set(labels, status.parked);
      if (status.lagSeconds !== null) gauges.lagSeconds.set(labels, status.lagSeconds);
      if (status.heartbeatAgeSeconds !== null)
        gauges.heartbeatAge.set(labels, status.heartbeatAgeSeconds);
      for (const state of PROJECTION_STATES)
        gauges.state.set({ ...labels, state }, state === status.state ? 1 : 0);
    }
    for (const { projection, partition, events } of await countAppliedEvents(
      this.#tools.dataSource.manager,
      'building',
    ))
      gauges.rebuilt.set({ projection, partition }, events);
  }
}
