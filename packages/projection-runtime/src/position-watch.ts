import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { countAppliedEvents } from './generations.ts';
import type { Projection } from './projection.ts';

/** The first pause between two reads. It doubles while nothing moves, to spare the database. */
const PAUSE_MS = 5;
const PAUSE_MS_MAX = 100;

/** A position to wait for. */
export interface PositionWaitRequest {
  /** All of them must reach the position. */
  readonly projections: readonly Pick<Projection, 'name'>[];
  readonly partition: number;
  /** Inclusive. */
  readonly pseq: number;
  readonly timeoutMs: number;
  /** Ends the wait early. */
  readonly signal?: AbortSignal;
}

/**
 * Whether all projections reached the position, and the lowest of their positions (-1: no event).
 */
export interface PositionWaitResult {
  readonly reached: boolean;
  readonly position: number;
}

/** Positions by projection and partition, from one read. */
type AppliedPositions = ReadonlyMap<string, number>;

interface PositionWaiter {
  readonly request: PositionWaitRequest;
  resolve(result: PositionWaitResult): void;
  reject(error: Error): void;
}

/**
 * Waits for positions. One query at a time reads the positions for all waiters, and none runs while
 * nobody waits.
 */
export class PositionWatch {
  readonly #dataSource: DataSource;
  readonly #waiters = new Set<PositionWaiter>();
  #positions: AppliedPositions = new Map();
  #reading: Promise<AppliedPositions> | undefined;
  #isPolling = false;
  #pauseMs = PAUSE_MS;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /**
   * Returns the lowest position of the projections in a partition, inclusive; -1 before event 0.
   */
  async readPosition(
    projections: PositionWaitRequest['projections'],
    partition: number,
  ): Promise<number> {
    return findLowest(await this.#read(), projections, partition);
  }

  /** Waits until the projections have applied a position, or until the timeout. */
  async wait(request: PositionWaitRequest): Promise<PositionWaitResult> {
    const position = await this.readPosition(request.projections, request.partition);
    if (position >= request.pseq) return { reached: true, position };

    const isOver = request.timeoutMs <= 0 || request.signal?.aborted === true;
    return isOver ? { reached: false, position } : this.#addWaiter(request);
  }

  #addWaiter(request: PositionWaitRequest): Promise<PositionWaitResult> {
    return new Promise((resolve, reject) => {
      const expire = (): void => waiter.resolve(this.#check(request));
      const timer = setTimeout(expire, request.timeoutMs);
      const remove = (): void => {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', expire);
        this.#waiters.delete(waiter);
      };
      const waiter: PositionWaiter = {
        request,
        resolve: (result) => (remove(), resolve(result)),
        reject: (error) => (remove(), reject(error)),
      };

      request.signal?.addEventListener('abort', expire, { once: true });
      this.#waiters.add(waiter);
      this.#pauseMs = PAUSE_MS;
      void this.#poll();
    });
  }

  async #poll(): Promise<void> {
    if (this.#isPolling) return;
    this.#isPolling = true;

    while (this.#waiters.size > 0) {
      await delay(this.#pauseMs);
      this.#pauseMs = Math.min(PAUSE_MS_MAX, this.#pauseMs * 2);
      try {
        await this.#read();
        for (const waiter of this.#waiters) this.#resolveIfReached(waiter);
      } catch (error) {
        for (const waiter of this.#waiters) waiter.reject(error as Error);
      }
    }

    this.#isPolling = false;
  }

  #resolveIfReached(waiter: PositionWaiter): void {
    const result = this.#check(waiter.request);
    if (!result.reached) return;
    waiter.resolve(result);
    // Other positions are probably close, too.
    this.#pauseMs = PAUSE_MS;
  }

  #check({ projections, partition, pseq }: PositionWaitRequest): PositionWaitResult {
    const position = findLowest(this.#positions, projections, partition);
    return { reached: position >= pseq, position };
  }

  /** Concurrent callers share one read, so no caller sees an older position than another saw. */
  #read(): Promise<AppliedPositions> {
    this.#reading ??= this.#query().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #query(): Promise<AppliedPositions> {
    const counts = await countAppliedEvents(this.#dataSource.manager, 'serving');
    this.#positions = new Map(
      counts.map(({ projection, partition, events }) => [
        formatKey(projection, partition),
        events - 1,
      ]),
    );
    return this.#positions;
  }
}

function formatKey(projection: string, partition: number): string {
  return `${projection}:${partition}`;
}

function findLowest(
  positions: AppliedPositions,
  projections: PositionWaitRequest['projections'],
  partition: number,
): number {
  return Math.min(
    ...projections.map(({ name }) => positions.get(formatKey(name, partition)) ?? -1),
  );
}
