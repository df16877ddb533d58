import { type EventCriteria, sha256Hex } from '@rapporteur/contracts';

/** An event of the record, with its current data. */
export interface NamedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The events that fit some criteria: the first of them, and the number of all. */
export interface NamedEvents {
  readonly events: readonly NamedEvent[];
  readonly total: number;
}

/** Knowledge of the record that a file needs. Each function returns undefined if it was not asked. */
export interface RecordAnswers {
  findEvents(criteria: EventCriteria): NamedEvents | undefined;
  /** Returns the text with this SHA-256; null if it is not available. */
  findText(sha256: string): string | null | undefined;
}

/** Questions to the record that are not answered yet. */
export interface OpenQuestions {
  readonly events: readonly EventCriteria[];
  /** The hashes of texts. */
  readonly texts: readonly string[];
  /** The keys of actors that the file does not declare. */
  readonly actors: readonly string[];
}

/** Returns a key that is equal for equal criteria. */
export function formatCriteriaKey(criteria: EventCriteria): string {
  return sha256Hex(JSON.stringify(criteria));
}

/** Asks the record while a file is read, and collects the questions that have no answer yet. */
export class RecordQuestions {
  readonly #answers: RecordAnswers;
  readonly #events = new Map<string, EventCriteria>();
  readonly #texts = new Set<string>();
  readonly #known = new Map<string, NamedEvent>();

  constructor(answers: RecordAnswers) {
    this.#answers = answers;
  }

  /** The number of questions without an answer. */
  get openCount(): number {
    return this.#events.size + this.#texts.size;
  }

  listOpen(): Omit<OpenQuestions, 'actors'> {
    return { events: [...this.#events.values()], texts: [...this.#texts] };
  }

  /** Returns the events that fit; undefined if the record was not asked yet. */
  findEvents(criteria: EventCriteria): NamedEvents | undefined {
    const found = this.#answers.findEvents(criteria);
    if (found === undefined) this.#events.set(formatCriteriaKey(criteria), criteria);
    for (const event of found?.events ?? []) this.#known.set(event.id, event);
    return found;
  }

  /** Returns an event by its id; undefined if the record has none, or was not asked yet. */
  findEvent(id: string): NamedEvent | undefined {
    return this.#known.get(id) ?? this.findEvents({ event: id, retracted: false })?.events[0];
  }

  /** Returns a text; null if it is not available; undefined if nobody looked for it yet. */
  findText(sha256: string): string | null | undefined {
    const text = this.#answers.findText(sha256);
    if (text === undefined) this.#texts.add(sha256);
    return text;
  }
}
