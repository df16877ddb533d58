import {
  type Bytes,
  checkRestoredEvent,
  EMPTY_HEAD,
  type Head,
  LogError,
  type RecordedEvent,
} from '@rapporteur/event-log';
import type { ClientBase } from 'pg';
import { segmentEvents } from './event-segment.ts';
import type { LogTableNames } from './layout.ts';
import { encodeSegments } from './log-statements.ts';

/** The number of events of one INSERT. */
const INSERT_EVENTS_MAX = 1_000;

/** Restores one partition within a transaction of the caller. */
export class PostgresRestore {
  readonly #client: ClientBase;
  readonly #names: LogTableNames;
  readonly #target: { readonly partition: number; readonly partitions: number };
  #head: Head = EMPTY_HEAD;
  #commandid: string | undefined;
  #batchFirst = 0;

  constructor(
    client: ClientBase,
    names: LogTableNames,
    target: { readonly partition: number; readonly partitions: number },
  ) {
    this.#client = client;
    this.#names = names;
    this.#target = target;
  }

  async run(chunks: AsyncIterable<readonly Bytes[]>): Promise<void> {
    await this.#lockEmpty();
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += INSERT_EVENTS_MAX) {
        await this.#insert(chunk.slice(start, start + INSERT_EVENTS_MAX));
      }
    }

    const { partition } = this.#target;
    await this.#client.query(
      `UPDATE ${this.#names.partitions} SET last_pseq = $2, term = $3 WHERE partition = $1`,
      [partition, this.#head.pseq, this.#head.term],
    );
    await this.#client.query('SELECT pg_notify($1, $2)', [this.#names.channel, String(partition)]);
  }

  async #lockEmpty(): Promise<void> {
    const { partition } = this.#target;
    const { rows } = await this.#client.query<{ last_pseq: number }>(
      `SELECT last_pseq FROM ${this.#names.partitions} WHERE partition = $1 FOR UPDATE`,
      [partition],
    );
    const [row] = rows;
    if (!row) throw new RangeError(`The log has no partition ${partition}.`);
    if (row.last_pseq < 0) return;
    throw new LogError(
      'LOG_NOT_EMPTY',
      `Partition ${partition} holds ${row.last_pseq + 1} events: restore into an empty log.`,
    );
  }

  async #insert(events: readonly Bytes[]): Promise<void> {
    const after = this.#head.pseq;
    const accepted = events.map((bytes, index) => ({
      bytes,
      pseq: after + 1 + index,
      batchFirst: this.#accept(bytes),
    }));
    const batches = Map.groupBy(accepted, ({ batchFirst }) => batchFirst);
    const segments = [...batches].flatMap(([batchFirst, batch]) => {
      const start = batch[0]?.pseq ?? batchFirst;
      return segmentEvents(
        start,
        batch.map(({ bytes }) => bytes),
      ).map((segment) => ({ ...segment, batchFirst }));
    });
    const { bytes, firsts, lasts } = encodeSegments(segments);
    await this.#client.query(
      `INSERT INTO ${this.#names.events} (partition, pseq, last_pseq, batch_first, bytes)
       SELECT $1, restored.* FROM unnest($2::integer[], $3::integer[], $4::integer[], $5::text[])
              AS restored (first, last, batch_first, bytes)`,
      [this.#target.partition, firsts, lasts, segments.map(({ batchFirst }) => batchFirst), bytes],
    );
  }

  /**
   * Checks the next event. Returns the start of its batch: an export knows commands, not batches.
   */
  #accept(bytes: Bytes): number {
    const { records, head } = checkRestoredEvent(this.#head, bytes, this.#target);
    const { event } = records[0] as RecordedEvent;
    if (event.commandid !== this.#commandid) this.#batchFirst = event.pseq;
    this.#commandid = event.commandid;
    this.#head = head;
    return this.#batchFirst;
  }
}
