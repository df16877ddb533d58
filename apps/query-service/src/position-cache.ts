import type { QueryScope } from '@rapporteur/read-models';

const ENTRIES_MAX = 32;
const AGE_MAX_MS = 60_000;

interface CachedResult<T> {
  readonly startedAt: number;
  readonly result: Promise<T>;
}

/**
 * Keeps the results of queries that read many rows. At one position of the record a result stays the
 * same, unless a parked command is retried; therefore an entry is used for a minute only.
 */
export class PositionCache<T> {
  readonly #now: () => number;
  readonly #entries = new Map<string, CachedResult<T>>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Returns the result for a scope and parameters. Concurrent calls compute it once. */
  read(
    { collections, asOf }: Pick<QueryScope, 'collections' | 'asOf'>,
    parameters: Readonly<Record<string, unknown>>,
    compute: () => Promise<T>,
  ): Promise<T> {
    const key = JSON.stringify([collections, asOf, parameters]);
    const known = this.#entries.get(key);
    if (known !== undefined && this.#now() - known.startedAt < AGE_MAX_MS) return known.result;

    const entry = { startedAt: this.#now(), result: compute() };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    entry.result.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    for (const oldest of [...this.#entries.keys()].slice(0, -ENTRIES_MAX))
      this.#entries.delete(oldest);
    return entry.result;
  }
}
