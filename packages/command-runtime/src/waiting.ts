import type { Outcome, ReadSubmission } from './outcome.ts';

/** A command whose sender waits for the answer. It is answered exactly once, whatever happens to it. */
export class Waiting {
  readonly submission: ReadSubmission;
  /** When it came in, in the runtime's own milliseconds. */
  readonly since: number;
  readonly answered: Promise<Outcome>;
  /** The terms in which its events were handed to the log: they may stand there although nobody said so. */
  readonly sentIn: number[] = [];
  /** The id under which they were. */
  #sentAs: string | undefined;
  readonly #open: Set<Waiting>;
  #resolve!: (outcome: Outcome) => void;
  #reject!: (fault: unknown) => void;

  /** Stands in `open` until it is answered. */
  constructor(submission: ReadSubmission, since: number, open: Set<Waiting>) {
    this.submission = submission;
    this.since = since;
    this.#open = open;
    this.answered = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    open.add(this);
  }

  /** The command as it is to be judged: once it may stand in the log, by the id that it would stand under. */
  get judged(): ReadSubmission {
    // Else one that landed unsaid, and was retracted before that was known, would be recorded a second time.
    return this.#sentAs === undefined ? this.submission : { ...this.submission, commandId: this.#sentAs };
  }

  /** Its events are handed to the log. */
  markSent(term: number, commandId: string): void {
    this.sentIn.push(term);
    this.#sentAs = commandId;
  }

  get isOpen(): boolean {
    return this.#open.has(this);
  }

  answer(outcome: Outcome): void {
    if (this.#open.delete(this)) this.#resolve(outcome);
  }

  /** A fault of ours, not of the command. */
  fail(fault: unknown): void {
    if (this.#open.delete(this)) this.#reject(fault);
  }
}
