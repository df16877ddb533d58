/**
 * Who writes a partition, as this instance knows it: it follows, becomes the writer, loses that again.
 * Invariants
 * 1. While we write, the image is the log: nobody else can have appended. While we do not, it follows the log.
 * 2. We become the writer on the very image that the log told up to our own `WriterOpened`.
 * 3. After a loss we wait at random before we open again, longer each time, until a commit succeeds. Where another has
 *    opened the partition meanwhile we leave it to that one: two who take it from each other serve nobody.
 * 4. No writer grows old: a busy one is replaced by our own next, an idle one is let go. A log may forget whom it has
 *    to fence, and then an old writer could still append.
 */
import { type EventLog, LogError, type OwnerInfo, type Writer } from '@rapporteur/event-log';
import type { PartitionState } from './partition-state.ts';
import { isTransient, PartitionFollower } from './partition-follower.ts';
import { Age, Backoff, type WriterLoss, type Timing } from './timing.ts';

/** After so long a writer is replaced, between two batches: half of how long a log on Kafka lets one send. */
export const RENEW_AFTER_MS = 6 * 3_600_000;
/** After so long without a command the partition is let go; the next command opens it. */
export const IDLE_AFTER_MS = 3_600_000;
/** How often it is looked at whether any command came. */
export const IDLE_CHECK_INTERVAL_MS = 300_000;

/** What an instance may be to a partition. */
export const OWNERSHIP_STATES = ['following', 'opening', 'owning', 'broken', 'closed'] as const;
export type OwnershipState = (typeof OWNERSHIP_STATES)[number];

export interface OwnershipOptions {
  readonly log: EventLog;
  readonly partition: number;
  readonly owner: OwnerInfo;
  readonly timing: Timing;
  /** The time of recording. */
  readonly clock: () => Date;
}

/** What the tenure tells, and asks, whoever has commands for the partition. */
export interface OwnershipListener {
  /** We write now. */
  onOpened(): void;
  /** The log or this release must be mended first. */
  onFailed(fault: unknown): void;
  /** Whether any command waits, or is on its way into the log. */
  hasPendingCommands(): boolean;
  /** How many have come so far. */
  countSubmitted(): number;
  /** The partition is not opened before then. */
  onPostponed(untilMs: number): void;
  /** The partition is not going to be opened. */
  onAbandoned(): void;
  /** Another has opened it, and the image is what the log told up to there at least. */
  onYielded(): void;
}

/** The right to write, while we have it. */
interface WriterLease {
  readonly writer: Writer;
  readonly age: Age;
  readonly ended: AbortController;
}

/** Whether an error of the log says that another writer has opened the partition. */
export function classifyLoss(error: unknown): WriterLoss {
  return error instanceof LogError && error.code === 'LOG_WRITER_FENCED'
    ? 'contested'
    : 'unanswered';
}

/** One instance's claim to one partition. */
export class PartitionOwnership {
  readonly #options: OwnershipOptions;
  readonly #commands: OwnershipListener;
  readonly #mirror: PartitionFollower;
  readonly #backoff: Backoff;
  readonly #closing = new AbortController();
  #state: OwnershipState = 'following';
  #fault: Error | undefined;
  #hold: WriterLease | undefined;
  #reopensAt = 0;

  constructor(options: OwnershipOptions, commands: OwnershipListener) {
    const { log, partition, timing } = options;
    this.#options = options;
    this.#commands = commands;
    this.#mirror = new PartitionFollower(log, partition, timing, (fault) => this.#break(fault));
    this.#backoff = new Backoff(timing);
  }

  get state(): OwnershipState {
    return this.#state;
  }

  /** What the log tells, as far as it was read or written here. */
  get partitionState(): PartitionState {
    return this.#mirror.partitionState;
  }

  /** Present while we write. */
  get writer(): Writer | undefined {
    return this.#hold?.writer;
  }

  /** Whether the writer is to be replaced before it sends again. */
  get isRenewalDue(): boolean {
    return this.#hold !== undefined && this.#hold.age.ms >= RENEW_AFTER_MS;
  }

  /** When the partition is opened again, if that is waited for; else 0. */
  get reopensAt(): number {
    return this.#reopensAt;
  }

  /** What broke it; undefined while nothing did. */
  get fault(): Error | undefined {
    return this.#fault;
  }

