import {
  type Bytes,
  checkBatch,
  type CommittedRange,
  type Head,
  LogError,
  type Writer,
} from '@rapporteur/event-log';
import type { Pool } from 'pg';
import { retryTransient } from './connection-loss.ts';
import type { AppendRequest, LogStatements } from './log-statements.ts';

/** What a writer writes to, and for how long it sends a batch again whose outcome it does not know. */
export interface PostgresWriterTarget {
  readonly partition: number;
  readonly resendForMs: number;
}

/** A writer on Postgres: one statement a batch, which does nothing unless the partition is still this writer's. */
export class PostgresWriter implements Writer {
  readonly #pool: Pool;
  readonly #statements: LogStatements;
  readonly #target: PostgresWriterTarget;
  #head: Head;
  #spent = false;
  #inFlight: Promise<void> | undefined;

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
    if (this.#spent)
      throw new LogError('LOG_WRITER_CLOSED', 'This writer is closed: open another.');
    if (this.#inFlight)
      throw new LogError(
        'LOG_BATCH_INVALID',
        'One append at a time: the last one has not been answered.',
      );
    const { head } = checkBatch(this.#head, events);
    const { pseq: after, term } = this.#head;
    this.#inFlight = this.#send({
      partition: this.#target.partition,
      term,
      nextTerm: term,
      after,
      events,
    });
    try {
      await this.#inFlight;
    } catch (error) {
      this.#spent = true;
      throw error;
    } finally {
      this.#inFlight = undefined;
    }
    this.#head = head;
    return { first: after + 1, last: head.pseq };
  }

  async close(): Promise<void> {
    this.#spent = true;
    await this.#inFlight?.catch(() => undefined);
  }

  // Sending the same batch again is safe: it goes nowhere but behind `after`, in this term. Once another attempt
  // has landed, or another writer has opened, none can land any more.
  async #send(request: AppendRequest): Promise<void> {
    try {
      await retryTransient({ forMs: this.#target.resendForMs }, async (again) => {
        if ((await this.#statements.append(this.#pool, request)) === request.events.length) return;
        if (again && (await this.#statements.contains(this.#pool, request))) return;
        throw new LogError(
          'LOG_WRITER_FENCED',
          `Another writer opened partition ${request.partition}.`,
        );
      });
    } catch (cause) {
      if (cause instanceof LogError) throw cause;
      const message = `Whether the batch at pseq ${request.after + 1} was appended is not known: ${String(cause)}. Read the log to learn it.`;
      throw new LogError('LOG_OUTCOME_UNKNOWN', message, { cause });
    }
  }
}
