import type { CommandOutcome, ParsedSubmission } from './command-outcome.ts';

/** A command whose sender waits for the answer. It is answered exactly once, whatever happens to it. */
export class PendingCommand {
  readonly submission: ParsedSubmission;
  /** When it came in, in the runtime's own milliseconds. */
  readonly submittedAtMs: number;
  readonly outcome: Promise<CommandOutcome>;
  /** The terms in which its events were handed to the log: they may stand there although nobody said so. */
  readonly attemptedTerms: number[] = [];
  /** The id under which they were. */
  #sentAs: string | undefined;
  readonly #open: PendingCommands;
  #isOpen = true;
  #resolve!: (outcome: CommandOutcome) => void;
  #reject!: (fault: unknown) => void;

  /** Stands in `open` until it is answered. */
  constructor(submission: ParsedSubmission, since: number, open: PendingCommands) {
    this.submission = submission;
    this.submittedAtMs = since;
    this.#open = open;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    open.add(this);
  }

  /** The command as it is to be judged: once it may stand in the log, by the id that it would stand under. */
  get submissionToDecide(): ParsedSubmission {
    // Else one that landed unsaid, and was retracted before that was known, would be recorded a second time.
    return this.#sentAs === undefined
      ? this.submission
      : { ...this.submission, commandId: this.#sentAs };
  }

  /** Its events are handed to the log. */
  recordAppendAttempt(term: number, commandId: string): void {
    this.attemptedTerms.push(term);
    this.#sentAs = commandId;
  }

  get isPending(): boolean {
    return this.#isOpen;
  }

  resolve(outcome: CommandOutcome): void {
    if (this.#close()) this.#resolve(outcome);
  }

  /** A fault of ours, not of the command. */
  reject(fault: unknown): void {
    if (this.#close()) this.#reject(fault);
  }

  /** False where it was answered before. */
  #close(): boolean {
    if (!this.#isOpen) return false;
    this.#isOpen = false;
    this.#open.markSettled();
    return true;
  }
}

/** So many answered commands may stand among the open ones, beside as many as are open, before they are sorted out. */
const CLOSED_MAX = 64;

/**
 * The commands that are not answered yet, oldest first. Not a set: one that is added to and taken from without end leaves
 * tables behind that hold the next ones, and once the first of them is old none is collected early.
 */
export class PendingCommands implements Iterable<PendingCommand> {
  #waiting: PendingCommand[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(waiting: PendingCommand): void {
    this.#waiting.push(waiting);
    this.#size += 1;
  }

  /** One of them was answered. */
  markSettled(): void {
    this.#size -= 1;
    if (this.#size === 0 || this.#waiting.length > 2 * this.#size + CLOSED_MAX)
      this.#waiting = [...this];
  }

  /** Those that are open now, whatever becomes of them meanwhile. */
  [Symbol.iterator](): ArrayIterator<PendingCommand> {
    return this.#waiting.filter(({ isPending: isOpen }) => isOpen)[Symbol.iterator]();
  }
}
