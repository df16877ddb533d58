// Invariants
// 1. One answer rests on one position, whatever read models it takes: none of its parts is older or newer than another.
// 2. An answer is never older than a position that the reader was told; where that cannot be had in time, it is a 503.
import { partitionOf, type EventLog } from '@rapporteur/event-log';
import { Problem } from '@rapporteur/platform';
import { positionAtTime, type Projection, schemaOf, waitForPosition } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import { readTime } from './parameters.ts';
import { looksLikePosition, parameterProblem, printPosition, readPosition } from './position.ts';

/** The longest time that a read waits for a position. */
export const WAIT_SECONDS_MAX = 30;
/** How long it waits unless it is told. */
const WAIT_SECONDS_DEFAULT = 5;
/** When to ask again for a position that was not reached. */
const RETRY_SECONDS = 1;

/** What a question asks for of the record's own time. */
export interface Wanted {
  readonly collection: string;
  readonly position?: string | undefined;
  readonly asOfRecorded?: string | undefined;
  /** Of `Prefer: wait=n`. */
  readonly waitSeconds?: number | undefined;
}

/** The position that an answer rests on. */
export interface Moment {
  readonly partition: number;
  readonly position: number;
}

/** Finds the position on which an answer rests. */
export class Moments {
  readonly #database: DataSource;
  readonly #log: EventLog;
  readonly #clock: () => Date;

  constructor(database: DataSource, log: EventLog, clock: () => Date) {
    this.#database = database;
    this.#log = log;
    this.#clock = clock;
  }

  /** @throws Problem 400 where a position or time cannot be read, 503 where a position is not reached in time */
  async find(wanted: Wanted, projections: readonly Projection[]): Promise<Moment> {
    const partition = partitionOf(wanted.collection, this.#log.partitions);
    const atLeast = wanted.position === undefined ? -1 : readPosition('position', wanted.position, partition);
    const recorded = await this.#readRecorded(wanted.asOfRecorded, projections, partition);
    const waitSeconds = Math.min(wanted.waitSeconds ?? WAIT_SECONDS_DEFAULT, WAIT_SECONDS_MAX);
    const current = await this.#reach(projections, partition, Math.max(atLeast, recorded ?? -1), waitSeconds);
    return { partition, position: recorded ?? current };
  }

  async #readRecorded(
    value: string | undefined,
    projections: readonly Projection[],
    partition: number,
  ): Promise<number | null> {
    if (value === undefined) return null;
    if (looksLikePosition(value)) return readPosition('asOfRecorded', value, partition);
    return this.#at(this.#readTime(value), projections, partition);
  }

  #readTime(value: string): Date {
    const now = this.#clock();
    const time = readTime(value, 'end');
    if (time === null) {
      const remedy = 'Write a position such as 0:42, a day, or a time with its zone such as 2026-01-31T12:00:00Z.';
      throw parameterProblem('asOfRecorded', 'PARAMETER_INVALID', `is ${value}, neither position nor time`, remedy);
    }
    // Today is not over: what is asked for is what the record says now.
    if (value === now.toISOString().slice(0, 10)) return now;
    if (time <= now) return time;
    const remedy = 'Leave it out for what the record says now.';
    throw parameterProblem('asOfRecorded', 'PARAMETER_INVALID', 'lies in the future', remedy);
  }

  /** The last event recorded not later than a time; what the read models do not know yet, the log tells. */
  async #at(time: Date, projections: readonly Projection[], partition: number): Promise<number> {
    const indexed = await Promise.all(
      projections.map((projection) => positionAtTime(this.#database.manager, schemaOf(projection), partition, time)),
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

  async #reach(
    projections: readonly Projection[],
    partition: number,
    pseq: number,
    waitSeconds: number,
  ): Promise<number> {
    const timeoutMs = waitSeconds * 1000;
    const waited = await Promise.all(
      projections.map((projection) => waitForPosition(this.#database, projection, { partition, pseq, timeoutMs })),
    );
    const position = Math.min(...waited.map((one) => one.position));
    if (waited.every(({ reached }) => reached)) return position;
    throw new Problem(503, 'POSITION_NOT_REACHED', {
      title: 'The read models have not come to that position yet.',
      detail: `They stand at ${printPosition(partition, position)}. Ask again, or wait longer with Prefer: wait=n.`,
      retryAfterSeconds: RETRY_SECONDS,
      extensions: { position: printPosition(partition, position), wanted: printPosition(partition, pseq) },
    });
  }
}
