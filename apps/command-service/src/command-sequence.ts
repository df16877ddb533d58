/** The turn of one command in a sequence. */
export interface CommandTurn {
  /**
   * Resolves when every earlier command was submitted to be decided, or failed. It never rejects.
   */
  readonly started: Promise<void>;
  /** Lets the next command start. */
  readonly finish: () => void;
}

/**
 * Keeps the commands of one request in order. They are prepared at the same time, and one may take
 * longer than another, but they are executed one after the other.
 */
export class CommandSequence {
  #last: Promise<void> = Promise.resolve();

  /** Adds a command to the end of the sequence. */
  addTurn(): CommandTurn {
    const { promise, resolve } = Promise.withResolvers<void>();
    const started = this.#last;
    this.#last = started.then(() => promise);
    return { started, finish: resolve };
  }
}
