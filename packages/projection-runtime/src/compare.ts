import type { DataSource, EntityManager } from 'typeorm';
import {
  type AllowedDifference,
  type GenerationDifference,
  DifferenceTally,
  readStoredColumns,
} from './difference.ts';
import { EVENT_INDEX } from './event-index.ts';
import type { Generation } from './generations.ts';
import { type CommandKey, listSkipped, listParked, PARKED_TABLE } from './parked-commands.ts';
import { RUNTIME_SCHEMA } from './positions.ts';
import type { Projection } from './projection.ts';
import { computeStateHash } from './state-hash.ts';
import { columnAsOf, joinAsOf, type AsOfPositions } from './as-of-positions.ts';

/** Rows that differ are fetched so many at a time. */
const FETCH_ROWS = 500;
/** Beyond so many rows that differ, a table is not looked through further. */
const DIFFERING_ROWS_MAX = 100_000;

/** How two generations of a read model compare, as both were at the same positions. */
export interface GenerationComparison {
  readonly from: string;
  readonly to: string;
  /** Of each partition the position, inclusive: `0:42`. */
  readonly at: readonly string[];
  /** Whether one version of the logic made both. */
  readonly sameLogic: boolean;
  readonly hashes: { readonly from: string; readonly to: string } | null;
  /** Empty: they are the same. */
  readonly differences: readonly GenerationDifference[];
}

/** Whether a generation may serve in place of the one it was compared with. */
export function canServe({ differences, hashes }: GenerationComparison): boolean {
  // Hashes that differ although no row does are a difference that nobody can have allowed.
  const explained = hashes === null || hashes.from === hashes.to || differences.length > 0;
  return explained && differences.every(({ allowed }) => allowed !== null);
}

/**
 * Compares two generations at the last positions that both have reached; both may go on meanwhile. By state hash where
 * one logic made them, and row by row where the hashes differ or the logic does.
 */
export async function compareGenerations(
  dataSource: DataSource,
  projection: Projection,
  { from, to }: { readonly from: Generation; readonly to: Generation },
  allowed: readonly AllowedDifference[],
): Promise<GenerationComparison> {
  const upTo = await commonPositions(dataSource, from.schema, to.schema);
  const sameLogic = from.version === to.version;
  const hashes = sameLogic ? await hashBoth(dataSource, projection, { from, to }, upTo) : null;
  const same = hashes !== null && hashes.from === hashes.to;
  const tally = new DifferenceTally(allowed);
  const tallied = { from: from.schema, to: to.schema, asOf: upTo, tally };
  if (!same) await tallyTables(dataSource, tallied);
  await tallyParked(dataSource.manager, tallied);
  return {
    from: from.schema,
    to: to.schema,
    at: upTo.map(([partition, pseq]) => `${partition}:${pseq}`),
    sameLogic,
    hashes,
    differences: tally.differences(),
  };
}

async function commonPositions(
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

async function hashBoth(
  dataSource: DataSource,
  projection: Projection,
  { from, to }: { readonly from: Generation; readonly to: Generation },
  upTo: AsOfPositions,
): Promise<{ readonly from: string; readonly to: string }> {
  const [one, other] = await Promise.all(
    [from, to].map(({ schema }) =>
      computeStateHash(dataSource, projection, { schema, asOf: upTo }),
    ),
  );
  return { from: one?.hash ?? '', to: other?.hash ?? '' };
}

interface ComparedGenerations {
  readonly from: string;
  readonly to: string;
  readonly asOf: AsOfPositions;
  readonly tally: DifferenceTally;
}

async function tallyTables(dataSource: DataSource, tallied: ComparedGenerations): Promise<void> {
  await dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query(`SET LOCAL TimeZone = 'UTC'`);
    const [before, after] = [
      await readStoredColumns(manager, tallied.from),
      await readStoredColumns(manager, tallied.to),
    ];
    for (const table of [...new Set([...before.keys(), ...after.keys()])].toSorted()) {
      const [old, now] = [before.get(table), after.get(table)];
      if (old === undefined) tallied.tally.add(table, 'table-added', null, null);
      else if (now === undefined) tallied.tally.add(table, 'table-removed', null, null);
      else await tallyTable(manager, table, { old, now }, tallied);
    }
  });
}

