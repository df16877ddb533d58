import type { Envelope } from '@rapporteur/contracts';
import { type EventLog, LogError, type RecordedEvent } from '@rapporteur/event-log';
import type { CommandEntry } from './partition-state.ts';

/** How many stretches of the log are kept: who sends a whole import again asks for neighbours. */
const STRETCHES_MAX = 4;

/** Finds the events of recorded commands in the log again. */
export class RecordedCommandReader {
  readonly #log: EventLog;
  readonly #partition: number;
  readonly #stretches: (readonly RecordedEvent[])[] = [];

  constructor(log: EventLog, partition: number) {
    this.#log = log;
    this.#partition = partition;
  }

  /** @throws LogError */
  async readEvents({ first, count }: CommandEntry): Promise<readonly Envelope[]> {
    const known = this.#stretches.find((events) => contains(events, first, count));
    const events = known ?? (await this.#read(first, count));
    const start = first - (events[0]?.event.pseq ?? 0);
    return events.slice(start, start + count).map(({ event }) => event);
  }

  async #read(first: number, count: number): Promise<readonly RecordedEvent[]> {
    const stop = new AbortController();
    const read: RecordedEvent[] = [];
    for await (const { events } of this.#log.read(this.#partition, first, {
      follow: false,
      signal: stop.signal,
    })) {
      for (const event of events) read.push(event);
      if (read.length >= count) break;
    }
    if (!contains(read, first, count)) {
      throw new LogError(
        'LOG_TAIL_LOST',
        `Partition ${this.#partition} ends before pseq ${first + count - 1}.`,
      );
    }
    this.#stretches.unshift(read);
    this.#stretches.length = Math.min(this.#stretches.length, STRETCHES_MAX);
    return read;
  }
}

function contains(events: readonly RecordedEvent[], first: number, count: number): boolean {
  const begin = events[0]?.event.pseq ?? Number.POSITIVE_INFINITY;
  return begin <= first && first + count <= begin + events.length;
}
