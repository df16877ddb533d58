/**
 * The event log on Postgres. Tests: the conformance suite and faults.int.spec.ts.
 * 1. The row of a partition holds its last sequence and term. One statement updates the row and
 *    inserts the batch, or does neither. Zero inserted rows mean that another writer owns the
 *    partition.
 * 2. A new writer takes over by the same statement under the row lock. A waiting append then finds
 *    another term.
 * 3. Events keep their serialized text, one a line. A row holds a segment of one batch and the start
 *    of the batch, so no page splits a batch.
 */
import { randomUUID } from 'node:crypto';
import {
  type Bytes,
  encodeWriterOpened,
  type EventLog,
  type Head,
  type LogBatch,
  LogError,
  type OwnerInfo,
  type PreflightFinding,
  type ReadOptions,
  type Writer,
} from '@rapporteur/event-log';
import { createPostgresSession, isTransientPostgresError, retry } from '@rapporteur/resilience';
import { type ClientBase, type ClientConfig, Pool } from 'pg';
import { AppendListener } from './append-listener.ts';
import { buildTableNames, ensureLayout, findLayout, type LogTableNames } from './layout.ts';
import { toLogError } from './log-error.ts';
import { LogStatements, type PostgresConnection } from './log-statements.ts';
import { PostgresPartitionReader } from './postgres-partition-reader.ts';
import { PostgresRestore } from './postgres-restore.ts';
import { PostgresWriter } from './postgres-writer.ts';
import { inspectLog } from './preflight.ts';
import { runInTransaction } from './transaction.ts';

/** How long a read is retried while the server does not answer. */
const READ_RETRY_MS = 30_000;
/** How long a batch of unknown outcome is resent before the append fails. */
const RESEND_FOR_MS = 30_000;
/** The poll interval of readers: a lost notification causes a delay only. */
const POLL_MS = 1_000;
/** The pool size of one log, without the listening connection. */
const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/**
 * Limits for statements and for pauses of transactions, so that a hanging peer releases its locks.
 */
const STATEMENT_TIMEOUT_MS = 60_000;
const IDLE_IN_TRANSACTION_MS = 30_000;

export interface PostgresLogOptions {
  readonly url: string;
  /** The schema of the tables. Default: `log`. */
  readonly schema?: string;
  /** The required number of partitions. Default: the existing number, or 1 for a new log. */
  readonly partitions?: number;
  /** False: a missing log is an error. Default: true. */
  readonly createIfMissing?: boolean;
  readonly pollMs?: number;
  readonly resendForMs?: number;
  readonly clock?: () => Date;
  readonly nonce?: () => string;
}

/** An event log on a Postgres server. */
export class PostgresLog implements EventLog {
  readonly partitions: number;
  readonly #pool: Pool;
  readonly #names: LogTableNames;
  readonly #statements: LogStatements;
  readonly #listener: AppendListener;
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
    this.#listener = new AppendListener(
      connectionConfig(options),
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
   * Opens the log and creates missing tables.
   * @throws LogError LOG_UNREACHABLE, LOG_PREFLIGHT_REFUSED, LOG_NOT_MADE
   */
  static async open(options: PostgresLogOptions): Promise<PostgresLog> {
    const names = buildTableNames(options.schema ?? 'log');
    const pool = new Pool({ ...connectionConfig(options), max: CONNECTIONS_MAX });
    // The pool replaces a broken idle connection when it needs one.
    pool.on('error', () => undefined);
    // A client that was released as broken may report another error, which would end the process.
    pool.on('connect', (client) => client.on('error', () => undefined));
    try {
      const readLayout = options.createIfMissing === false ? findLayout : ensureLayout;
      const partitions = await readLayout(pool, names, options.partitions);
      return new PostgresLog(pool, names, partitions, options);
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
      const reader = await this.#openReader(partition, from);
      await catchUp(reader, this.#pool, onBatch);
      const { term } = reader.head;
      const opened = await runInTransaction(this.#pool, async (client) => {
        const row = await this.#statements.lockPartition(client, partition);
        if (row?.term !== term) {
          const message = `Another writer opened partition ${partition} just now.`;
          throw new LogError('LOG_WRITER_FENCED', message);
        }
        await catchUp(reader, client, onBatch);
        await this.#appendOpened(client, owner, reader);
        return reader.next(client);
      });

      onBatch(opened);
      const target = { partition, resendForMs: this.#options.resendForMs };
      return new PostgresWriter(this.#pool, this.#statements, target, opened.head);
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
    const options = {
      isTransient: isTransientPostgresError,
      timeoutMs: READ_RETRY_MS,
      signal: ended,
    };
    try {
      if (ended.aborted) return;
      const reader = await retry(() => this.#openReader(partition, from), options);
      for (let isFirst = true; !ended.aborted; isFirst = false) {
        const ticket = follow ? this.#listener.takeTicket(partition) : 0;
        const batch = await retry(() => reader.next(this.#pool), options);
        if (ended.aborted) return;
        if (isFirst || batch.events.length > 0) yield batch;
        if (!batch.atEnd) continue;
        if (!follow) return;
        await this.#listener.waitForAppend(partition, ticket, ended);
      }
    } catch (error) {
      // Closing the log interrupts its readers.
      if (!ended.aborted) throw toLogError(error);
    }
  }

  async restore(partition: number, batches: AsyncIterable<readonly Bytes[]>): Promise<void> {
    const target = { partition, partitions: this.partitions };
    try {
      await runInTransaction(this.#pool, async (client) => {
        // The source may be slow, and no writer uses the partition meanwhile.
        await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
        await new PostgresRestore(client, this.#names, target).run(batches);
      });
    } catch (error) {
      throw toLogError(error);
    }
  }

  async preflight(): Promise<readonly PreflightFinding[]> {
    try {
      return await inspectLog(this.#pool, this.#names, this.partitions);
    } catch (thrown) {
      const error = toLogError(thrown);
      if (!(error instanceof LogError)) throw error;
      return [{ level: 'refuse', setting: 'server', value: error.code, remedy: error.message }];
    }
  }

  async close(): Promise<void> {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    await Promise.all([this.#listener.close(), this.#pool.end()]);
  }

  #openReader(partition: number, from: Head | number): Promise<PostgresPartitionReader> {
    return PostgresPartitionReader.open(this.#statements, this.#pool, { partition, from });
  }

  async #appendOpened(
    client: ClientBase,
    owner: OwnerInfo,
    { partition, head }: PostgresPartitionReader,
  ): Promise<void> {
    const { partitions } = this;
    const { clock, nonce } = this.#options;
    const fields = { partition, partitions, owner, head, nonce: nonce(), now: clock() };
    const appended = await this.#statements.append(client, {
      partition,
      term: head.term,
      nextTerm: head.term + 1,
      after: head.pseq,
      events: [encodeWriterOpened(fields)],
    });
    if (appended === 1) return;

    throw new LogError(
      'LOG_GAP_FOUND',
      `The counter of partition ${partition} disagrees with its events: ` +
        'restore the log from an export.',
    );
  }
}

async function catchUp(
  reader: PostgresPartitionReader,
  connection: PostgresConnection,
  onBatch: (batch: LogBatch) => void,
): Promise<void> {
  for (;;) {
    const batch = await reader.next(connection);
    if (batch.events.length > 0) onBatch(batch);
    if (batch.atEnd) return;
  }
}

function connectionConfig(options: PostgresLogOptions): ClientConfig {
  const session = createPostgresSession(options.url);
  return {
    connectionString: session.url,
    options: session.options,
    application_name: 'rapporteur log',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
}
