import type { Logger } from '@rapporteur/platform';

/** Smaller differences are normal: the operating system adjusts the clock all the time. */
const JUMP_MS_MAX = 10_000;
/** The same warning is not repeated within this time. */
const REPEAT_MS = 3_600_000;

/** The clocks of a machine, in milliseconds: one may be set, the other only advances. */
interface MachineClocks {
  readonly wall: () => number;
  readonly monotonic: () => number;
}

const MACHINE_CLOCKS: MachineClocks = { wall: Date.now, monotonic: () => performance.now() };

/** Warns about a clock that was set, or that is behind the log: recorded times depend on it. */
export class ClockWatch {
  readonly #logger: Logger;
  readonly #clocks: MachineClocks;
  #offsetMs: number;
  #warnedAtMs = Number.NEGATIVE_INFINITY;

  constructor(logger: Logger, clocks: MachineClocks = MACHINE_CLOCKS) {
    this.#logger = logger;
    this.#clocks = clocks;
    this.#offsetMs = clocks.wall() - clocks.monotonic();
  }

  /** Returns the time, and warns if the clock was set since the last call. */
  readTime(): Date {
    const wall = this.#clocks.wall();
    const offsetMs = wall - this.#clocks.monotonic();
    const jumpMs = Math.round(offsetMs - this.#offsetMs);
    this.#offsetMs = offsetMs;
    if (Math.abs(jumpMs) > JUMP_MS_MAX)
      this.#logger.warn(
        { jumpMs },
        `The clock of this machine moved by ${jumpMs / 1_000} s against the elapsed time: ` +
          'it was set, or the machine slept. Recorded times come from it.',
      );
    return new Date(wall);
  }

  /** Warns that the clock is behind the last event of a partition. */
  reportBehind(behindMs: number, partition: number): void {
    const now = this.#clocks.monotonic();
    if (now - this.#warnedAtMs < REPEAT_MS) return;
    this.#warnedAtMs = now;
    this.#logger.warn(
      { behindMs, partition },
      `The clock of this machine is ${Math.round(behindMs / 1_000)} s behind the last event of ` +
        `partition ${partition}, whose recorder had a clock that was ahead, or this one is late. ` +
        'Until it has caught up, all events get the time of that event. Check both clocks.',
    );
  }
}
