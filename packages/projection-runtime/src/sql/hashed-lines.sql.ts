/** The rows of a table as texts to hash; the same query serves every entity. */
import type { DeclaredTable } from '../declared-tables.ts';
import { EVENT_INDEX } from '../event-index.ts';
import { type AsOfPositions, columnAsOf, joinAsOf } from './as-of.sql.ts';

/** A row as the JSON text of its columns. */
export interface HashedLine {
  readonly line: string;
}

/** The columns to hash, and the rows: by default all. */
export interface LinesToHash {
  readonly columns: readonly string[];
  readonly partition?: number;
  readonly asOf?: AsOfPositions;
}

/** Returns a query for the lines of a table in primary key order. */
export function formatHashedLines(
  { name: table, qualified, key }: DeclaredTable,
  { columns, partition, asOf }: LinesToHash,
): string {
  const values = columns.map((name) => (asOf === undefined ? `t."${name}"` : columnAsOf(name)));
  // The collation of the server must not change the order.
  const order = key.map(
    ({ name, valueKind }) => `t."${name}"${valueKind === 'text' ? ' COLLATE "C"' : ''}`,
  );
  const where = partition === undefined ? '' : `WHERE t.partition = ${partition}`;

  return `
    SELECT jsonb_build_array(${values.join(', ')})::text AS line FROM ${qualified} AS t
    ${asOf === undefined ? '' : joinAsOf(table === EVENT_INDEX, asOf)} ${where}
    ORDER BY ${order.join(', ')}`;
}
