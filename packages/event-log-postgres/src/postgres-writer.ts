import {
  type Bytes,
  checkBatch,
  type CommittedRange,
  createConcurrentAppendError,
  createWriterClosedError,
  type Head,
  LogError,
  type Writer,
} from '@rapporteur/event-log';
import { isTransientPostgresError, retry } from '@rapporteur/resilience';
import type { Pool } from 'pg';
import type { AppendRequest, LogStatements } from './log-statements.ts';

/** The partition of a writer, and how long it resends a batch of unknown outcome. */
export interface PostgresWriterTarget {
  readonly partition: number;
  readonly resendForMs: number;
}

/** Appends each batch by one statement, which does nothing if another writer owns the partition. */
export class PostgresWriter implements Writer {
  readonly #pool: Pool;
  readonly #statements: LogStatements;
  readonly #target: PostgresWriterTarget;
  #head: Head;
  #isClosed = false;
  #sending: Promise<void> | undefined;

  constructor(pool: Pool, statements: LogStatements, target: PostgresWriterTarget, head: Head) {
    this.#pool = pool;
    this.#statements = statements;
    this.#target = target;
    this.#head = head;
  }

  get term(): number {
    return this.#head.term;
  }

  async append(events: readonly Bytes[]): Promise<CommittedRange> {
    if (this.#isClosed) throw createWriterClosedError();
    if (this.#sending) throw createConcurrentAppendError();

    const { head } = checkBatch(this.#head, events);
    const { pseq: after, term } = this.#head;
    const { partition } = this.#target;
    this.#sending = this.#send({ partition, term, nextTerm: term, after, events });
    try {
      await this.#sending;
    } catch (error) {
      this.#isClosed = true;
      throw error;
    } finally {
      this.#sending = undefined;
    }

    this.#head = head;
    return { first: after + 1, last: head.pseq };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#sending?.catch(() => undefined);
  }

  // Resending is safe: the batch fits only after `after` and in this term. Once an attempt has
  // succeeded, or another writer has opened the partition, no further attempt can succeed.
  async #send(request: AppendRequest): Promise<void> {
    const { resendForMs } = this.#target;
    try {
      await retry((attempt) => this.#attempt(request, attempt), {
        isTransient: isTransientPostgresError,
        timeoutMs: resendForMs,
      });
    } catch (cause) {
      if (cause instanceof LogError) throw cause;
      throw new LogError(
        'LOG_OUTCOME_UNKNOWN',
        `The outcome of the batch at pseq ${request.after + 1} is unknown: ${String(cause)}. ` +
          'Read the log to find out.',
        { cause },
      );
    }
  }

  async #attempt(request: AppendRequest, attempt: number): Promise<void> {
    const appended = await this.#statements.append(this.#pool, request);
    if (appended === request.events.length) return;
    // An earlier attempt may have succeeded without a response.
    if (attempt > 1 && (await this.#statements.contains(this.#pool, request))) return;

    const message = `Another writer opened partition ${request.partition}.`;
    throw new LogError('LOG_WRITER_FENCED', message);
  }
}
