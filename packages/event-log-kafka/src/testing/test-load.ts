import { setTimeout as sleep } from 'node:timers/promises';
import { EMPTY_HEAD, type EventLog, type Head, type LogError } from '@rapporteur/event-log';
import { readEvents, TestWriter } from '@rapporteur/event-log/conformance';

const EVENTS_PER_COMMAND = 3;
const PAUSE_MS = 50;

/** The outcomes of the commands of a load, by command id. */
export interface LoadOutcomes {
  readonly acknowledged: Set<string>;
  /** Only the log shows whether they are recorded. */
  readonly unknown: Set<string>;
  /** Certainly not recorded. */
  readonly refused: Set<string>;
}

/** Appends command after command, and opens a new writer whenever one is fenced. */
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
  #isStopping = false;

  constructor(log: EventLog, name: string) {
    this.#log = log;
    this.#name = name;
    this.#running = this.#run();
  }

  /** Waits until `count` more commands are acknowledged. */
  async waitForAcknowledged(count: number): Promise<void> {
    const target = this.outcomes.acknowledged.size + count;
    while (this.outcomes.acknowledged.size < target)
      await Promise.race([sleep(PAUSE_MS), this.#running]);
  }

  async stop(): Promise<LoadOutcomes> {
    this.#isStopping = true;
    await this.#running;
    return this.outcomes;
  }

  async #run(): Promise<void> {
    for (let nth = 0; !this.#isStopping;) {
      const writer = await this.#open();
      if (!writer) {
        await sleep(PAUSE_MS);
        continue;
      }
      while (!this.#isStopping && (await this.#append(writer, `${this.#name}-${(nth += 1)}`)));
      this.#head = writer.head;
    }
  }

  async #open(): Promise<TestWriter | undefined> {
    try {
      return await TestWriter.open(this.#log, { owner: this.#name, head: this.#head });
    } catch (error) {
      const { code } = error as LogError;
      if (code === 'LOG_WRITER_FENCED' || code === 'LOG_UNREACHABLE') return undefined;
      throw error;
    }
  }

  async #append(writer: TestWriter, commandid: string): Promise<boolean> {
    const { acknowledged, unknown, refused } = this.outcomes;
    try {
      await writer.append(EVENTS_PER_COMMAND, { commandid });
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

/** Compares a log with the outcomes of its writers. Returns the differences. */
export async function findDiscrepancies(
  log: EventLog,
  outcomes: readonly LoadOutcomes[],
): Promise<string[]> {
  const events = (await readEvents(log)).map(({ event }) => event);
  const counts = new Map<string, number>();
  for (const { commandid, source } of events)
    if (source !== '/log') counts.set(commandid, (counts.get(commandid) ?? 0) + 1);

  const acknowledged = outcomes.flatMap((each) => [...each.acknowledged]);
  const possible = new Set([...acknowledged, ...outcomes.flatMap((each) => [...each.unknown])]);
  return [
    ...events
      .filter(({ pseq }, index) => pseq !== index)
      .map(({ pseq }) => `pseq ${pseq} is out of order`),
    ...acknowledged.filter((id) => !counts.has(id)).map((id) => `${id} is lost`),
    ...[...counts]
      .filter(([, count]) => count !== EVENTS_PER_COMMAND)
      .map(([id, count]) => `${id} has ${count} events`),
    ...[...counts.keys()]
      .filter((id) => !possible.has(id))
      .map((id) => `${id} was refused but is recorded`),
  ];
}
