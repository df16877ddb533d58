import { type DataSource, type EntityManager, In } from 'typeorm';
import {
  type AllowedDifference,
  DifferenceTally,
  type GenerationDifference,
} from './difference.ts';
import { EVENT_INDEX } from './event-index.ts';
import type { Generation } from './generation.ts';
import { MIGRATIONS_TABLE } from './migrate.ts';
import { type CommandKey, ParkedCommand, SkippedCommand } from './parked-command.ts';
import { listParkedBySchema, listSkipped } from './parked-commands.ts';
import { positionRepository } from './positions.ts';
import type { Projection } from './projection.ts';
import { selectRows } from './select-rows.ts';
import type { AsOfPositions } from './sql/as-of.sql.ts';
import { listStoredColumns } from './sql/catalog.sql.ts';
import { readCursor } from './sql/cursor.sql.ts';
import { type DifferingRow, formatDifferingRows } from './sql/differing-rows.sql.ts';
import { setForTransaction } from './sql/settings.sql.ts';
import { computeStateHash } from './state-hash.ts';
import { StoredPosition } from './stored-position.ts';
import { readTableName, type SqlExpression, tableColumns } from './table-columns.ts';

/** The number of differing rows of one fetch. */
const FETCH_ROWS = 500;
/** The comparison of a table ends after this number of differing rows. */
const DIFFERING_ROWS_MAX = 100_000;
const PARKED_TABLE = readTableName(ParkedCommand);
/** The column of the key of the event index that an earlier layout lacks. */
const EVENT_INDEX_KEY = 'first_pseq';
const UNCOMPARED_TABLES = [MIGRATIONS_TABLE, PARKED_TABLE, readTableName(SkippedCommand)];

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
  const position = tableColumns(StoredPosition, 'p');
  const query = positionRepository(dataSource.manager)
    .createQueryBuilder('p')
    .setFindOptions({ where: { schema: In([from, to]) } })
    .groupBy(position.partition)
    .having('count(*) = 2')
    .orderBy(position.partition);
  const nextSeq: SqlExpression<number> = `min(${position.nextSeq})`;
  const rows = await selectRows(query, { partition: position.partition, nextSeq });
  return rows.map((row) => [row.partition, row.nextSeq - 1] as const);
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
    await setForTransaction(manager, { TimeZone: 'UTC' });
    const before = await listComparedColumns(manager, from);
    const after = await listComparedColumns(manager, to);
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

/** Returns the columns of the tables that hold rows; parked commands are compared apart. */
async function listComparedColumns(
  manager: EntityManager,
  schema: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = await listStoredColumns(manager, schema);
  return new Map([...columns].filter(([table]) => !UNCOMPARED_TABLES.includes(table)));
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

  // The rows of an index of another release have other keys; its columns are differences already.
  if (table === EVENT_INDEX && !oldColumns.includes(EVENT_INDEX_KEY)) return;

  const columns = newColumns.filter((column) => oldColumns.includes(column));
  const pair = { table, from, to, columns, asOf, rowsMax: DIFFERING_ROWS_MAX };
  const batches = readCursor<DifferingRow>(manager, formatDifferingRows(pair), FETCH_ROWS);
  for await (const rows of batches) {
    for (const row of rows) tallyRow(table, row, tally);
  }
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
