import type { Timing } from './timing.ts';
import type { CommandOutcome, ParsedCommandSubmission } from './command-outcome.ts';

/** A submitted command without an outcome. It is settled exactly once. */
export class PendingCommand {
  readonly submission: ParsedCommandSubmission;
  /** The time of the submission on the runtime's monotonic clock. */
  readonly submittedAtMs: number;
  readonly outcome: Promise<CommandOutcome>;
  /** The terms in which its events were sent. They may be recorded without a confirmation. */
  readonly attemptedTerms: number[] = [];
  /** The command id of those events. */
  #attemptedId: string | undefined;
  readonly #pending: PendingCommands;
  #isPending = true;
  #resolve!: (outcome: CommandOutcome) => void;
  #reject!: (error: unknown) => void;

  /** Adds itself to `pending` until it is settled. */
  constructor(
    submission: ParsedCommandSubmission,
    submittedAtMs: number,
    pending: PendingCommands,
  ) {
    this.submission = submission;
    this.submittedAtMs = submittedAtMs;
    this.#pending = pending;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    pending.add(this);
  }

  /** The submission as it must be decided: under the id of its first attempt, if there was one. */
  get submissionToDecide(): ParsedCommandSubmission {
    // Its events may be recorded and already retracted. A new id would then record them again.
    return this.#attemptedId === undefined
      ? this.submission
      : { ...this.submission, commandId: this.#attemptedId };
  }

  /** Remembers that its events are being sent to the log. */
  recordAppendAttempt(term: number, commandId: string): void {
    this.attemptedTerms.push(term);
    this.#attemptedId = commandId;
  }

  get isPending(): boolean {
    return this.#isPending;
  }

  resolve(outcome: CommandOutcome): void {
    if (this.#settle()) this.#resolve(outcome);
  }

  /** Rejects the command because of an internal error; a rule's rejection is an outcome. */
  reject(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  /** Returns false if the command was settled before. */
  #settle(): boolean {
    if (!this.#isPending) return false;

    this.#isPending = false;
    this.#pending.markSettled();
    return true;
  }
}

/** The list is compacted when its settled commands outnumber the pending ones by this number. */
const SETTLED_MAX = 64;

/**
 * The commands that have no outcome yet, oldest first. A list, not a set: a set with constant
 * turnover keeps old hash tables alive, and so delays garbage collection.
 */
export class PendingCommands implements Iterable<PendingCommand> {
  #commands: PendingCommand[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(command: PendingCommand): void {
    this.#commands.push(command);
    this.#size += 1;
  }

  /** Counts one of the commands as settled. */
  markSettled(): void {
    this.#size -= 1;
    if (this.#size === 0 || this.#commands.length > 2 * this.#size + SETTLED_MAX)
      this.#commands = [...this];
  }

  /** Resolves when the commands present now are settled, or after this time. */
  async waitUntilSettled(timing: Timing, timeoutMs: number): Promise<void> {
    const settled = new AbortController();
    const outcomes = Promise.allSettled([...this].map(({ outcome }) => outcome));
    await Promise.race([outcomes, timing.delay(timeoutMs, settled.signal)]);
    settled.abort();
  }

  /** Iterates over a snapshot, so that commands may be settled meanwhile. */
  [Symbol.iterator](): ArrayIterator<PendingCommand> {
    return this.#commands.filter(({ isPending }) => isPending)[Symbol.iterator]();
  }
}
