/** Tells the reader of a partition whether its batches are being written. */
export class WriteLoad {
  #pending = 0;
  #idle = Promise.withResolvers<void>();

  /** Whether a batch is being written, or waits for it. */
  get isBusy(): boolean {
    return this.#pending > 0;
  }

  /** Records that a batch is ready to be written. */
  begin(): void {
    this.#pending += 1;
  }

  /** Records that a batch was written. */
  end(): void {
    this.#pending -= 1;
    if (this.#pending > 0) return;
    this.#idle.resolve();
    this.#idle = Promise.withResolvers<void>();
  }

  /** Resolves as soon as no batch is being written. */
  async waitUntilIdle(): Promise<void> {
    if (this.isBusy) await this.#idle.promise;
  }
}
