import { isDeepStrictEqual } from 'node:util';
import {
  CATALOGUE,
  type DomainEvent,
  type EventDefinition,
  type Passage,
} from '@rapporteur/contracts';

/** The definition of an event's type, as deciders read it. */
export function getDefinition(event: DomainEvent): EventDefinition {
  return CATALOGUE.getDefinition(event.type);
}

/** The data of an event as fields by name: rules that hold for every type read them so. */
export function getFields(event: DomainEvent): Readonly<Record<string, unknown>> {
  return event.data;
}

// An actor is the same actor whatever the name it is given in a sentence.
function essence(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map((entry) => JSON.stringify(essence(entry)))
      .toSorted((a, b) => (a < b ? -1 : 1));
  if (typeof value === 'object' && value !== null && 'id' in value) return value.id;
  if (typeof value === 'object' && value !== null && 'incident' in value) return value.incident;
  if (typeof value === 'object' && value !== null && 'class' in value) return value.class;
  return value;
}

/** What a fact is about, as one text: two facts of one type with the same subject may contradict each other. */
export function formatSubject(event: DomainEvent): string {
  const fields = getFields(event);
  return JSON.stringify(getDefinition(event).identity.map((name) => essence(fields[name])));
}

/** The passages that a fact rests on; none where no source says it. */
export function getPassages(event: DomainEvent): readonly Passage[] {
  return 'assertion' in event.data ? event.data.assertion.passages : [];
}

/** A passage as one text: the same words of the same document. */
function passageKey(passage: Passage): string {
  return `${passage.documentSha256}:${passage.start}-${passage.end}`;
}

function withoutPassages(event: DomainEvent): unknown {
  if (!('assertion' in event.data)) return event.data;
  const { passages: _, ...rest } = event.data.assertion;
  return { ...event.data, assertion: rest };
}

/** Whether a fact says the same as one that stands, from no passage that the other does not have. */
export function isSameFact(fact: DomainEvent, standing: DomainEvent): boolean {
  const passages = new Set(getPassages(standing).map(passageKey));
  return (
    getPassages(fact).every((passage) => passages.has(passageKey(passage))) &&
    isDeepStrictEqual(withoutPassages(fact), withoutPassages(standing))
  );
}
