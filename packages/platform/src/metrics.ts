import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type MetricSpec } from './metric-list.ts';

type MetricGroups = typeof METRICS;
type LabelsOf<S extends MetricSpec> = S['labels'][number];
interface MetricRecorders<S extends MetricSpec> {
  readonly counter: Counter<LabelsOf<S>>;
  readonly gauge: Gauge<LabelsOf<S>>;
  readonly histogram: Histogram<LabelsOf<S>>;
}

/** The recorders of one group of metrics. */
export type Recorders<R extends keyof MetricGroups> = {
  readonly [N in keyof MetricGroups[R]]: MetricGroups[R][N] extends MetricSpec
    ? MetricRecorders<MetricGroups[R][N]>[MetricGroups[R][N]['type']]
    : never;
};

/** Updates gauges before a scrape. */
export type ScrapeCallback = () => void | Promise<void>;

/** The time limit for the callbacks of a scrape. Prometheus itself waits for ten seconds. */
const MEASURE_TIMEOUT_MS = 5_000;

/** The metrics of this process. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #groups = new Map<string, Recorders<keyof MetricGroups>>();
  readonly #callbacks: ScrapeCallback[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Returns the recorders of a group. A process exposes only the groups that it has requested. */
  getRecorders<R extends keyof MetricGroups>(group: R): Recorders<R> {
    const found = this.#groups.get(group) ?? this.#register(METRICS[group]);
    this.#groups.set(group, found);
    return found as Recorders<R>;
  }

  /**
   * Adds a callback for each scrape. If it throws, its gauges must be empty, so that they are
   * absent.
   */
  onScrape(callback: ScrapeCallback): void {
    this.#callbacks.push(callback);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Returns all metrics in the text format of Prometheus. */
  async formatAll(): Promise<string> {
    await Promise.all(this.#callbacks.map((callback) => runWithTimeout(callback)));
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

async function runWithTimeout(callback: ScrapeCallback): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, MEASURE_TIMEOUT_MS);
  });
  try {
    await Promise.race([callback(), timeout]);
  } catch {
    // A metric that cannot be measured is absent.
  } finally {
    clearTimeout(timer);
  }
}
