import { ActorRef, type Count, type DateValue } from '@rapporteur/contracts';
import {
  type CountView,
  type DateView,
  readonlyArray,
  statedValue,
  toCountView,
  toDateView,
} from '@rapporteur/read-models';
import type { z } from 'zod';

type FieldNamesOfType<T, V> = {
  readonly [K in keyof T]: T[K] extends V | null ? K : never;
}[keyof T];

type RowData<T, D extends PropertyKey, C extends PropertyKey> = Omit<T, D | C> &
  Readonly<Record<D, DateView>> &
  Readonly<Record<C, CountView>>;

/**
 * Returns a row with its dates and counts as views, which say whether the value is stated.
 * A null alone could be read as none or zero.
 */
export function toRowData<
  T extends object,
  const D extends FieldNamesOfType<T, DateValue> = never,
  const C extends FieldNamesOfType<T, Count> = never,
>(
  row: T,
  fields: { readonly dates?: readonly D[]; readonly counts?: readonly C[] },
): RowData<T, D, C> {
  const view = { ...row } as Record<PropertyKey, unknown>;
  for (const name of fields.dates ?? []) view[name] = toDateView(row[name] as DateValue | null);
  for (const name of fields.counts ?? []) view[name] = toCountView(row[name] as Count | null);
  return view as RowData<T, D, C>;
}

/** The fields of stated actors. */
export const ACTORS_VIEW = { actors: readonlyArray(ActorRef) };

/** Actors, with whether the source states them. */
export const ActorsView = statedValue({
  name: 'Actors',
  description: 'Actors, in the order of the source.',
  stated: ACTORS_VIEW,
});
type ActorsView = z.output<typeof ActorsView>;

/** Returns actors, with whether the source states them. */
export function toActorsView(actors: readonly ActorRef[] | null): ActorsView {
  return actors === null ? { stated: false } : { stated: true, actors };
}
