// Invariants
// 1. A response is read at one position of each partition in all read models.
//    Test: 'reads all read models at one position, even if one is ahead'.
// 2. A response is never older than the position that the client gives: position-wait.ts.
// 3. The present day contains the whole log, also if the clock of a recorder was ahead. Another time
//    is rejected if such events may have been recorded before it. Test: clock-ahead.int.spec.ts.
import {
  computePartition,
  type EventLog,
  formatLogPosition,
  type LogPosition,
} from '@rapporteur/event-log';
import type { Problem } from '@rapporteur/platform';
import { findPositionAtTime, type Projection } from '@rapporteur/projection-runtime';
import type { CollectionScope } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { createParameterProblem, parseTime } from './parameters.ts';
import { isPositionList, type PartitionPositions, parsePositions } from './position.ts';
import type { PositionWait, PositionWaitOptions } from './position-wait.ts';

/** The parameters of a query that determine its positions. */
export interface ReadPositionRequest extends PositionWaitOptions {
  readonly collections: readonly string[];
  readonly position?: string | undefined;
  readonly asOfRecorded?: string | undefined;
}

/** A time of the parameter `asOfRecorded`. */
interface RecordTime {
  readonly time: Date;
  readonly now: Date;
  /** The parameter is the present day. */
  readonly isPresent: boolean;
}

function createClockProblem(last: LogPosition, time: string): Problem {
  const { partition, pseq } = last;
  return createParameterProblem({
    field: 'asOfRecorded',
    message:
      `cannot be a time after position ${formatLogPosition(last)}: the next event has the time ` +
      `${time}, later than now, because the clock of its recorder was ahead`,
    remedy:
      `Name a position (${partition}:${pseq + 1}), or leave it out to read the present record. ` +
      '`rapporteur doctor` checks the clocks.',
  });
}

/** Finds the position at which a response is read. */
export class ReadPositionResolver {
  readonly #database: DataSource;
  readonly #log: EventLog;
  readonly #clock: () => Date;
  readonly #wait: PositionWait;

  constructor({
    database,
    log,
    clock,
    wait,
  }: {
    readonly database: DataSource;
    readonly log: EventLog;
    readonly clock: () => Date;
    readonly wait: PositionWait;
  }) {
    this.#database = database;
    this.#log = log;
    this.#clock = clock;
    this.#wait = wait;
  }

  /**
   * Waits until the projections include `position`. A collection that is opened there is known
   * afterwards. Rejects as {@link resolve} does.
   */
  async reach(
    {
      collections,
      position,
      ...options
    }: Omit<ReadPositionRequest, 'collections' | 'asOfRecorded'> & {
      /** Null means all. */
      readonly collections: readonly string[] | null;
    },
    projections: readonly Projection[],
  ): Promise<void> {
    if (position === undefined) return;
    const { partitions } = this.#log;
    const named =
      collections === null
        ? Array.from({ length: partitions }, (_, partition) => partition)
        : collections.map((collection) => computePartition(collection, partitions));
    for (const [partition, pseq] of parsePositions('position', position, [...new Set(named)]))
      await this.#wait.waitFor(projections, { field: 'position', partition, pseq }, options);
  }

  /**
   * Returns the collections at the positions of `asOfRecorded`, or the present ones.
   * Rejects with a Problem 400 if a position or time is invalid or does not exist, 503 if it is not
   * reached in time.
   */
  async resolve(
    request: ReadPositionRequest,
    projections: readonly Projection[],
  ): Promise<readonly CollectionScope[]> {
    const placed = request.collections.map((collection) => ({
      collection,
      partition: computePartition(collection, this.#log.partitions),
    }));
    const partitions = [...new Set(placed.map(({ partition }) => partition))];
    const atLeast =
      request.position === undefined || partitions.length === 0
        ? new Map<number, number>()
        : parsePositions('position', request.position, partitions);
    const recorded = await this.#findRecorded(request.asOfRecorded, projections, partitions);

    const positions = new Map<number, number>();
    for (const partition of partitions) {
      const required = atLeast.get(partition) ?? -1;
      const pseq = Math.max(required, recorded?.get(partition) ?? -1);
      const field = pseq === required ? 'position' : 'asOfRecorded';
      const current = await this.#wait.waitFor(projections, { field, partition, pseq }, request);
      positions.set(partition, recorded?.get(partition) ?? current);
    }
    return placed.map((each) => ({ ...each, position: positions.get(each.partition) ?? -1 }));
  }

  async #findRecorded(
    asOfRecorded: string | undefined,
    projections: readonly Projection[],
    partitions: readonly number[],
  ): Promise<PartitionPositions | null> {
    if (asOfRecorded === undefined) return null;
    if (!isPositionList(asOfRecorded)) {
      const time = this.#parseRecordTime(asOfRecorded);
      const found = partitions.map(
        async (partition) =>
          [partition, await this.#findAtTime(time, projections, partition)] as const,
      );
      return new Map(await Promise.all(found));
    }

    const field = 'asOfRecorded';
    const positions = parsePositions(field, asOfRecorded, partitions);
    if (partitions.every((partition) => positions.has(partition))) return positions;
    throw createParameterProblem({
      field,
      message: `must have a position of each partition: ${partitions.join(', ')}`,
      remedy: 'Send `position` of an earlier response, or a time.',
    });
  }

  #parseRecordTime(value: string): RecordTime {
    const field = 'asOfRecorded';
    const now = this.#clock();
    const time = parseTime(value, 'end');
    if (time === null) {
      throw createParameterProblem({
        field,
        message: `must be a position or a time, not ${JSON.stringify(value)}`,
        remedy: 'Write a position (0:42), a day, or a time with its zone (2026-01-31T12:00:00Z).',
      });
    }
    // The present day means the present time, since its end lies in the future.
    if (value === now.toISOString().slice(0, 10)) return { time: now, now, isPresent: true };
    if (time <= now) return { time, now, isPresent: false };
    throw createParameterProblem({
      field,
      message: 'lies in the future',
      remedy: 'Leave it out to read the present record.',
    });
  }

  /**
   * Returns the last position recorded at or before a time. It reads the log after the positions in
   * the read models.
   */
  async #findAtTime(
    { time, now, isPresent }: RecordTime,
    projections: readonly Projection[],
    partition: number,
  ): Promise<number> {
    const indexed = await Promise.all(
      projections.map((projection) =>
        findPositionAtTime(this.#database.manager, projection, partition, time),
      ),
    );
    let position = Math.max(...indexed);

    const options = { follow: false, signal: new AbortController().signal };
    for await (const { events } of this.#log.read(partition, position + 1, options)) {
      for (const { event } of events) {
        const isAhead = event.time > now.toISOString();
        if (isAhead && !isPresent)
          throw createClockProblem({ partition, pseq: position }, event.time);
        if (!isAhead && event.time > time.toISOString()) return position;
        position = event.pseq;
      }
    }
    return position;
  }
}
