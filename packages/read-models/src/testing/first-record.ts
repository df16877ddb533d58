import { readFileSync } from 'node:fs';
import { CommandRuntime } from '@rapporteur/command-runtime';
import type { Envelope, Passage } from '@rapporteur/contracts';
import { anchorSubmission, parseSubmission, formatProblem } from '@rapporteur/drafting';
import { InMemoryLog, InMemoryStore } from '@rapporteur/event-log';

const CLOCK_START = Date.parse('2026-01-01T00:00:00.000Z');
const HOUR_MS = 3_600_000;
const DOCUMENTS = ['rats-council-44-note', 'reliable-barrier-article'];

interface NumberedPassage {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The first record: both documents in an in-memory log, recorded by commands, always with the same
 * bytes.
 */
export class FirstRecord {
  readonly log: InMemoryLog;
  readonly #runtime: CommandRuntime;
  readonly #events: Envelope[] = [];
  #hours = 0;

  private constructor() {
    const clock = (): Date => new Date(CLOCK_START + this.#hours * HOUR_MS);
    this.log = new InMemoryLog(new InMemoryStore({ clock, nonce: () => 'nonce' }));
    this.#runtime = new CommandRuntime({ log: this.log, owner: { instance: 'sample' }, clock });
  }

  static async create(): Promise<FirstRecord> {
    const record = new FirstRecord();
    for (const document of DOCUMENTS) {
      const { name, body } = readCommand(document);
      await record.submit(name, body);
    }
    return record;
  }

  /** The position of the last event. */
  get position(): number {
    return this.#events.at(-1)?.pseq ?? -1;
  }

  /** Records a command one hour after the last one. Returns the position of its last event. */
  async submit(name: string, body: unknown): Promise<number> {
    this.#hours += 1;
    const outcome = await this.#runtime.submit({ name, body, actor: 'recorder-1' });
    if (outcome.kind === 'recorded') this.#events.push(...outcome.events);
    else if (outcome.kind !== 'unchanged')
      throw new Error(`${name} was not recorded: ${JSON.stringify(outcome)}`);
    return this.position;
  }

  /** Returns the id of the event with a fact number such as `A02`. Throws if there is none. */
  findEventId(factNumber: string): string {
    const event = this.#events.find(({ data }) => findFactNumbers(data).includes(factNumber));
    if (event === undefined) throw new Error(`No event has the fact number ${factNumber}.`);
    return event.id;
  }

  /** Returns the fact numbers of an event, joined by `+`. */
  formatFactNumbers(eventId: string): string {
    return findFactNumbers(this.#events.find(({ id }) => id === eventId)?.data ?? {}).join('+');
  }

  close(): Promise<void> {
    return this.#runtime.close();
  }
}

/**
 * Returns the numbers of a fact, by its passages; a fact with two passages may have two numbers.
 */
export function findFactNumbers(data: unknown): readonly string[] {
  const { assertion } = data as { assertion?: { passages: readonly Passage[] } };
  return (assertion?.passages ?? []).flatMap(({ document, start, end }) => {
    const numbered = SEED_PASSAGES[document]?.find(
      (passage) => passage.start === start && passage.end === end,
    );
    return numbered === undefined ? [] : [numbered.id];
  });
}

const SEED_PASSAGES = readJson('../../../drafting/src/testing/seed-passages.json') as Readonly<
  Record<string, readonly NumberedPassage[]>
>;

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

function readCommand(example: string) {
  const yaml = readFileSync(
    new URL(`../../../../examples/${example}.yaml`, import.meta.url),
    'utf8',
  );
  const parsed = parseSubmission(yaml);
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  const anchored = anchorSubmission(parsed.submission, () => undefined);
  if (!anchored.ok) throw new Error(anchored.problems.map(formatProblem).join('\n'));
  return anchored.command;
}
