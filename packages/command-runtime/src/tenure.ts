/**
 * Who writes a partition, as this instance knows it: it follows, becomes the writer, loses that again.
 * Invariants
 * 1. While we write, the image is the log: nobody else can have appended. While we do not, it follows the log.
 * 2. We become the writer on the very image that the log told up to our own `WriterOpened`.
 * 3. After a loss we wait at random before we open again, longer each time, until a commit succeeds.
 */
import { type EventLog, LogError, type OwnerInfo, type Writer } from '@rapporteur/event-log';
import type { PartitionImage } from './image.ts';
import { isPassing, Mirror } from './mirror.ts';
import { Backoff, type Loss, type Timing } from './timing.ts';

/** For how long a commit vouches that nobody else has taken the partition over. */
const CONFIRMED_FOR_MS = 1_000;

export type TenureState = 'following' | 'opening' | 'owning' | 'broken' | 'closed';

export interface TenureOptions {
  readonly log: EventLog;
  readonly partition: number;
  readonly owner: OwnerInfo;
  readonly timing: Timing;
}

/** What the tenure tells, and asks, whoever has commands for the partition. */
export interface Commands {
  /** We write now. */
  opened(): void;
  /** The log or this release must be mended first. */
  broke(fault: unknown): void;
  /** Whether any command waits. */
  areWaiting(): boolean;
  /** The partition is not opened before then. */
  postponed(untilMs: number): void;
  /** The partition is not going to be opened. */
  abandoned(): void;
}

/** Whether an error of the log says that another writer has opened the partition. */
export function lossOf(error: unknown): Loss {
  return error instanceof LogError && error.code === 'LOG_WRITER_FENCED' ? 'contested' : 'unanswered';
}

/** One instance's claim to one partition. */
export class Tenure {
  readonly #options: TenureOptions;
  readonly #commands: Commands;
  readonly #mirror: Mirror;
  readonly #backoff: Backoff;
  readonly #closing = new AbortController();
  #state: TenureState = 'following';
  #fault: Error | undefined;
  #writer: Writer | undefined;
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #reopensAt = 0;

  constructor(options: TenureOptions, commands: Commands) {
    const { log, partition, timing } = options;
    this.#options = options;
    this.#commands = commands;
    this.#mirror = new Mirror(log, partition, timing, (fault) => this.#break(fault));
    this.#backoff = new Backoff(timing);
  }

  get state(): TenureState {
    return this.#state;
  }

  /** What the log tells, as far as it was read or written here. */
  get image(): PartitionImage {
    return this.#mirror.image;
  }

  /** Present while we write. */
  get writer(): Writer | undefined {
    return this.#writer;
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

  /** Resolves when the log was read to its end once. */
  async caughtUp(): Promise<void> {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#state !== 'owning') await this.#mirror.caughtUp;
  }

  /** Becomes the writer: at once, or after a loss with a pause. */
  async acquire(loss?: Loss): Promise<void> {
    this.#writer = undefined;
    this.#state = 'opening';
    await this.#mirror.stop();
    let lost = loss;
    while (this.#state === 'opening') {
      if (lost !== undefined) await this.#pause(lost);
      if (!this.#commands.areWaiting() || this.#closing.signal.aborted) {
        this.#stepBack();
        return;
      }
      try {
        await this.#open();
        return;
      } catch (error) {
        if (!isPassing(error)) {
          this.#break(error);
          return;
        }
        lost = lossOf(error);
      }
    }
  }

  /** A batch of ours was committed. */
  commit(image: PartitionImage): void {
    this.#mirror.commit(image);
    this.#confirmedAt = this.#options.timing.now();
    this.#backoff.reset();
  }

  /** Whether a commit has vouched for us just now. */
  get isConfirmed(): boolean {
    return this.#options.timing.now() - this.#confirmedAt < CONFIRMED_FOR_MS;
  }

  /** Asks the log whether the partition is still ours. @throws LogError */
  async confirm(): Promise<boolean> {
    const { log, partition, timing } = this.#options;
    const { head } = this.#mirror.image;
    const askedAt = timing.now();
    for await (const { events } of log.read(partition, head, { follow: false, signal: this.#closing.signal })) {
      if (events.some(({ event }) => event.term !== head.term)) return false;
    }
    this.#confirmedAt = askedAt;
    return true;
  }

  /** Lets the partition go. It stays ours until another opens it. */
  async close(): Promise<void> {
    this.#state = 'closed';
    this.#closing.abort();
    await this.#mirror.stop();
    await this.#writer?.close();
  }

  async #open(): Promise<void> {
    const { log, partition, owner, timing } = this.#options;
    const writer = await log.openWriter(partition, owner, this.#mirror.image.head, (batch) => this.#mirror.take(batch));
    if (this.#state !== 'opening') {
      await writer.close();
      return;
    }
    this.#mirror.reachedEnd();
    this.#writer = writer;
    this.#state = 'owning';
    this.#confirmedAt = timing.now();
    this.#commands.opened();
  }

  async #pause(loss: Loss): Promise<void> {
    const { timing } = this.#options;
    const waitMs = this.#backoff.next(loss);
    this.#reopensAt = timing.now() + waitMs;
    this.#commands.postponed(this.#reopensAt);
    await timing.delay(waitMs, this.#closing.signal);
    this.#reopensAt = 0;
  }

  /** Nobody waits any more: whoever else writes the partition may go on, and we follow. */
  #stepBack(): void {
    if (this.#state !== 'opening') return;
    this.#commands.abandoned();
    this.#state = 'following';
    if (!this.#closing.signal.aborted) this.#mirror.follow();
  }

  #break(fault: unknown): void {
    if (this.#state === 'closed') return;
    this.#state = 'broken';
    this.#fault = fault instanceof Error ? fault : new Error('the log failed', { cause: fault });
    this.#commands.broke(fault);
  }
}
