import type { CommandBatcher } from './command-batcher.ts';
import type { PartitionOwnership } from './partition-ownership.ts';

/** Settles the outcomes that depend on no batch, once the log confirms the ownership. */
export class OutcomeConfirmation {
  readonly #batcher: CommandBatcher;
  readonly #ownership: PartitionOwnership;
  /** Called if the log names another owner, or cannot be read. */
  readonly #onError: (error: unknown) => void;
  #isConfirming = false;

  constructor(
    batcher: CommandBatcher,
    ownership: PartitionOwnership,
    onError: (error: unknown) => void,
  ) {
    this.#batcher = batcher;
    this.#ownership = ownership;
    this.#onError = onError;
  }

  /** Confirms the outcomes until none is left. */
  confirm(): void {
    if (this.#batcher.unconfirmedCount > 0 && !this.#isConfirming) void this.#confirmAll();
  }

  async #confirmAll(): Promise<void> {
    this.#isConfirming = true;
    while (this.#batcher.unconfirmedCount > 0) await this.#confirmOnce();
    this.#isConfirming = false;
  }

  /** Confirms the outcomes present now: a read proves nothing for a later command. */
  async #confirmOnce(): Promise<void> {
    const { lease } = this.#ownership;
    const count = this.#batcher.unconfirmedCount;
    const error = await this.#ownership.findOwnershipError();
    if (lease !== this.#ownership.lease) return;

    if (error === undefined) this.#batcher.resolveUnconfirmed(count);
    else this.#onError(error);
  }
}
