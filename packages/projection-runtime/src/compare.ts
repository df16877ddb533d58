import type { DataSource, EntityManager } from 'typeorm';
import { type AsOfPositions, columnAsOf, joinAsOf } from './as-of-positions.ts';
import {
  type AllowedDifference,
  DifferenceTally,
  type GenerationDifference,
  readStoredColumns,
} from './difference.ts';
import { EVENT_INDEX } from './event-index.ts';
import type { Generation } from './generations.ts';
import {
  type CommandKey,
  listParkedBySchema,
  listSkipped,
  PARKED_TABLE,
} from './parked-commands.ts';
import { RUNTIME_SCHEMA } from './positions.ts';
import type { Projection } from './projection.ts';
import { computeStateHash } from './state-hash.ts';

/** The number of differing rows of one fetch. */
const FETCH_ROWS = 500;
/** The comparison of a table ends after this number of differing rows. */
const DIFFERING_ROWS_MAX = 100_000;

/** The comparison of two generations of a read model at the same positions. */
export interface GenerationComparison {
  readonly from: string;
  readonly to: string;
  /** The inclusive position of each partition: `0:42`. */
  readonly at: readonly string[];
  /** Whether the same version of the logic produced both. */
  readonly sameLogic: boolean;
  readonly hashes: { readonly from: string; readonly to: string } | null;
  /** Empty if the generations are equal. */
  readonly differences: readonly GenerationDifference[];
}

/** Returns whether a generation may replace the one it was compared with. */
export function canServe({ differences, hashes }: GenerationComparison): boolean {
  // Unequal hashes without a differing row are a difference that nobody can have allowed.
  const isExplained = hashes === null || hashes.from === hashes.to || differences.length > 0;
  return isExplained && differences.every(({ allowed }) => allowed !== null);
}

interface GenerationsToCompare {
  readonly from: Generation;
  readonly to: Generation;
  readonly allowed: readonly AllowedDifference[];
}

/**
 * Compares two generations at the last positions that both have reached. Both may continue
 * meanwhile. Generations of the same logic are compared by state hash first; all others, and those
 * with unequal hashes, row by row.
 */
export async function compareGenerations(
  dataSource: DataSource,
  projection: Projection,
  { from, to, allowed }: GenerationsToCompare,
): Promise<GenerationComparison> {
  const asOf = await findCommonPositions(dataSource, from.schema, to.schema);
  const compared = { from: from.schema, to: to.schema, asOf, tally: new DifferenceTally(allowed) };
  const sameLogic = from.version === to.version;
  const hashes = sameLogic ? await hashBoth(dataSource, projection, compared) : null;

  if (hashes === null || hashes.from !== hashes.to) await compareTables(dataSource, compared);
  await compareParked(dataSource.manager, compared);

  return {
    from: from.schema,
    to: to.schema,
    at: asOf.map(([partition, pseq]) => `${partition}:${pseq}`),
    sameLogic,
    hashes,
    differences: compared.tally.list(),
  };
}

async function findCommonPositions(
  dataSource: DataSource,
  from: string,
  to: string,
): Promise<AsOfPositions> {
  const rows: { partition: number; next_seq: number }[] = await dataSource.query(
    `SELECT partition, min(next_seq) AS next_seq FROM ${RUNTIME_SCHEMA}.positions
      WHERE projection IN ($1, $2) GROUP BY partition HAVING count(*) = 2 ORDER BY partition`,
    [from, to],
  );
  return rows.map(({ partition, next_seq }) => [partition, next_seq - 1] as const);
}

/** The schemas under comparison, their common positions, and the differences found so far. */
interface ComparedGenerations {
  readonly from: string;
  readonly to: string;
  readonly asOf: AsOfPositions;
  readonly tally: DifferenceTally;
}

async function hashBoth(
  dataSource: DataSource,
  projection: Projection,
  { from, to, asOf }: ComparedGenerations,
): Promise<{ readonly from: string; readonly to: string }> {
  const hashes = await Promise.all(
    [from, to].map((schema) => computeStateHash(dataSource, projection, { schema, asOf })),
  );
  return { from: hashes[0]?.hash ?? '', to: hashes[1]?.hash ?? '' };
}

