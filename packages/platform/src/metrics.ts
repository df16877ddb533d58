import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type MetricSpec } from './metric-list.ts';

type MetricGroups = typeof METRICS;
type LabelsOf<S extends MetricSpec> = S['labels'][number];
interface MetricRecorders<S extends MetricSpec> {
  readonly counter: Counter<LabelsOf<S>>;
  readonly gauge: Gauge<LabelsOf<S>>;
  readonly histogram: Histogram<LabelsOf<S>>;
}

/** The metrics of one room, ready to be recorded. */
export type Recorders<R extends keyof MetricGroups> = {
  readonly [N in keyof MetricGroups[R]]: MetricGroups[R][N] extends MetricSpec
    ? MetricRecorders<MetricGroups[R][N]>[MetricGroups[R][N]['type']]
    : never;
};

/** Sets gauges to what they are now, just before they are told. */
export type ScrapeCallback = () => void | Promise<void>;

/** How long a scrape waits for what has to be asked for: Prometheus itself waits for ten seconds. */
const MEASURE_TIMEOUT_MS = 5_000;

/** What this process counts and measures, told in the text format of Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #rooms = new Map<string, Recorders<keyof MetricGroups>>();
  readonly #measures: ScrapeCallback[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** The metrics of a room: only those that a process records are told by it. */
  getRecorders<R extends keyof MetricGroups>(room: R): Recorders<R> {
    const found = this.#rooms.get(room) ?? this.#register(METRICS[room]);
    this.#rooms.set(room, found);
    return found as Recorders<R>;
  }

  /** Calls back at each scrape. What throws has left its gauges empty: they are absent, the others are told. */
  onScrape(measure: ScrapeCallback): void {
    this.#measures.push(measure);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything, as it is now. */
  async formatAll(): Promise<string> {
    await Promise.all(this.#measures.map((measure) => inTime(measure)));
    return this.#registry.metrics();
  }

  #register(specs: Readonly<Record<string, MetricSpec>>): Recorders<keyof MetricGroups> {
    const recorders = Object.entries(specs).map(
      ([name, spec]) => [name, this.#recorder(spec)] as const,
    );
    return Object.fromEntries(recorders) as Recorders<keyof MetricGroups>;
  }

  #recorder({ name, type, help, labels, buckets = [] }: MetricSpec): Counter | Gauge | Histogram {
    const common = { name, help, labelNames: [...labels], registers: [this.#registry] };
    switch (type) {
      case 'counter':
        return new Counter(common);
      case 'gauge':
        return new Gauge(common);
      case 'histogram':
        return new Histogram({ ...common, buckets: [...buckets] });
    }
  }
}

async function inTime(measure: ScrapeCallback): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, MEASURE_TIMEOUT_MS);
  });
  try {
    await Promise.race([measure(), late]);
  } catch {
    // Whatever could not be measured is not told: that is what its absence says.
  } finally {
    clearTimeout(timer);
  }
}
