import {
  CATALOGUE,
  type DomainEvent,
  type EventDefinition,
  type Passage,
} from '@rapporteur/contracts';
import { isDeepStrictEqual } from 'node:util';

/** Returns the definition of the type of an event. */
export function getDefinition(event: DomainEvent): EventDefinition {
  return CATALOGUE.getDefinition(event.type);
}

/** Returns the data of an event by field name, for rules that hold for all types. */
export function getFields(event: DomainEvent): Readonly<Record<string, unknown>> {
  return event.data;
}

// An actor is the same actor under every name that a sentence gives it.
function getIdentityValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .map((entry) => JSON.stringify(getIdentityValue(entry)))
      .toSorted((a, b) => (a < b ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  // A thing of another collection: its id alone does not identify it.
  if ('collection' in value) return value;
  if ('id' in value) return value.id;
  if ('incident' in value) return value.incident;
  return 'class' in value ? value.class : value;
}

/**
 * Returns the subject of a fact as text. Facts of one type and subject may contradict each
 * other.
 */
export function formatSubject(event: DomainEvent): string {
  const fields = getFields(event);
  return JSON.stringify(
    getDefinition(event).identity.map((name) => getIdentityValue(fields[name])),
  );
}

/** Returns the passages of a fact; an event without a source has none. */
export function getPassages(event: DomainEvent): readonly Passage[] {
  return 'assertion' in event.data ? event.data.assertion.passages : [];
}

function formatPassage(passage: Passage): string {
  return `${passage.documentSha256}:${passage.start}-${passage.end}`;
}

function omitPassages(event: DomainEvent): unknown {
  if (!('assertion' in event.data)) return event.data;
  const { passages: _, ...assertion } = event.data.assertion;
  return { ...event.data, assertion };
}

/** Returns whether a fact equals a current fact and has no passage that the current fact lacks. */
export function isSameFact(fact: DomainEvent, current: DomainEvent): boolean {
  const passages = new Set(getPassages(current).map(formatPassage));
  return (
    getPassages(fact).every((passage) => passages.has(formatPassage(passage))) &&
    isDeepStrictEqual(omitPassages(fact), omitPassages(current))
  );
}
