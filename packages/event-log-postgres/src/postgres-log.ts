/**
 * The log on Postgres.
 * 1. One row a partition holds its last sequence and its term; one statement moves it and inserts the batch, or does
 *    neither. Another row count means that the partition is another writer's.
 * 2. A writer takes over by the same statement, under the row's lock: whoever waits for it finds another term.
 * 3. Events keep the text they were serialised as; a batch remembers where it begins, so that no page splits it.
 */
import { randomUUID } from 'node:crypto';
import {
  type LogBatch,
  type Bytes,
  type EventLog,
  type PreflightFinding,
  type Head,
  LogError,
  type OwnerInfo,
  type ReadOptions,
  type Writer,
  encodeWriterOpened,
} from '@rapporteur/event-log';
import { type ClientBase, type ClientConfig, Pool } from 'pg';
import { toLogError, retryTransient } from './connection-loss.ts';
import { ensureLayout, findLayout, type LogTableNames, buildTableNames } from './layout.ts';
import { PostgresWriter } from './postgres-writer.ts';
import { inspectLog } from './preflight.ts';
import { PostgresPartitionReader } from './postgres-partition-reader.ts';
import { PostgresRestore } from './postgres-restore.ts';
import { type PostgresConnection, LogStatements } from './log-statements.ts';
import { runInTransaction } from './transaction.ts';
import { AppendListener } from './append-listener.ts';

/** How long a read is tried again while the server does not answer. */
const READ_FOR_MS = 30_000;
/** How long a batch of unknown outcome is sent again before it is left to whoever reads the log. */
const RESEND_FOR_MS = 30_000;
/** How often a reader looks without having been woken: a lost notification only delays. */
const POLL_MS = 1_000;
/** The most connections of one handle, beside the one that listens. */
const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** The longest a statement may take, and the longest a transaction may pause: a stuck peer must not hold the lock. */
const STATEMENT_TIMEOUT_MS = 60_000;
const PAUSE_IN_TRANSACTION_MS = 30_000;

/** How a log on Postgres is opened. */
export interface PostgresLogOptions {
  readonly url: string;
  /** The schema of its tables; `log` unless told. */
  readonly schema?: string;
  /** How many partitions it must have; 1 for a log that is made now, as recorded for one that exists, unless told. */
  readonly partitions?: number;
  /** False: where there is no log, none is made. */
  readonly createIfMissing?: boolean;
  readonly pollMs?: number;
  readonly resendForMs?: number;
  readonly clock?: () => Date;
  readonly nonce?: () => string;
}

/** The log of record on a Postgres server. */
export class PostgresLog implements EventLog {
  readonly partitions: number;
  readonly #pool: Pool;
  readonly #names: LogTableNames;
  readonly #statements: LogStatements;
  readonly #wakeUps: AppendListener;
  readonly #options: Required<Pick<PostgresLogOptions, 'clock' | 'nonce' | 'resendForMs'>>;
  readonly #closed = new AbortController();

