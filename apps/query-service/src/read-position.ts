// Invariants
// 1. A response is read at one position in all read models.
//    Test: 'reads all read models at one position, even if one is ahead'.
// 2. A response is never older than the position that the client gives: position-wait.ts.
import { type EventLog, computePartition } from '@rapporteur/event-log';
import { findPositionAtTime, type Projection } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import { createParameterProblem, parseTime } from './parameters.ts';
import { isPosition, parsePosition } from './position.ts';
import type { PositionWait, PositionWaitOptions } from './position-wait.ts';

/** The parameters of a query that determine its position. */
export interface ReadPositionRequest extends PositionWaitOptions {
  readonly collection: string;
  readonly position?: string | undefined;
  readonly asOfRecorded?: string | undefined;
}

/** The position at which a response is read. */
export interface ReadPosition {
  readonly partition: number;
  readonly position: number;
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
   * Returns the position of `asOfRecorded`, or the present one.
   * Rejects with a Problem 400 if a position or time is invalid or does not exist, 503 if it is not
   * reached in time.
   */
  async resolve(
    request: ReadPositionRequest,
    projections: readonly Projection[],
  ): Promise<ReadPosition> {
    const partition = computePartition(request.collection, this.#log.partitions);
    const atLeast =
      request.position === undefined ? -1 : parsePosition('position', request.position, partition);
    const recorded = await this.#findRecorded(request.asOfRecorded, projections, partition);

    const pseq = Math.max(atLeast, recorded ?? -1);
    const field = pseq === atLeast ? 'position' : 'asOfRecorded';
    const current = await this.#wait.waitFor(projections, { field, partition, pseq }, request);
    return { partition, position: recorded ?? current };
  }

  async #findRecorded(
    asOfRecorded: string | undefined,
    projections: readonly Projection[],
    partition: number,
  ): Promise<number | null> {
    if (asOfRecorded === undefined) return null;
    if (isPosition(asOfRecorded)) return parsePosition('asOfRecorded', asOfRecorded, partition);
    return this.#findAtTime(this.#parseRecordTime(asOfRecorded), projections, partition);
  }

  #parseRecordTime(value: string): Date {
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
    if (value === now.toISOString().slice(0, 10)) return now;
    if (time <= now) return time;
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
    time: Date,
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
        if (event.time > time.toISOString()) return position;
        position = event.pseq;
      }
    }
    return position;
  }
}