/**
 * What only the new generation cannot show is a difference, although no row need tell of it: answers would be
 * incomplete that were not. What the old one has left out the new one leaves out too, once it has come as far.
 */
async function tallyParked(
  manager: EntityManager,
  { from, to, asOf: upTo, tally }: ComparedGenerations,
): Promise<void> {
  const known = new Set(
    [...(await listParked(manager, { schema: from })), ...(await listSkipped(manager, from))].map(
      nameOf,
    ),
  );
  const reached = new Map(upTo);
  for (const command of await listParked(manager, { schema: to })) {
    const { partition, firstPseq, commandId, code, reason } = command;
    if (known.has(nameOf(command)) || firstPseq > (reached.get(partition) ?? -1)) continue;
    const after = { command: commandId, code, reason };
    tally.add(PARKED_TABLE, 'added', null, {
      key: `${partition}:${firstPseq}`,
      before: null,
      after,
    });
  }
}

function nameOf({ partition, collection, commandId }: CommandKey): string {
  return `${partition} ${collection} ${commandId}`;
}

async function tallyTable(
  manager: EntityManager,
  table: string,
  { old, now }: { readonly old: readonly string[]; readonly now: readonly string[] },
  { from, to, asOf: upTo, tally }: ComparedGenerations,
): Promise<void> {
  for (const column of now.filter((one) => !old.includes(one)))
    tally.add(table, 'column-added', column, null);
  for (const column of old.filter((one) => !now.includes(one)))
    tally.add(table, 'column-removed', column, null);
  const common = now.filter((column) => old.includes(column));
  const rows = (schema: string): string => rowsAsJson(table, schema, common, upTo);
  await manager.query(
    `DECLARE differing NO SCROLL CURSOR FOR
     SELECT coalesce(o.key, n.key) AS key, o.values AS before, n.values AS after
       FROM (${rows(from)}) AS o FULL JOIN (${rows(to)}) AS n ON n.key = o.key
      WHERE o.values IS DISTINCT FROM n.values ORDER BY coalesce(o.key, n.key) COLLATE "C" LIMIT ${DIFFERING_ROWS_MAX}`,
  );
  for (;;) {
    const differing: DifferingRow[] = await manager.query(`FETCH ${FETCH_ROWS} FROM differing`);
    if (differing.length === 0) break;
    for (const row of differing) tallyRow(table, row, tally);
  }
  await manager.query('CLOSE differing');
}

interface DifferingRow {
  readonly key: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

function tallyRow(
  table: string,
  { key, before, after }: DifferingRow,
  tally: DifferenceTally,
): void {
  if (before === null) tally.add(table, 'added', null, { key, before, after });
  else if (after === null) tally.add(table, 'removed', null, { key, before, after });
  else {
    for (const column of Object.keys(after)) {
      const [old, now] = [before[column], after[column]];
      if (JSON.stringify(old) !== JSON.stringify(now)) {
        tally.add(table, 'changed', column, { key, before: old, after: now });
      }
    }
  }
}

// The key of the runtime's own making is the same for every table, whatever the version of the logic.
function rowsAsJson(
  table: string,
  schema: string,
  columns: readonly string[],
  upTo: AsOfPositions,
): string {
  const key =
    table === EVENT_INDEX
      ? `t.partition || ':' || t.pseq`
      : `t.partition || ':' || t.recorded_from || ' ' || t.event_id || ' ' || t.n`;
  const values = columns.map((column) => `'${column}', ${columnAsOf(column)}`);
  return `SELECT ${key} AS key, jsonb_build_object(${values.join(', ')}) AS values
            FROM "${schema}"."${table}" AS t ${joinAsOf({ name: table }, upTo)}`;
}