async function compareTables(dataSource: DataSource, compared: ComparedGenerations): Promise<void> {
  const { from, to, tally } = compared;

  await dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query(`SET LOCAL TimeZone = 'UTC'`);
    const before = await readStoredColumns(manager, from);
    const after = await readStoredColumns(manager, to);
    for (const table of [...new Set([...before.keys(), ...after.keys()])].toSorted()) {
      const oldColumns = before.get(table);
      const newColumns = after.get(table);
      const kind = { table, column: null };
      if (oldColumns === undefined) tally.add({ ...kind, change: 'table-added' }, null);
      else if (newColumns === undefined) tally.add({ ...kind, change: 'table-removed' }, null);
      else await compareTable(manager, { table, oldColumns, newColumns }, compared);
    }
  });
}

/**
 * Compares parked commands. A command that only the new generation parks is a difference even if it
 * has no rows: results would become incomplete. A command that the old generation skips does not
 * count, because the new one will skip it too.
 */
async function compareParked(
  manager: EntityManager,
  { from, to, asOf, tally }: ComparedGenerations,
): Promise<void> {
  const known = new Set<string>();
  for (const command of await listParkedBySchema(manager, { schema: from }))
    known.add(formatKey(command));
  for (const command of await listSkipped(manager, from)) known.add(formatKey(command));

  const reached = new Map(asOf);
  for (const command of await listParkedBySchema(manager, { schema: to })) {
    const { partition, firstPseq, commandId, code, reason } = command;
    if (known.has(formatKey(command)) || firstPseq > (reached.get(partition) ?? -1)) continue;
    const after = { command: commandId, code, reason };
    tally.add(
      { table: PARKED_TABLE, change: 'added', column: null },
      { key: `${partition}:${firstPseq}`, before: null, after },
    );
  }
}

function formatKey({ partition, collection, commandId }: CommandKey): string {
  return `${partition} ${collection} ${commandId}`;
}

interface ColumnsToCompare {
  readonly table: string;
  readonly oldColumns: readonly string[];
  readonly newColumns: readonly string[];
}

async function compareTable(
  manager: EntityManager,
  { table, oldColumns, newColumns }: ColumnsToCompare,
  { from, to, asOf, tally }: ComparedGenerations,
): Promise<void> {
  for (const column of newColumns) {
    if (!oldColumns.includes(column)) tally.add({ table, change: 'column-added', column }, null);
  }
  for (const column of oldColumns) {
    if (!newColumns.includes(column)) tally.add({ table, change: 'column-removed', column }, null);
  }

  const columns = newColumns.filter((column) => oldColumns.includes(column));
  const before = rowsSql({ table, schema: from, columns, asOf });
  const after = rowsSql({ table, schema: to, columns, asOf });
  await manager.query(
    `DECLARE differing NO SCROLL CURSOR FOR
     SELECT coalesce(o.key, n.key) AS key, o.values AS before, n.values AS after
       FROM (${before}) AS o FULL JOIN (${after}) AS n ON n.key = o.key
      WHERE o.values IS DISTINCT FROM n.values
      ORDER BY coalesce(o.key, n.key) COLLATE "C" LIMIT ${DIFFERING_ROWS_MAX}`,
  );
  for (;;) {
    const rows: DifferingRow[] = await manager.query(`FETCH ${FETCH_ROWS} FROM differing`);
    if (rows.length === 0) break;
    for (const row of rows) tallyRow(table, row, tally);
  }
  await manager.query('CLOSE differing');
}

interface DifferingRow {
  readonly key: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

function tallyRow(table: string, row: DifferingRow, tally: DifferenceTally): void {
  const { key, before, after } = row;
  if (before === null) return tally.add({ table, change: 'added', column: null }, row);
  if (after === null) return tally.add({ table, change: 'removed', column: null }, row);

  for (const column of Object.keys(after)) {
    if (JSON.stringify(before[column]) === JSON.stringify(after[column])) continue;
    const example = { key, before: before[column], after: after[column] };
    tally.add({ table, change: 'changed', column }, example);
  }
}

interface RowsToRead {
  readonly table: string;
  readonly schema: string;
  readonly columns: readonly string[];
  readonly asOf: AsOfPositions;
}

// The runtime's own key is the same for every table and every version of the logic.
function rowsSql({ table, schema, columns, asOf }: RowsToRead): string {
  const key =
    table === EVENT_INDEX
      ? `t.partition || ':' || t.pseq`
      : `t.partition || ':' || t.recorded_from || ' ' || t.event_id || ' ' || t.n`;
  const values = columns.map((column) => `'${column}', ${columnAsOf(column)}`);

  return `SELECT ${key} AS key, jsonb_build_object(${values.join(', ')}) AS values
            FROM "${schema}"."${table}" AS t ${joinAsOf({ name: table }, asOf)}`;
}
