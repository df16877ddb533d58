/**
 * The clocks of a machine, in milliseconds. One may pause while the machine sleeps; the other may
 * be set.
 */
export interface Clocks {
  /** Never goes back. */
  monotonic(): number;
  wall(): number;
}

/** The clocks of this machine. */
export const SYSTEM_CLOCKS: Clocks = { monotonic: () => performance.now(), wall: () => Date.now() };

/** The time since its creation, by the clock that shows more: the age of a writer, or of a pause. */
export class ElapsedTime {
  readonly #clocks: Clocks;
  readonly #monotonicStart: number;
  readonly #wallStart: number;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
    this.#monotonicStart = clocks.monotonic();
    this.#wallStart = clocks.wall();
  }

  get ms(): number {
    return Math.max(
      this.#clocks.monotonic() - this.#monotonicStart,
      this.#clocks.wall() - this.#wallStart,
    );
  }
}
