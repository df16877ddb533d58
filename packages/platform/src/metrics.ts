import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type MetricSpec } from './metric-list.ts';

type Rooms = typeof METRICS;
type LabelsOf<S extends MetricSpec> = S['labels'][number];
interface Kinds<S extends MetricSpec> {
  readonly counter: Counter<LabelsOf<S>>;
  readonly gauge: Gauge<LabelsOf<S>>;
  readonly histogram: Histogram<LabelsOf<S>>;
}

/** The metrics of one room, ready to be recorded. */
export type Recorders<R extends keyof Rooms> = {
  readonly [N in keyof Rooms[R]]: Rooms[R][N] extends MetricSpec
    ? Kinds<Rooms[R][N]>[Rooms[R][N]['type']]
    : never;
};

/** Sets gauges to what they are now, just before they are told. */
export type Measure = () => void | Promise<void>;

/** How long a scrape waits for what has to be asked for: Prometheus itself waits for ten seconds. */
const MEASURE_TIMEOUT_MS = 5_000;

/** What this process counts and measures, told in the text format of Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #rooms = new Map<string, Recorders<keyof Rooms>>();
  readonly #measures: Measure[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** The metrics of a room: only those that a process records are told by it. */
  of<R extends keyof Rooms>(room: R): Recorders<R> {
    const found = this.#rooms.get(room) ?? this.#register(METRICS[room]);
    this.#rooms.set(room, found);
    return found as Recorders<R>;
  }

  /** Calls back at each scrape. What throws has left its gauges empty: they are absent, the others are told. */
  measure(measure: Measure): void {
    this.#measures.push(measure);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything, as it is now. */
  async text(): Promise<string> {
    await Promise.all(this.#measures.map((measure) => inTime(measure)));
    return this.#registry.metrics();
  }

  #register(specs: Readonly<Record<string, MetricSpec>>): Recorders<keyof Rooms> {
    const recorders = Object.entries(specs).map(
      ([name, spec]) => [name, this.#recorder(spec)] as const,
    );
    return Object.fromEntries(recorders) as Recorders<keyof Rooms>;
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

async function inTime(measure: Measure): Promise<void> {
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
