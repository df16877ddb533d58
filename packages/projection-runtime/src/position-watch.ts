import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { countAppliedEvents } from './generations.ts';
import type { Projection } from './projection.ts';

/** The first pause between two looks; it grows while nothing moves, so that a late projector is not asked all the time. */
const PAUSE_MS = 5;
const PAUSE_MS_MAX = 100;

/** What to wait for, and how long. */
export interface PositionWaitRequest {
  /** All of them must pass the position. */
  readonly projections: readonly Pick<Projection, 'name'>[];
  readonly partition: number;
  /** Inclusive. */
  readonly pseq: number;
  readonly timeoutMs: number;
  /** Ends the wait early: nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** Whether all have passed the position, and where the last of them stands: -1 before the first event. */
export interface PositionWaitResult {
  readonly reached: boolean;
  readonly position: number;
}

/** Where projections stand, as read at one time. */
type AppliedPositions = ReadonlyMap<string, number>;

interface PositionWaiter {
  readonly request: PositionWaitRequest;
  resolve(waited: PositionWaitResult): void;
  reject(error: Error): void;
}

/**
 * Waits for positions. However many wait, one question at a time goes to the database for all of them, and none while
 * nobody waits.
 */
export class PositionWatch {
  readonly #dataSource: DataSource;
  readonly #waiters = new Set<PositionWaiter>();
  #seen: AppliedPositions = new Map();
  #looking: Promise<AppliedPositions> | undefined;
  #watching = false;
  #pauseMs = PAUSE_MS;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** Where the last of the projections stands in a partition, inclusive; -1 before the first event. */
  async readPosition(
    projections: PositionWaitRequest['projections'],
    partition: number,
  ): Promise<number> {
    return lastOf(await this.#look(), projections, partition);
  }

  /** Waits, bounded, until projections have applied a position: what a reader was just told, it then finds. */
  async wait(wanted: PositionWaitRequest): Promise<PositionWaitResult> {
    const position = await this.readPosition(wanted.projections, wanted.partition);
    if (position >= wanted.pseq) return { reached: true, position };
    return wanted.timeoutMs <= 0 || wanted.signal?.aborted === true
      ? { reached: false, position }
      : this.#join(wanted);
  }

  #join(wanted: PositionWaitRequest): Promise<PositionWaitResult> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => waiter.resolve(this.#judge(wanted));
      const timer = setTimeout(giveUp, wanted.timeoutMs);
      const leave = (): void => {
        clearTimeout(timer);
        wanted.signal?.removeEventListener('abort', giveUp);
        this.#waiters.delete(waiter);
      };
      const waiter: PositionWaiter = {
        request: wanted,
        resolve: (waited) => (leave(), resolve(waited)),
        reject: (error) => (leave(), reject(error)),
      };
      wanted.signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiters.add(waiter);
      this.#pauseMs = PAUSE_MS;
      void this.#watch();
    });
  }

  async #watch(): Promise<void> {
    if (this.#watching) return;
    this.#watching = true;
    while (this.#waiters.size > 0) {
      await delay(this.#pauseMs);
      this.#pauseMs = Math.min(PAUSE_MS_MAX, this.#pauseMs * 2);
      try {
        await this.#look();
        for (const waiter of this.#waiters) this.#tellIfReached(waiter);
      } catch (error) {
        for (const waiter of this.#waiters) waiter.reject(error as Error);
      }
    }
    this.#watching = false;
  }

  #tellIfReached(waiter: PositionWaiter): void {
    const waited = this.#judge(waiter.request);
    if (!waited.reached) return;
    waiter.resolve(waited);
    // Where one was reached the others are near.
    this.#pauseMs = PAUSE_MS;
  }

  #judge({ projections, partition, pseq }: PositionWaitRequest): PositionWaitResult {
    const position = lastOf(this.#seen, projections, partition);
    return { reached: position >= pseq, position };
  }

  /** One look, for everybody who asks meanwhile: none of them is told less than anybody was told before. */
  #look(): Promise<AppliedPositions> {
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #read(): Promise<AppliedPositions> {
    const served = await countAppliedEvents(this.#dataSource.manager, 'serving');
    this.#seen = new Map(
      served.map(({ projection, partition, events }) => [keyOf(projection, partition), events - 1]),
    );
    return this.#seen;
  }
}

function keyOf(projection: string, partition: number): string {
  return `${projection}:${partition}`;
}

function lastOf(
  positions: AppliedPositions,
  projections: PositionWaitRequest['projections'],
  partition: number,
): number {
  return Math.min(
    ...projections.map((projection) => positions.get(keyOf(projection.name, partition)) ?? -1),
  );
}
