import type { PendingCommand } from './pending-command.ts';
import type { Timing } from './timing.ts';

/** A command without an outcome after this time becomes unavailable (503). */
export const DEADLINE_MS = 30_000;
export const DEADLINE_CHECK_INTERVAL_MS = 1_000;

export interface DeadlineWatchOptions {
  readonly timing: Timing;
  readonly pending: Iterable<PendingCommand> & { readonly size: number };
  readonly signal: AbortSignal;
  /** Settles a command whose time has passed. */
  readonly resolve: (command: PendingCommand) => void;
}

/** Settles pending commands whose time has passed. */
export class DeadlineWatch {
  readonly #options: DeadlineWatchOptions;
  #isWatching = false;

  constructor(options: DeadlineWatchOptions) {
    this.#options = options;
  }

  /** Watches until no command is pending. */
  watch(): void {
    if (!this.#isWatching) void this.#check();
  }

  async #check(): Promise<void> {
    this.#isWatching = true;
    const { timing, pending, signal, resolve } = this.#options;
    while (pending.size > 0 && !signal.aborted) {
      await timing.delay(DEADLINE_CHECK_INTERVAL_MS, signal);
      const latest = timing.now() - DEADLINE_MS;
      for (const command of pending) if (command.submittedAtMs < latest) resolve(command);
    }
    this.#isWatching = false;
  }
}
