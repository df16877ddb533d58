import { UnknownEventError } from '@rapporteur/contracts';
import { type EventLog, type LogBatch, LogError } from '@rapporteur/event-log';
import {
  type DropWritten,
  StateKeeper,
  type StateKeeperOptions,
} from './state-store/state-keeper.ts';
import { EMPTY_PARTITION_STATE, foldBatch, type PartitionState } from './partition-state.ts';
import { Backoff, type Timing } from './timing.ts';

const PERMANENT_CODES: readonly string[] = [
  'LOG_EVENT_DEFECTIVE',
  'LOG_GAP_FOUND',
  'LOG_TAIL_LOST',
  'LOG_PREFLIGHT_REFUSED',
];

/** Returns whether a retry may succeed. Otherwise an operator must repair the log or upgrade. */
export function isTransient(error: unknown): boolean {
  if (error instanceof UnknownEventError) return false;
  return !(error instanceof LogError) || !PERMANENT_CODES.includes(error.code);
}

export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The log failed.', { cause: error });
}

export interface PartitionFollowerOptions extends StateKeeperOptions {
  readonly timing: Timing;
  /** Called when changes were written to the state store, which other states may hold too. */
  readonly onWritten: (drop: DropWritten) => void;
}

interface FollowingRun {
  readonly stop: AbortController;
  readonly ended: Promise<Error | undefined>;
}

/** Holds the committed state of one partition, and keeps it current while it follows the log. */
export class PartitionFollower {
  readonly #log: EventLog;
  readonly #partition: number;
  readonly #timing: Timing;
  readonly #keeper: StateKeeper;
  readonly #onWritten: (drop: DropWritten) => void;
  #isLoaded = false;
  #caughtUp = Promise.withResolvers<void>();
  #partitionState: PartitionState = EMPTY_PARTITION_STATE;
  #run: FollowingRun | undefined;
  #lastError: Error | undefined;
  #hasCaughtUp = false;

  constructor(options: PartitionFollowerOptions) {
    const { log, partition, timing, onWritten } = options;
    this.#log = log;
    this.#partition = partition;
    this.#timing = timing;
    this.#onWritten = onWritten;
    this.#keeper = new StateKeeper(options);
  }

  /** The state that the log holds, as far as it was read or written here. */
  get partitionState(): PartitionState {
    return this.#partitionState;
  }

  /** Resolves when the end of the log was reached for the first time. */
  get whenCaughtUp(): Promise<void> {
    return this.#caughtUp.promise;
  }

  /** Whether the end of the log was reached at least once. */
  get hasCaughtUp(): boolean {
    return this.#hasCaughtUp;
  }

  get isFollowing(): boolean {
    return this.#run !== undefined;
  }

  /** The transient error that keeps the follower from reading; undefined while it reads. */
  get lastError(): Error | undefined {
    return this.#lastError;
  }

  /** Begins with the stored state. Must be awaited before the log is read. */
  async load(): Promise<void> {
    const stored = await this.#keeper.load();
    if (!this.#isLoaded) this.#partitionState = stored;
    this.#isLoaded = true;
  }

  /**
   * Returns whether an error is one of the stored state. Then the state is empty again: the log must
   * be read from its beginning.
   */
  recoverFrom(error: unknown): boolean {
    if (!this.#keeper.isStale(error)) return false;
    this.#keeper.discard(error);
    this.#isLoaded = false;
    this.#forgetEnd();
    this.#partitionState = EMPTY_PARTITION_STATE;
    return true;
  }

  #forgetEnd(): void {
    if (this.#hasCaughtUp) this.#caughtUp = Promise.withResolvers();
    this.#hasCaughtUp = false;
  }

  /** Folds a batch that was read from the log. */
  applyBatch(batch: LogBatch): void {
    this.#keeper.confirm(batch);
    this.#partitionState = foldBatch(this.#partitionState, batch);
    this.#lastError = undefined;
    this.#save();
    if (batch.atEnd) this.markCaughtUp();
  }

  #save(): void {
    this.#keeper.save(this.#partitionState, (drop) => {
      this.#partitionState = drop(this.#partitionState);
      this.#onWritten(drop);
    });
  }

  markCaughtUp(): void {
    this.#lastError = undefined;
    this.#hasCaughtUp = true;
    this.#caughtUp.resolve();
  }

  /** Takes over the state after a batch that this instance has committed. */
  replaceState(state: PartitionState): void {
    this.#partitionState = state;
    this.#save();
  }

  /** Follows the log. Resolves when that ends: with the permanent error that ended it, if any. */
  follow(): Promise<Error | undefined> {
    if (this.#run !== undefined) return this.#run.ended;
    const stop = new AbortController();
    this.#run = { stop, ended: this.#read(stop.signal) };
    return this.#run.ended;
  }

  /** Resolves when no batch is folded any more. */
  async stop(): Promise<void> {
    const run = this.#run;
    run?.stop.abort();
    await run?.ended;
    if (this.#run === run) this.#run = undefined;
  }

  /** Keeps the state for the next start. The follower must be stopped. */
  async close(): Promise<void> {
    await this.#keeper.close(this.#partitionState);
  }

  async #read(signal: AbortSignal): Promise<Error | undefined> {
    const backoff = new Backoff(this.#timing);
    while (!signal.aborted) {
      try {
        await this.load();
        const { head } = this.#partitionState;
        for await (const batch of this.#log.read(this.#partition, head, { follow: true, signal })) {
          this.applyBatch(batch);
          backoff.reset();
        }
        // The log was closed, so no more batches come.
        return undefined;
      } catch (error) {
        if (signal.aborted) return undefined;
        if (this.recoverFrom(error)) continue;
        if (!isTransient(error)) return toError(error);
        this.#lastError = toError(error);
      }
      await this.#timing.delay(backoff.nextDelay('unavailable'), signal);
    }
    return undefined;
  }
}
