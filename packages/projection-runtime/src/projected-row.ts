import type { ProjectedRow } from './projection.ts';
import { readTableName } from './table-columns.ts';
import type { TimedRow, VersionedRow } from './versioned-row.ts';

/** The columns of an entity that a projection fills. */
type OwnColumns<E extends VersionedRow> = Omit<E, keyof TimedRow>;

/** The properties that may be null. */
type NullableKeys<T> = {
  [K in keyof T]-?: null extends T[K] ? K : undefined extends T[K] ? K : never;
}[keyof T];

type ReadonlyValue<T> = T extends readonly (infer U)[] ? readonly U[] : T;
type ReadonlyValues<T> = { readonly [K in keyof T]: ReadonlyValue<T[K]> };

/** The values of a row by property of its entity. A value that may be null may be absent. */
export type EntityValues<E extends VersionedRow> = ReadonlyValues<
  Omit<OwnColumns<E>, NullableKeys<OwnColumns<E>>> &
    Partial<Pick<OwnColumns<E>, NullableKeys<OwnColumns<E>>>>
>;

/** Returns a row of an entity. A value that the entity does not declare does not compile. */
export function createRow<E extends VersionedRow>(
  entity: new () => E,
  values: EntityValues<E>,
): ProjectedRow {
  return { table: readTableName(entity), values };
}
