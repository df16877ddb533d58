import { isDeepStrictEqual } from 'node:util';
import {
  CATALOGUE,
  type DomainEvent,
  type EventDefinition,
  type Passage,
} from '@rapporteur/contracts';

/** The definition of an event's type, as deciders read it. */
export function definitionOf(event: DomainEvent): EventDefinition {
  return CATALOGUE.getDefinition(event.type);
}

/** The data of an event as fields by name: rules that hold for every type read them so. */
export function fieldsOf(event: DomainEvent): Readonly<Record<string, unknown>> {
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
export function subjectOf(event: DomainEvent): string {
  const fields = fieldsOf(event);
  return JSON.stringify(definitionOf(event).identity.map((name) => essence(fields[name])));
}

/** The passages that a fact rests on; none where no source says it. */
export function passagesOf(event: DomainEvent): readonly Passage[] {
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
export function saysTheSame(fact: DomainEvent, standing: DomainEvent): boolean {
  const passages = new Set(passagesOf(standing).map(passageKey));
  return (
    passagesOf(fact).every((passage) => passages.has(passageKey(passage))) &&
    isDeepStrictEqual(withoutPassages(fact), withoutPassages(standing))
  );
}