  private constructor(
    pool: Pool,
    names: LogTableNames,
    partitions: number,
    options: PostgresLogOptions,
  ) {
    this.partitions = partitions;
    this.#pool = pool;
    this.#names = names;
    this.#statements = new LogStatements(names);
    this.#wakeUps = new AppendListener(
      connectionTo(options),
      names.channel,
      options.pollMs ?? POLL_MS,
    );
    this.#options = {
      clock: () => new Date(),
      nonce: randomUUID,
      resendForMs: RESEND_FOR_MS,
      ...options,
    };
  }

  /**
   * Opens the log, making its tables where there are none.
   * @throws LogError LOG_UNREACHABLE, LOG_PREFLIGHT_REFUSED, LOG_NOT_MADE
   */
  static async open(options: PostgresLogOptions): Promise<PostgresLog> {
    const names = buildTableNames(options.schema ?? 'log');
    const pool = new Pool({ ...connectionTo(options), max: CONNECTIONS_MAX });
    // A connection that breaks while it is idle is replaced when it is next needed.
    pool.on('error', () => undefined);
    try {
      const partitionsOf = options.createIfMissing === false ? findLayout : ensureLayout;
      return new PostgresLog(
        pool,
        names,
        await partitionsOf(pool, names, options.partitions),
        options,
      );
    } catch (error) {
      await pool.end();
      throw toLogError(error);
    }
  }

  async openWriter(
    partition: number,
    owner: OwnerInfo,
    from: Head,
    onBatch: (batch: LogBatch) => void,
  ): Promise<Writer> {
    try {
      const reader = await PostgresPartitionReader.open(
        this.#statements,
        this.#pool,
        partition,
        from,
      );
      await catchUp(reader, this.#pool, onBatch);
      const { term } = reader.head;
      const opened = await runInTransaction(this.#pool, async (client) => {
        const row = await this.#statements.lockPartition(client, partition);
        if (row?.term !== term)
          throw new LogError(
            'LOG_WRITER_FENCED',
            `Another writer opened partition ${partition} just now.`,
          );
        await catchUp(reader, client, onBatch);
        await this.#appendOpened(client, partition, owner, reader.head);
        return reader.next(client);
      });
      onBatch(opened);
      const { resendForMs } = this.#options;
      return new PostgresWriter(
        this.#pool,
        this.#statements,
        { partition, resendForMs },
        opened.head,
      );
    } catch (error) {
      throw toLogError(error);
    }
  }

  async *read(
    partition: number,
    from: Head | number,
    { follow, signal }: ReadOptions,
  ): AsyncIterable<LogBatch> {
    const ended = AbortSignal.any([signal, this.#closed.signal]);
    const patience = { forMs: READ_FOR_MS, signal: ended };
    try {
      if (ended.aborted) return;
      const reader = await retryTransient(patience, () =>
        PostgresPartitionReader.open(this.#statements, this.#pool, partition, from),
      );
      for (let first = true; !ended.aborted; first = false) {
        const ticket = follow ? this.#wakeUps.takeTicket(partition) : 0;
        const batch = await retryTransient(patience, () => reader.next(this.#pool));
        if (ended.aborted) return;
        if (first || batch.events.length > 0) yield batch;
        if (!batch.atEnd) continue;
        if (!follow) return;
        await this.#wakeUps.waitForAppend(partition, ticket, ended);
      }
    } catch (error) {
      // What a closing log breaks off is no fault.
      if (!ended.aborted) throw toLogError(error);
    }
  }

  async restore(partition: number, batches: AsyncIterable<readonly Bytes[]>): Promise<void> {
    try {
      await runInTransaction(this.#pool, async (client) => {
        // The source may be slow, and the partition is nobody's while it comes.
        await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
        await new PostgresRestore(client, this.#names, {
          partition,
          partitions: this.partitions,
        }).run(batches);
      });
    } catch (error) {
      throw toLogError(error);
    }
  }

  async preflight(): Promise<readonly PreflightFinding[]> {
    try {
      return await inspectLog(this.#pool, this.#names, this.partitions);
    } catch (error) {
      return [
        {
          level: 'refuse',
          setting: 'server',
          value: String(error),
          remedy: 'Start the Postgres server, or correct its address.',
        },
      ];
    }
  }

  async close(): Promise<void> {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    await Promise.all([this.#wakeUps.close(), this.#pool.end()]);
  }

  async #appendOpened(
    client: ClientBase,
    partition: number,
    owner: OwnerInfo,
    head: Head,
  ): Promise<void> {
    const { partitions } = this;
    const { clock, nonce } = this.#options;
    const bytes = encodeWriterOpened({
      partition,
      partitions,
      owner,
      head,
      nonce: nonce(),
      now: clock(),
    });
    const request = {
      partition,
      term: head.term,
      nextTerm: head.term + 1,
      after: head.pseq,
      events: [bytes],
    };
    if ((await this.#statements.append(client, request)) === 1) return;
    throw new LogError(
      'LOG_GAP_FOUND',
      `The counter of partition ${partition} disagrees with its events: restore the log from an export.`,
    );
  }
}

async function catchUp(
  reader: PostgresPartitionReader,
  on: PostgresConnection,
  onBatch: (batch: LogBatch) => void,
): Promise<void> {
  for (;;) {
    const batch = await reader.next(on);
    if (batch.events.length > 0) onBatch(batch);
    if (batch.atEnd) return;
  }
}

function connectionTo({ url }: PostgresLogOptions): ClientConfig {
  return {
    connectionString: url,
    application_name: 'rapporteur log',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: PAUSE_IN_TRANSACTION_MS,
  };
}
