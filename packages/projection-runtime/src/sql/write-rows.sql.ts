/**
 * The statement that closes and inserts rows of several tables: TypeORM's query builders write one
 * table, and cannot update from a list of values.
 */
import type { EntityManager } from 'typeorm';
import type { RowClosing } from '../batch-plan.ts';
import type { DeclaredTable } from '../declared-tables.ts';
import { columnNames, tableColumns } from '../table-columns.ts';
import { VersionedRow } from '../versioned-row.ts';

const ROW = tableColumns(VersionedRow, 't');
const CLOSED = tableColumns(VersionedRow, 'c');
const NAME = columnNames(VersionedRow);

/**
 * Returns the part that closes rows of a table. It uses the parameters of `listClosingValues` from
 * the first on.
 */
export function formatClosing(qualified: string): string {
  return `UPDATE ${qualified} AS t
         SET ${NAME.recordedTo} = ${CLOSED.recordedTo},
             ${NAME.recordedToAt} = ${CLOSED.recordedToAt}, ${NAME.closedBy} = ${CLOSED.closedBy}
        FROM unnest($2::integer[], $3::integer[], $4::timestamptz[], $5::text[])
               AS c (${NAME.eventPseq}, ${NAME.recordedTo}, ${NAME.recordedToAt}, ${NAME.closedBy})
       WHERE ${ROW.partition} = $1::integer AND ${ROW.eventPseq} = ${CLOSED.eventPseq}
         AND ${ROW.recordedTo} IS NULL`;
}

/** Returns the parameters of `formatClosing`. */
export function listClosingValues(
  partition: number,
  closings: readonly RowClosing[],
): readonly unknown[] {
  return [
    partition,
    closings.map(({ eventPseq }) => eventPseq),
    closings.map(({ recordedTo }) => recordedTo),
    closings.map(({ recordedToAt }) => recordedToAt),
    closings.map(({ closedBy }) => closedBy),
  ];
}

/** Returns the part that inserts the rows of the parameter with a number, from 1. */
export function formatInsert({ qualified, columns }: DeclaredTable, parameter: number): string {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  return `INSERT INTO ${qualified} (${names})
       SELECT ${names} FROM jsonb_populate_recordset(NULL::${qualified}, $${parameter}::jsonb)`;
}

/** Returns rows, given by property, as the parameter of `formatInsert`. */
export function formatJsonRows({ columns }: DeclaredTable, rows: readonly object[]): string {
  const named = (rows as readonly Readonly<Record<string, unknown>>[]).map((row) => {
    const values: Record<string, unknown> = {};
    for (const { property, name } of columns) values[name] = row[property];
    return values;
  });
  return JSON.stringify(named);
}

/** Runs all parts as one statement. */
export async function runParts(
  manager: EntityManager,
  parts: readonly string[],
  values: readonly unknown[],
): Promise<void> {
  const withParts = parts.map((part, n) => `w${n} AS (${part})`).join(', ');
  await manager.query(`WITH ${withParts} SELECT`, [...values]);
}
