import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { SqlExpression } from './table-columns.ts';

/** The columns of a result by name. */
export type ResultColumns = Readonly<Record<string, SqlExpression<unknown>>>;

/** The row of a result: the type of each value follows from its column. */
export type ResultRow<C extends ResultColumns> = {
  readonly [K in keyof C]: C[K] extends SqlExpression<infer T> ? T : never;
};

/** Makes a query select the given columns. */
export function selectColumns(
  query: SelectQueryBuilder<ObjectLiteral>,
  columns: ResultColumns,
): SelectQueryBuilder<ObjectLiteral> {
  query.select([]);
  for (const [name, expression] of Object.entries(columns)) query.addSelect(expression, name);
  return query;
}

/** Runs a query and returns plain rows of the given columns. */
export async function selectRows<C extends ResultColumns>(
  query: SelectQueryBuilder<ObjectLiteral>,
  columns: C,
): Promise<readonly ResultRow<C>[]> {
  return selectColumns(query, columns).getRawMany<ResultRow<C>>();
}
