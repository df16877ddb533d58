const FIRST_DELAY_MS = 20;
const DELAY_MS_MAX = 1_000;

/** The delays between attempts. */
export interface BackoffOptions {
  /** The delay after the first failure. It doubles with each further failure. */
  readonly firstDelayMs?: number;
  readonly delayMsMax?: number;
  /**
   * Multiplies each delay by a random factor from 1 to 3, so that processes do not retry together.
   */
  readonly jitter?: boolean;
}

/**
 * Computes the delays of a loop that runs until it is stopped; `retry` serves bounded operations.
 */
export class ExponentialBackoff {
  readonly #options: Required<BackoffOptions>;
  #delayMs: number;

  constructor(options: BackoffOptions = {}) {
    const { firstDelayMs = FIRST_DELAY_MS, delayMsMax = DELAY_MS_MAX, jitter = false } = options;
    this.#options = { firstDelayMs, delayMsMax, jitter };
    this.#delayMs = firstDelayMs;
  }

  /** Returns the delay before the next attempt. */
  nextDelayMs(): number {
    const delayMs = this.#delayMs;
    this.#delayMs = Math.min(delayMs * 2, this.#options.delayMsMax);
    return this.#options.jitter ? delayMs * (1 + 2 * Math.random()) : delayMs;
  }

  /** Returns to the first delay, after a success. */
  reset(): void {
    this.#delayMs = this.#options.firstDelayMs;
  }
}
