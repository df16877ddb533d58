import type { ActorRef } from '@rapporteur/contracts';
import type { PropertyValues, ThingKind } from '../properties.ts';
import type { MergeableKind, StatementScope } from '../statement.ts';

/** A part of the id of a thing, as the event gives it; a text is never merged. */
export interface IdPart {
  readonly kind: MergeableKind | 'text';
  readonly id: string;
}

/** The values that one event states of one thing. */
export interface Reading {
  readonly kind: ThingKind;
  readonly parts: readonly IdPart[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly scope: StatementScope | null;
  readonly asOfDay: string | null;
}

interface ReadingOptions {
  readonly scope?: StatementScope;
  readonly asOfDay?: string | null;
}

/** Creates a reading. Null, undefined and empty lists are values that are not stated. */
export function createReading<K extends ThingKind>(
  kind: K,
  parts: readonly IdPart[],
  values: PropertyValues<K>,
  { scope, asOfDay }: ReadingOptions = {},
): Reading {
  return { kind, parts, values, scope: scope ?? null, asOfDay: asOfDay ?? null };
}

/** Returns a list with one value, or null. */
export function toList<T>(value: T | null): readonly T[] | null {
  return value === null ? null : [value];
}

export const toPart = (kind: MergeableKind, id: string): IdPart => ({ kind, id });
export const toText = (id: string): IdPart => ({ kind: 'text', id });

/** An agent that the words leave out has an empty part. */
export const toActor = (actor: ActorRef | null): IdPart =>
  actor === null ? toText('') : { kind: 'actor', id: actor.id };
