import type { Envelope } from '@rapporteur/contracts';
import { type EventLog, LogError, type RecordedEvent } from '@rapporteur/event-log';
import type { CommandEntry } from './partition-state.ts';

/** The limit of cached ranges: a client that repeats an import reads neighbouring commands. */
const RANGES_MAX = 4;

/** Reads the events of recorded commands from the log. */
export class RecordedCommandReader {
  readonly #log: EventLog;
  readonly #partition: number;
  readonly #ranges: (readonly RecordedEvent[])[] = [];

  constructor(log: EventLog, partition: number) {
    this.#log = log;
    this.#partition = partition;
  }

  /** Returns the events of a command. Throws a LogError if the log does not hold them. */
  async readEvents({ first, count }: CommandEntry): Promise<readonly Envelope[]> {
    const cached = this.#ranges.find((events) => hasRange(events, first, count));
    const events = cached ?? (await this.#readRange(first, count));
    const start = first - (events[0]?.event.pseq ?? 0);
    return events.slice(start, start + count).map(({ event }) => event);
  }

  async #readRange(first: number, count: number): Promise<readonly RecordedEvent[]> {
    const options = { follow: false, signal: new AbortController().signal };
    const range: RecordedEvent[] = [];
    for await (const { events } of this.#log.read(this.#partition, first, options)) {
      for (const event of events) range.push(event);
      if (range.length >= count) break;
    }
    if (!hasRange(range, first, count)) {
      const message = `Partition ${this.#partition} ends before pseq ${first + count - 1}.`;
      throw new LogError('LOG_TAIL_LOST', message);
    }

    this.#ranges.unshift(range);
    this.#ranges.length = Math.min(this.#ranges.length, RANGES_MAX);
    return range;
  }
}

function hasRange(events: readonly RecordedEvent[], first: number, count: number): boolean {
  const start = events[0]?.event.pseq ?? Number.POSITIVE_INFINITY;
  return start <= first && first + count <= start + events.length;
}
