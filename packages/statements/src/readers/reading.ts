import type { ActorRef } from '@rapporteur/contracts';
import type { PropertyValues, ThingKind } from '../properties.ts';
import {
  getActorId,
  type MergeableKind,
  type StatementContext,
  type StatementScope,
} from '../statement.ts';

/** The values that one event states of one thing. */
export interface Reading {
  readonly kind: ThingKind;
  readonly id: string;
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
  id: string,
  values: PropertyValues<K>,
  { scope, asOfDay }: ReadingOptions = {},
): Reading {
  return { kind, id, values, scope: scope ?? null, asOfDay: asOfDay ?? null };
}

/** Returns a list with one value, or null. */
export function toList<T>(value: T | null): readonly T[] | null {
  return value === null ? null : [value];
}

/** Formats the ids of things from the ids that an event gives. */
export class ThingIds {
  readonly #context: StatementContext;

  constructor(context: StatementContext) {
    this.#context = context;
  }

  get(kind: MergeableKind, id: string): string {
    return this.#context.canonicalId(kind, id);
  }

  actor(actor: ActorRef | null): string {
    return actor === null ? '' : getActorId(this.#context, actor.id);
  }
}
