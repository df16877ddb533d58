import {
  type Bytes,
  checkRestoredEvent,
  EMPTY_HEAD,
  type Head,
  LogError,
  type RecordedEvent,
} from '@rapporteur/event-log';
import type { ClientBase } from 'pg';
import type { LogTableNames } from './layout.ts';
import { encodeTextArray } from './text-array.ts';

/** How many events are inserted at a time. */
const INSERT_EVENTS_MAX = 1_000;

/** Restores one partition within a transaction that the caller ends. */
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
    target: { partition: number; partitions: number },
  ) {
    this.#client = client;
    this.#names = names;
    this.#target = target;
  }

  async run(chunks: AsyncIterable<readonly Bytes[]>): Promise<void> {
    await this.#lockEmpty();
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += INSERT_EVENTS_MAX)
        await this.#insert(chunk.slice(at, at + INSERT_EVENTS_MAX));
    }
    const { partition } = this.#target;
    const moved = `UPDATE ${this.#names.partitions} SET last_pseq = $2, term = $3 WHERE partition = $1`;
    await this.#client.query(moved, [partition, this.#head.pseq, this.#head.term]);
    await this.#client.query('SELECT pg_notify($1, $2)', [this.#names.channel, String(partition)]);
  }

  async #lockEmpty(): Promise<void> {
    const { partition } = this.#target;
    const text = `SELECT last_pseq FROM ${this.#names.partitions} WHERE partition = $1 FOR UPDATE`;
    const [row] = (await this.#client.query<{ last_pseq: number }>(text, [partition])).rows;
    if (!row) throw new RangeError(`There is no partition ${partition}.`);
    if (row.last_pseq < 0) return;
    throw new LogError(
      'LOG_NOT_EMPTY',
      `Partition ${partition} holds ${row.last_pseq + 1} events: restore into an empty log.`,
    );
  }

  async #insert(events: readonly Bytes[]): Promise<void> {
    const after = this.#head.pseq;
    const batchFirsts = events.map((bytes) => this.#accept(bytes));
    const text = `
      INSERT INTO ${this.#names.events} (partition, pseq, batch_first, bytes)
      SELECT $1, $2::integer + n, batch_first, bytes
      FROM unnest($3::text[], $4::integer[]) WITH ORDINALITY AS restored (bytes, batch_first, n)`;
    await this.#client.query(text, [
      this.#target.partition,
      after,
      encodeTextArray(events),
      batchFirsts,
    ]);
  }

  /** Checks the next event and answers where its batch begins: with its command, since an export knows no batches. */
  #accept(bytes: Bytes): number {
    const { records, head } = checkRestoredEvent(this.#head, bytes, this.#target);
    const { event } = records[0] as RecordedEvent;
    if (event.commandid !== this.#commandid) this.#batchFirst = event.pseq;
    this.#commandid = event.commandid;
    this.#head = head;
    return this.#batchFirst;
  }
}
