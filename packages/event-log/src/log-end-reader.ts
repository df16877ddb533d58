// Invariants
// 1. The end that `readEnd` returns is read after the call, so it includes every event appended
//    before the call: "includes the events appended before the call, even while another read runs".
// 2. An end that cannot be read is an error; `readEnd` never returns a previous one: "rejects when
//    the log cannot be read".
import { LogError } from './log-error.ts';
import { EMPTY_HEAD, type EventLog, type Head } from './port.ts';

interface PartitionEndState {
  head: Head;
  running: Promise<Head> | undefined;
  /** The read for calls made while one runs: that one may have passed an event appended since. */
  next: Promise<Head> | undefined;
}

/**
 * Returns a head from which to look for the end of a partition: any head that a reader has reached.
 */
export type StartHeadLookup = (partition: number) => Promise<Head>;

/** How far a partition was read. Its end may be further on by now. */
export interface LastKnownEnd {
  readonly head: Head;
  /** The time since then, in seconds. */
  readonly ageSeconds: number;
}

/** Reads the ends of a log's partitions, each from the end it found before. */
export class LogEndReader {
  readonly #lastKnown = new Map<number, { readonly head: Head; readonly readMs: number }>();
  readonly #log: Pick<EventLog, 'read'>;
  readonly #findStart: StartHeadLookup;
  readonly #states = new Map<number, PartitionEndState>();

  constructor(log: Pick<EventLog, 'read'>, findStart: StartHeadLookup = async () => EMPTY_HEAD) {
    this.#log = log;
    this.#findStart = findStart;
  }

  /** Returns the current end of a partition. @throws LogError */
  async readEnd(partition: number): Promise<Head> {
    const state = await this.#getState(partition);
    if (state.running === undefined) return this.#run(partition, state);

    state.next ??= state.running
      .catch(() => undefined)
      .then(() => {
        state.next = undefined;
        return this.#run(partition, state);
      });
    return state.next;
  }

  /** Returns how far a partition was read, also by a read that failed; undefined if not at all. */
  getLastKnown(partition: number): LastKnownEnd | undefined {
    const known = this.#lastKnown.get(partition);
    if (known === undefined) return undefined;
    return { head: known.head, ageSeconds: (performance.now() - known.readMs) / 1000 };
  }

  async #getState(partition: number): Promise<PartitionEndState> {
    const known = this.#states.get(partition);
    if (known !== undefined) return known;

    const head = await this.#findStart(partition);
    // A concurrent call may have stored a state meanwhile.
    const state = this.#states.get(partition) ?? { head, running: undefined, next: undefined };
    this.#states.set(partition, state);
    return state;
  }

  #run(partition: number, state: PartitionEndState): Promise<Head> {
    const running = this.#readOn(partition, state).finally(() => {
      state.running = undefined;
    });
    state.running = running;
    return running;
  }

  async #readOn(partition: number, state: PartitionEndState): Promise<Head> {
    const options = { follow: false, signal: new AbortController().signal };
    let end: Head | undefined;
    try {
      for await (const { head, atEnd } of this.#log.read(partition, state.head, options)) {
        if (head.pseq >= state.head.pseq) state.head = head;
        this.#lastKnown.set(partition, { head, readMs: performance.now() });
        end = atEnd ? head : undefined;
      }
      // A log that is closed while it is read ends the iteration without an error.
      if (end === undefined)
        throw new LogError('LOG_UNREACHABLE', 'The log was closed before its end was read.');
      return end;
    } catch (error) {
      // The log may have been replaced or restored: the next call looks up a new start.
      this.#states.delete(partition);
      throw error;
    }
  }
}
