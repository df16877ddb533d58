// Invariants
// 1. An end that is told was read after it was asked for: what was kept in the log before is in it.
// 2. An end that cannot be read is a fault, never the one read before.
import { LogError } from './log-error.ts';
import { EMPTY_HEAD, type EventLog, type Head } from './port.ts';

/** What is known of one partition's end. */
interface PartitionEndState {
  head: Head;
  running: Promise<Head> | undefined;
  /** For whoever asks while one runs: it may have read past the place where something is being kept just now. */
  next: Promise<Head> | undefined;
}

/** Where to begin to look for the end of a partition: any place of it that somebody has read up to. */
export type StartHeadLookup = (partition: number) => Promise<Head>;

/** Finds where the partitions of a log end, by reading on from where it last found them. */
export class LogEndReader {
  readonly #log: Pick<EventLog, 'read'>;
  readonly #startOf: StartHeadLookup;
  readonly #known = new Map<number, PartitionEndState>();

  constructor(log: Pick<EventLog, 'read'>, startOf: StartHeadLookup = async () => EMPTY_HEAD) {
    this.#log = log;
    this.#startOf = startOf;
  }

  /** The end of a partition, read now. @throws LogError */
  async readEnd(partition: number): Promise<Head> {
    const known = await this.#knownOf(partition);
    if (known.running === undefined) return this.#run(partition, known);
    known.next ??= known.running
      .catch(() => undefined)
      .then(() => {
        known.next = undefined;
        return this.#run(partition, known);
      });
    return known.next;
  }

  async #knownOf(partition: number): Promise<PartitionEndState> {
    const found = this.#known.get(partition);
    if (found !== undefined) return found;
    const head = await this.#startOf(partition);
    const known = this.#known.get(partition) ?? { head, running: undefined, next: undefined };
    this.#known.set(partition, known);
    return known;
  }

  #run(partition: number, known: PartitionEndState): Promise<Head> {
    const running = this.#read(partition, known).finally(() => {
      known.running = undefined;
    });
    known.running = running;
    return running;
  }

  async #read(partition: number, known: PartitionEndState): Promise<Head> {
    const { signal } = new AbortController();
    let end: Head | undefined;
    try {
      for await (const { head, atEnd } of this.#log.read(partition, known.head, {
        follow: false,
        signal,
      })) {
        if (head.pseq >= known.head.pseq) known.head = head;
        end = atEnd ? head : undefined;
      }
      // A log that is closed under way ends its readers without a word.
      if (end === undefined)
        throw new LogError('LOG_UNREACHABLE', `The log was closed before its end was read.`);
      return end;
    } catch (error) {
      // The log may be another one now, or restored: it is looked for anew.
      this.#known.delete(partition);
      throw error;
    }
  }
}
