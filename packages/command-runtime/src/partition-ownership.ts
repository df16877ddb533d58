import { type EventLog, LogError, type OwnerInfo, type Writer } from '@rapporteur/event-log';
import { isTransient, type PartitionFollower } from './partition-follower.ts';
import type { LifecycleEvent } from './partition-lifecycle.ts';
import { Backoff, type Timing, type WriterLoss } from './timing.ts';
import { WriterLease } from './writer-lease.ts';

export interface OwnershipOptions {
  readonly log: EventLog;
  readonly partition: number;
  readonly owner: OwnerInfo;
  readonly timing: Timing;
  /** Returns the recording time. */
  readonly clock: () => Date;
}

/** The outcome of an attempt to open the partition: an event of the lifecycle, or an error. */
export type OpeningResult =
  | { readonly event: LifecycleEvent; readonly writer?: Writer }
  | { readonly error: unknown };

/** Returns the lifecycle event for a transient error of the log. */
export function classifyLoss(error: unknown): 'writerFenced' | 'logUnavailable' {
  return error instanceof LogError && error.code === 'LOG_WRITER_FENCED'
    ? 'writerFenced'
    : 'logUnavailable';
}

/** Opens, holds and releases the writer of one partition. Its methods never call back. */
export class PartitionOwnership {
  readonly #options: OwnershipOptions;
  readonly #follower: PartitionFollower;
  readonly #backoff: Backoff;
  readonly #stopped = new AbortController();
  #lease: WriterLease | undefined;
  /** The term before the attempts to open the partition; undefined while it is unknown. */
  #termBeforeOpening: number | undefined;
  #reopensAtMs = 0;

  constructor(options: OwnershipOptions, follower: PartitionFollower) {
    this.#options = options;
    this.#follower = follower;
    this.#backoff = new Backoff(options.timing);
  }

  /** Present while this instance writes. */
  get lease(): WriterLease | undefined {
    return this.#lease;
  }

  /** The end of the back-off; 0 outside of one. */
  get reopensAtMs(): number {
    return this.#reopensAtMs;
  }

  /** Returns whether another instance has opened the partition since the first attempt. */
  isTakenByOther(): boolean {
    const { term } = this.#follower.partitionState.head;
    // Before anything was read the term is unknown, and the first attempt reads it.
    if (this.#follower.hasCaughtUp) this.#termBeforeOpening ??= term;
    return term > (this.#termBeforeOpening ?? term);
  }

  /**
   * Starts a series of attempts to open the partition: it ends if the log's term grows meanwhile.
   */
  startAttempts(): void {
    this.#termBeforeOpening = undefined;
  }

  /** Opens a writer. The follower must be stopped: the opening continues from its state. */
  async openWriter(): Promise<OpeningResult> {
    const { log, partition, owner } = this.#options;
    try {
      await this.#follower.load();
      const { head } = this.#follower.partitionState;
      const writer = await log.openWriter(partition, owner, head, (batch) =>
        this.#follower.applyBatch(batch),
      );
      return { event: 'writerOpened', writer };
    } catch (error) {
      if (this.#follower.recoverFrom(error)) return { event: 'logUnavailable' };
      return isTransient(error) ? { event: classifyLoss(error) } : { error };
    }
  }

  hold(writer: Writer): void {
    const { timing, clock } = this.#options;
    this.#follower.markCaughtUp();
    this.#lease = new WriterLease(writer, timing, clock);
  }

  /** Resolves when the append under way has ended. */
  async release(): Promise<void> {
    const lease = this.#lease;
    this.#lease = undefined;
    await lease?.release();
  }

  /** Starts the back-off after a loss. Resolves when it has passed, or the ownership is stopped. */
  async backOff(loss: WriterLoss): Promise<void> {
    const { timing } = this.#options;
    const waitMs = this.#backoff.nextDelay(loss);
    // A state that is read again does not know the term yet.
    if (this.#follower.hasCaughtUp)
      this.#termBeforeOpening ??= this.#follower.partitionState.head.term;
    this.#reopensAtMs = timing.now() + waitMs;
    await timing.delay(waitMs, this.#stopped.signal);
    this.#reopensAtMs = 0;
  }

  /** Takes over the state after a commit, which also ends the doubling of the back-off. */
  recordCommit(state: PartitionFollower['partitionState']): void {
    this.#follower.replaceState(state);
    this.#backoff.reset();
  }

  /** Returns undefined if the log confirms that no other writer has opened the partition. */
  async findOwnershipError(): Promise<unknown> {
    const { log, partition } = this.#options;
    const { head } = this.#follower.partitionState;
    const options = { follow: false, signal: this.#stopped.signal };
    try {
      for await (const { events } of log.read(partition, head, options)) {
        if (events.some(({ event }) => event.term !== head.term))
          return new LogError('LOG_WRITER_FENCED', 'Another writer has opened the partition.');
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /** Ends a back-off and releases the writer. The log still names this instance as the owner. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#follower.stop();
    await this.release();
    await this.#follower.close();
  }
}
