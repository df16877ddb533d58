import { setTimeout as sleep } from 'node:timers/promises';
import { EMPTY_HEAD, type EventLog, type Head, type LogError } from '@rapporteur/event-log';
import { TestWriter, readEvents } from '@rapporteur/event-log/conformance';

const EVENTS_A_COMMAND = 3;
const PAUSE_MS = 50;

/** What became of the commands of some writers; by their ids. */
export interface LoadOutcomes {
  readonly acknowledged: Set<string>;
  /** Only the log knows. */
  readonly unknown: Set<string>;
  /** Certainly not recorded. */
  readonly refused: Set<string>;
}

/** A writer that appends command after command, and opens again whenever it is told to. */
export class TestLoad {
  readonly outcomes: LoadOutcomes = {
    acknowledged: new Set(),
    unknown: new Set(),
    refused: new Set(),
  };
  readonly #log: EventLog;
  readonly #name: string;
  readonly #running: Promise<void>;
  #head: Head = EMPTY_HEAD;
  #stopping = false;

  constructor(log: EventLog, name: string) {
    this.#log = log;
    this.#name = name;
    this.#running = this.#run();
  }

  /** Waits until so many more commands were acknowledged. */
  async waitForAcknowledged(count: number): Promise<void> {
    const wanted = this.outcomes.acknowledged.size + count;
    while (this.outcomes.acknowledged.size < wanted)
      await Promise.race([sleep(PAUSE_MS), this.#running]);
  }

  async stop(): Promise<LoadOutcomes> {
    this.#stopping = true;
    await this.#running;
    return this.outcomes;
  }

  async #run(): Promise<void> {
    for (let nth = 0; !this.#stopping;) {
      const desk = await this.#open();
      if (!desk) {
        await sleep(PAUSE_MS);
        continue;
      }
      while (!this.#stopping && (await this.#append(desk, `${this.#name}-${(nth += 1)}`)));
      this.#head = desk.head;
    }
  }

  async #open(): Promise<TestWriter | undefined> {
    try {
      return await TestWriter.open(this.#log, 0, this.#name, this.#head);
    } catch (error) {
      const { code } = error as LogError;
      if (code === 'LOG_WRITER_FENCED' || code === 'LOG_UNREACHABLE') return undefined;
      throw error;
    }
  }

  async #append(desk: TestWriter, commandid: string): Promise<boolean> {
    const { acknowledged, unknown, refused } = this.outcomes;
    try {
      await desk.append(EVENTS_A_COMMAND, { commandid });
      acknowledged.add(commandid);
      return true;
    } catch (error) {
      const { code } = error as LogError;
      if (code !== 'LOG_WRITER_FENCED' && code !== 'LOG_OUTCOME_UNKNOWN') throw error;
      (code === 'LOG_WRITER_FENCED' ? refused : unknown).add(commandid);
      return false;
    }
  }
}

/** What is wrong with a log, held against what its writers were told; nothing, one hopes. */
export async function findDiscrepancies(
  log: EventLog,
  told: readonly LoadOutcomes[],
): Promise<string[]> {
  const events = (await readEvents(log)).map(({ event }) => event);
  const times = new Map<string, number>();
  for (const { commandid, source } of events)
    if (source !== '/log') times.set(commandid, (times.get(commandid) ?? 0) + 1);
  const known = new Set(told.flatMap(({ acknowledged, unknown }) => [...acknowledged, ...unknown]));
  return [
    ...events
      .filter(({ pseq }, index) => pseq !== index)
      .map(({ pseq }) => `pseq ${pseq} is out of place`),
    ...told.flatMap(({ acknowledged }) =>
      [...acknowledged].filter((id) => !times.has(id)).map((id) => `${id} is lost`),
    ),
    ...[...times]
      .filter(([, count]) => count !== EVENTS_A_COMMAND)
      .map(([id, count]) => `${id} has ${count} events`),
    ...[...times.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `${id} was refused, and is recorded`),
  ];
}
