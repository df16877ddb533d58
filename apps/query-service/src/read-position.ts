// Invariants
// 1. One answer rests on one position, whatever read models it takes: none of its parts is older or newer than another.
// 2. An answer is never older than a position that the reader was told: position-wait.ts sees to it.
import { partitionOf, type EventLog } from '@rapporteur/event-log';
import { findPositionAtTime, type Projection } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import { parseTime } from './parameters.ts';
import { isPosition, createParameterProblem, parsePosition } from './position.ts';
import type { PositionWaitOptions, PositionWait } from './position-wait.ts';

/** What a question asks for of the record's own time. */
export interface ReadPositionRequest extends PositionWaitOptions {
  readonly collection: string;
  readonly position?: string | undefined;
  readonly asOfRecorded?: string | undefined;
}

/** The position that an answer rests on. */
export interface ReadPosition {
  readonly partition: number;
  readonly position: number;
}

/** Finds the position on which an answer rests. */
export class ReadPositionResolver {
  readonly #database: DataSource;
  readonly #log: EventLog;
  readonly #clock: () => Date;
  readonly #wait: PositionWait;

  constructor(database: DataSource, log: EventLog, clock: () => Date, wait: PositionWait) {
    this.#database = database;
    this.#log = log;
    this.#clock = clock;
    this.#wait = wait;
  }

  /** @throws Problem 400 where a position or time cannot be read, or does not exist, 503 where it is not reached in time */
  async resolve(
    wanted: ReadPositionRequest,
    projections: readonly Projection[],
  ): Promise<ReadPosition> {
    const partition = partitionOf(wanted.collection, this.#log.partitions);
    const atLeast =
      wanted.position === undefined ? -1 : parsePosition('position', wanted.position, partition);
    const recorded = await this.#readRecorded(wanted.asOfRecorded, projections, partition);
    const pseq = Math.max(atLeast, recorded ?? -1);
    const field = pseq === atLeast ? 'position' : 'asOfRecorded';
    const current = await this.#wait.waitFor(projections, { field, partition, pseq }, wanted);
    return { partition, position: recorded ?? current };
  }

  async #readRecorded(
    value: string | undefined,
    projections: readonly Projection[],
    partition: number,
  ): Promise<number | null> {
    if (value === undefined) return null;
    if (isPosition(value)) return parsePosition('asOfRecorded', value, partition);
    return this.#at(this.#readTime(value), projections, partition);
  }

  #readTime(value: string): Date {
    const now = this.#clock();
    const time = parseTime(value, 'end');
    if (time === null) {
      const remedy =
        'Write a position such as 0:42, a day, or a time with its zone such as 2026-01-31T12:00:00Z.';
      throw createParameterProblem(
        'asOfRecorded',
        'PARAMETER_INVALID',
        `is ${value}, neither position nor time`,
        remedy,
      );
    }
    // Today is not over: what is asked for is what the record says now.
    if (value === now.toISOString().slice(0, 10)) return now;
    if (time <= now) return time;
    const remedy = 'Leave it out for what the record says now.';
    throw createParameterProblem('asOfRecorded', 'PARAMETER_INVALID', 'lies in the future', remedy);
  }

  /** The last event recorded not later than a time; what the read models do not know yet, the log tells. */
  async #at(time: Date, projections: readonly Projection[], partition: number): Promise<number> {
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
