/** Over how long a rate is taken. */
const WINDOW_MS = 60_000;

interface RateSample {
  readonly atMs: number;
  readonly events: number;
}

/** How fast counts grow, as they were seen from outside: whoever stands still has the rate 0, whatever it says of itself. */
export class RateMeter {
  readonly #now: () => number;
  readonly #seen = new Map<string, readonly RateSample[]>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Notes how many events something holds now. */
  record(name: string, events: number): void {
    const atMs = this.#now();
    const before = this.#seen.get(name) ?? [];
    // What went back is being made again: what was seen before says nothing of it.
    const kept = before.filter((seen) => atMs - seen.atMs <= WINDOW_MS && seen.events <= events);
    this.#seen.set(name, [...kept, { atMs, events }]);
  }

  /** Events a second over the last minute; null before it was seen twice. */
  perSecond(name: string): number | null {
    const seen = this.#seen.get(name) ?? [];
    const [first, last] = [seen[0], seen.at(-1)];
    if (first === undefined || last === undefined || last.atMs === first.atMs) return null;
    return Math.round(((last.events - first.events) / (last.atMs - first.atMs)) * 10_000) / 10;
  }
}