  follow(): void {
    if (this.#state === 'following') this.#mirror.follow();
  }

  /** Resolves when the log was read to its end once; rejects where it cannot be read on. */
  async whenCaughtUp(): Promise<void> {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#state !== 'owning') await this.#mirror.whenCaughtUp;
    if (this.#mirror.lastError !== undefined) throw this.#mirror.lastError;
  }

  /** Becomes the writer, or its own successor: at once, or after a loss with a pause. */
  async acquire(loss?: WriterLoss): Promise<void> {
    void this.#release();
    this.#state = 'opening';
    await this.#mirror.stop();
    // Unknown before anything was read: then the first attempt tells.
    let term = this.#mirror.hasCaughtUp ? this.#mirror.partitionState.head.term : undefined;
    let lost = loss;
    while (this.#state === 'opening') {
      if (lost !== undefined) await this.#pause(lost);
      const isAnothers = term !== undefined && this.#mirror.partitionState.head.term > term;
      if (isAnothers || !this.#commands.hasPendingCommands() || this.#closing.signal.aborted) {
        this.#stepBack(isAnothers);
        return;
      }
      try {
        await this.#open();
        return;
      } catch (error) {
        if (!isTransient(error)) {
          this.#break(error);
          return;
        }
        lost = classifyLoss(error);
        term ??= this.#mirror.partitionState.head.term;
      }
    }
  }

  /** A batch of ours was committed. */
  recordCommit(image: PartitionState): void {
    this.#mirror.replaceState(image);
    this.#backoff.reset();
  }

  /** Asks the log whether the partition is still ours. @throws LogError */
  async isStillOwner(): Promise<boolean> {
    const { log, partition } = this.#options;
    const { head } = this.#mirror.partitionState;
    for await (const { events } of log.read(partition, head, {
      follow: false,
      signal: this.#closing.signal,
    })) {
      if (events.some(({ event }) => event.term !== head.term)) return false;
    }
    return true;
  }

  /** Lets the partition go. It stays ours until another opens it. */
  async close(): Promise<void> {
    this.#state = 'closed';
    this.#closing.abort();
    await this.#mirror.stop();
    await this.#release();
  }

  /** Gives the writer up. Resolves when what it was sending has ended. */
  async #release(): Promise<void> {
    const hold = this.#hold;
    this.#hold = undefined;
    hold?.ended.abort();
    await hold?.writer.close();
  }

  async #open(): Promise<void> {
    const { log, partition, owner, timing, clock } = this.#options;
    const writer = await log.openWriter(
      partition,
      owner,
      this.#mirror.partitionState.head,
      (batch) => this.#mirror.applyBatch(batch),
    );
    if (this.#state !== 'opening') {
      await writer.close();
      return;
    }
    this.#mirror.markCaughtUp();
    this.#hold = { writer, age: new Age(timing, clock), ended: new AbortController() };
    this.#state = 'owning';
    void this.#letGoWhenIdle(this.#hold.ended.signal);
    this.#commands.onOpened();
  }

  /** Follows again once no command has come for long. Who else opens the partition then is noticed at once. */
  async #letGoWhenIdle(ended: AbortSignal): Promise<void> {
    const { timing, clock } = this.#options;
    let count = this.#commands.countSubmitted();
    let quiet = new Age(timing, clock);
    while (quiet.ms < IDLE_AFTER_MS) {
      await timing.delay(IDLE_CHECK_INTERVAL_MS, ended);
      if (ended.aborted) return;
      if (this.#commands.countSubmitted() === count && !this.#commands.hasPendingCommands())
        continue;
      count = this.#commands.countSubmitted();
      quiet = new Age(timing, clock);
    }
    void this.#release();
    this.#state = 'following';
    this.#mirror.follow();
  }

  async #pause(loss: WriterLoss): Promise<void> {
    const { timing } = this.#options;
    const waitMs = this.#backoff.nextDelay(loss);
    this.#reopensAt = timing.now() + waitMs;
    this.#commands.onPostponed(this.#reopensAt);
    // Meanwhile the log tells who has opened it.
    this.#mirror.follow();
    await timing.delay(waitMs, this.#closing.signal);
    await this.#mirror.stop();
    this.#reopensAt = 0;
  }

  /** Nobody waits any more, or another writes: we follow. */
  #stepBack(isAnothers: boolean): void {
    if (this.#state !== 'opening') return;
    if (isAnothers) this.#commands.onYielded();
    else this.#commands.onAbandoned();
    this.#state = 'following';
    if (!this.#closing.signal.aborted) this.#mirror.follow();
  }

  #break(fault: unknown): void {
    if (this.#state === 'closed') return;
    this.#state = 'broken';
    this.#fault = fault instanceof Error ? fault : new Error('the log failed', { cause: fault });
    this.#commands.onFailed(fault);
  }
}
