/** The turn of one command in a sequence. */
export interface CommandTurn {
  /** Resolves when every earlier command was handed over, or failed before. It never rejects. */
  readonly started: Promise<void>;
  /** Lets the next command start. */
  readonly finish: () => void;
}

/**
 * Keeps the commands of one request in order. They are prepared at the same time, and the preparation of one may take
 * longer than that of another, but they are handed over to be decided one after the other.
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
