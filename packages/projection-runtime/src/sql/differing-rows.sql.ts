/** Compares the rows of two generations; their tables have no common entity. */
import { EVENT_INDEX } from '../event-index.ts';
import { type AsOfPositions, columnAsOf, formatRowKey, joinAsOf } from './as-of.sql.ts';

/** A table of two generations, and the columns to compare. */
export interface TablePair {
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly columns: readonly string[];
  readonly asOf: AsOfPositions;
  readonly rowsMax: number;
}

/** A row that differs; null if a generation does not have it. */
export interface DifferingRow {
  readonly key: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Returns a query for the differing rows of a table, by key. */
export function formatDifferingRows(pair: TablePair): string {
  return `
    SELECT coalesce(o.key, n.key) AS key, o.values AS before, n.values AS after
      FROM (${formatRows(pair, pair.from)}) AS o
      FULL JOIN (${formatRows(pair, pair.to)}) AS n ON n.key = o.key
     WHERE o.values IS DISTINCT FROM n.values
     ORDER BY coalesce(o.key, n.key) COLLATE "C" LIMIT ${pair.rowsMax}`;
}

function formatRows({ table, columns, asOf }: TablePair, schema: string): string {
  const isEventIndex = table === EVENT_INDEX;
  const values = columns.map((column) => `'${column}', ${columnAsOf(column)}`);

  return `SELECT ${formatRowKey(isEventIndex)} AS key,
                 jsonb_build_object(${values.join(', ')}) AS values
            FROM "${schema}"."${table}" AS t ${joinAsOf(isEventIndex, asOf)}`;
}
