import type { ActorRef, DateValue, DomainEvent } from '@rapporteur/contracts';
import type { ThingKind } from './properties.ts';

/** A thing of a collection, by its kind and its id after mergers. */
export interface Thing {
  readonly kind: ThingKind;
  readonly id: string;
}

/**
 * The speaker of a statement: the acting body itself, somebody to whom the source attributes it,
 * the author of the source, or the document about itself.
 */
export type Speaker = 'own' | 'attributed' | 'narrated' | 'metadata';

/** The speakers, the best first. */
export const SPEAKERS: readonly Speaker[] = ['own', 'attributed', 'narrated', 'metadata'];

/** The basis of a value, the best first. */
export const VALUE_BASES = ['stated', 'context', 'relative', 'derived'] as const;
export type ValueBasis = (typeof VALUE_BASES)[number];

/**
 * Limits the statements that are compared with each other. Two statements with different limits
 * are about different things, although the ids are equal.
 */
export interface StatementScope {
  /** The thing counted, as text; null is not stated. */
  readonly counted?: string | null;
  /** The term that a start or an end belongs to. */
  readonly term?: { readonly startedOn: DateValue | null; readonly endedOn: DateValue | null };
  /** Whether a term without an end lasts; otherwise the same holder may have several terms. */
  readonly lasting?: boolean;
  /** The series in which a meeting has its number, and its date. */
  readonly series?: { readonly name: string | null; readonly date: DateValue | null };
}

/** One value of one property of one thing, as one event states it. */
export interface Statement<V = unknown> {
  readonly thing: Thing;
  readonly property: string;
  readonly value: V;
  readonly basis: ValueBasis;
  /** The id of the event. */
  readonly event: string;
  readonly speaker: Speaker;
  readonly assertedBy: ActorRef | null;
  readonly attributedTo: ActorRef | null;
  /** The document with the words; null if the event has no passages. */
  readonly document: string | null;
  /** The document that the source relays, such as an annexed declaration. */
  readonly statedIn: string | null;
  /** The day of the document, `YYYY-MM-DD`; the caller of {@link listStatements} knows it. */
  readonly documentDay: string | null;
  /** The first day on which a stage is said to be true, `YYYY-MM-DD`; otherwise null. */
  readonly asOfDay: string | null;
  readonly scope: StatementScope | null;
  /** Whether the event names the thing by another id, which was merged into the shown one. */
  readonly isMerged: boolean;
}

/** An event as the record holds it after corrections. */
export interface StatedEvent {
  readonly id: string;
  readonly event: DomainEvent;
  /** The day of its document, `YYYY-MM-DD`, if the caller knows it. */
  readonly documentDay?: string | null;
}

/** The kinds of ids that can be merged. */
export type MergeableKind = 'body' | 'meeting' | 'decision' | 'incident' | 'document' | 'actor';

/** The knowledge of a record that statements are compared with. */
export interface StatementContext {
  /** Returns the id under which a thing is shown after mergers. */
  canonicalId(kind: MergeableKind, id: string): string;
  /** Returns the names that a place is also known by; without it there are none. */
  listPlaceAliases?(name: string): readonly string[];
  /** The settled values, as {@link formatSettlement} writes them. */
  readonly settled?: ReadonlySet<string>;
}

/** A context without mergers, aliases and settlements. */
export const EMPTY_CONTEXT: StatementContext = { canonicalId: (_, id) => id };

/** Returns the key of a settlement: the value of this property in this event holds. */
export function formatSettlement(event: string, property: string): string {
  return `${event} ${property}`;
}

/** Returns the key of a thing, for indexes. */
export function formatThing({ kind, id }: Thing): string {
  return `${kind}/${id}`;
}

/** Returns the id of an actor after mergers. An actor may be a body of the record. */
export function getActorId(context: StatementContext, id: string): string {
  return context.canonicalId('body', context.canonicalId('actor', id));
}

/**
 * Compares two event ids by command and then by number, so that the events of one command have
 * the order of the document. Returns a negative number if `a` is smaller.
 */
export function compareEventIds(a: string, b: string): number {
  const endA = a.lastIndexOf('.');
  const endB = b.lastIndexOf('.');
  const commandA = a.slice(0, endA);
  const commandB = b.slice(0, endB);
  if (commandA !== commandB) return commandA < commandB ? -1 : 1;
  return Number(a.slice(endA + 1)) - Number(b.slice(endB + 1));
}
