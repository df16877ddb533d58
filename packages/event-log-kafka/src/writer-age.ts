/** The clocks of a machine, in milliseconds: one may stand still while the machine sleeps, the other may be set. */
export interface Clocks {
  /** Never goes back. */
  monotonic(): number;
  wall(): number;
}

/** The clocks of this machine. */
export const SYSTEM_CLOCKS: Clocks = { monotonic: () => performance.now(), wall: () => Date.now() };

/** The time since it was made, by the clock that says more. */
export class WriterAge {
  readonly #clocks: Clocks;
  readonly #monotonic: number;
  readonly #wall: number;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
    this.#monotonic = clocks.monotonic();
    this.#wall = clocks.wall();
  }

  get elapsedMs(): number {
    return Math.max(this.#clocks.monotonic() - this.#monotonic, this.#clocks.wall() - this.#wall);
  }
}
