/** The time span of a rate. */
const WINDOW_MS = 60_000;

interface RateSample {
  readonly atMs: number;
  readonly events: number;
}

/** Measures the growth of counters from outside: a stalled counter has the rate 0. */
export class RateMeter {
  readonly #now: () => number;
  readonly #samples = new Map<string, readonly RateSample[]>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Records the current value of a counter. */
  record(name: string, events: number): void {
    const atMs = this.#now();
    const earlier = this.#samples.get(name) ?? [];
    // A counter that went back was reset, so its earlier samples are invalid.
    const kept = earlier.filter(
      (sample) => atMs - sample.atMs <= WINDOW_MS && sample.events <= events,
    );
    this.#samples.set(name, [...kept, { atMs, events }]);
  }

  /** Returns the events per second over the last minute; null before the second sample. */
  perSecond(name: string): number | null {
    const samples = this.#samples.get(name) ?? [];
    const first = samples[0];
    const last = samples.at(-1);
    if (first === undefined || last === undefined || last.atMs === first.atMs) return null;

    const perMs = (last.events - first.events) / (last.atMs - first.atMs);
    return Math.round(perMs * 10_000) / 10;
  }
}
