import type { SqlExpression, TableColumns, VersionedRow } from '@rapporteur/projection-runtime';
import type { RecordQuery } from './record-query.ts';

/** The entity of a table of a read model. */
export type RecordEntity<E extends VersionedRow = VersionedRow> = new () => E;

/** The result columns of a query by name. */
export type Selection = Readonly<Record<string, SqlExpression<unknown>>>;

/** The row of a selection. */
export type SelectedRow<S extends Selection> = {
  readonly [K in keyof S]: S[K] extends SqlExpression<infer T> ? T : never;
};

/** The columns of a subquery under its alias. */
export type AliasedColumns<S extends Selection> = {
  readonly [K in keyof S]: SqlExpression<SelectedRow<S>[K]>;
};

/** The columns of a joined subquery: null if it has no row. */
export type NullableColumns<S extends Selection> = {
  readonly [K in keyof S]: SqlExpression<SelectedRow<S>[K] | null>;
};

/** A query that is computed once for the whole query that joins it. */
export interface NamedQuery<S extends Selection> {
  readonly name: string;
  /** The names of its columns. */
  readonly columns: { readonly [K in keyof S]: true };
  readonly build: (query: RecordQuery) => S;
}

/** The columns that name a thing of a row: its collection and its id. */
export interface ThingColumns {
  readonly collection: SqlExpression<string>;
  readonly id: SqlExpression<string | null>;
}

/** The columns that name several things of a row. */
export interface ThingListColumns {
  readonly collection: SqlExpression<string>;
  readonly ids: SqlExpression<readonly string[] | null>;
}

/** The columns that name the event of a row. */
export type EventColumns = Pick<TableColumns<VersionedRow>, 'partition' | 'eventPseq'>;

/** The columns that hold the id of the event of a row. */
export type EventIdColumns = Pick<TableColumns<VersionedRow>, 'command' | 'eventNumber'>;

/** Returns the condition that two rows are of one event. */
export function isOfEvent(row: EventColumns, other: EventColumns): string {
  return `${row.partition} = ${other.partition} AND ${row.eventPseq} = ${other.eventPseq}`;
}

/** Returns the columns of a selection under an alias. */
export function aliasColumns<S extends Selection>(selection: S, alias: string): AliasedColumns<S> {
  return Object.fromEntries(
    Object.keys(selection).map((name) => [name, `"${alias}"."${name}"`]),
  ) as AliasedColumns<S>;
}
