import { UnknownEventError } from '@rapporteur/contracts';
import { type LogBatch, type EventLog, LogError } from '@rapporteur/event-log';
import { EMPTY_PARTITION_STATE, foldBatch, type PartitionState } from './partition-state.ts';
import { Backoff, type Timing } from './timing.ts';

/** Whether waiting may help. If not, the log or this release must be mended first. */
export function isTransient(error: unknown): boolean {
  if (error instanceof UnknownEventError) return false;
  if (!(error instanceof LogError)) return true;
  return ![
    'LOG_EVENT_DEFECTIVE',
    'LOG_GAP_FOUND',
    'LOG_TAIL_LOST',
    'LOG_PREFLIGHT_REFUSED',
  ].includes(error.code);
}

/** The committed image of one partition, kept up by following the log while this instance does not write it. */
export class PartitionFollower {
  readonly #log: EventLog;
  readonly #partition: number;
  readonly #timing: Timing;
  readonly #onFault: (fault: unknown) => void;
  #image: PartitionState = EMPTY_PARTITION_STATE;
  #following: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  readonly #caughtUp = Promise.withResolvers<void>();
  #trouble: Error | undefined;
  #hasCaughtUp = false;

  constructor(log: EventLog, partition: number, timing: Timing, onFault: (fault: unknown) => void) {
    this.#log = log;
    this.#partition = partition;
    this.#timing = timing;
    this.#onFault = onFault;
  }

  /** The partition as the log tells it. */
  get partitionState(): PartitionState {
    return this.#image;
  }

  /** Resolves when the end of the log was reached for the first time. */
  get whenCaughtUp(): Promise<void> {
    return this.#caughtUp.promise;
  }

  /** Whether it was. */
  get hasCaughtUp(): boolean {
    return this.#hasCaughtUp;
  }

  /** Why the log cannot be followed at present; undefined where it can. */
  get lastError(): Error | undefined {
    return this.#trouble;
  }

  /** Folds what was read from the log. */
  applyBatch(batch: LogBatch): void {
    this.#image = foldBatch(this.#image, batch);
    this.#trouble = undefined;
    if (batch.atEnd) this.markCaughtUp();
  }

  /** The end of the log was reached. */
  markCaughtUp(): void {
    this.#trouble = undefined;
    this.#hasCaughtUp = true;
    this.#caughtUp.resolve();
  }

  /** Takes over what was just committed from here, folded already. */
  replaceState(image: PartitionState): void {
    this.#image = image;
  }

  follow(): void {
    if (this.#following !== undefined) return;
    const stop = new AbortController();
    this.#following = { stop, ended: this.#run(stop.signal) };
  }

  /** Resolves when nothing folds any more. */
  async stop(): Promise<void> {
    const following = this.#following;
    following?.stop.abort();
    await following?.ended;
    if (this.#following === following) this.#following = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff(this.#timing);
    while (!signal.aborted) {
      try {
        for await (const batch of this.#log.read(this.#partition, this.#image.head, {
          follow: true,
          signal,
        })) {
          this.applyBatch(batch);
          backoff.reset();
        }
        // The log was closed: nothing more will come.
        return;
      } catch (fault) {
        if (signal.aborted) return;
        if (!isTransient(fault)) {
          this.#onFault(fault);
          return;
        }
        this.#trouble =
          fault instanceof Error ? fault : new Error('the log failed', { cause: fault });
      }
      await this.#timing.delay(backoff.nextDelay('unanswered'), signal);
    }
  }
}
