import type { DecodedEvent } from '@rapporteur/contracts';
import type { EntityManager } from 'typeorm';
import { type BatchPlan, findTargets, planBatch, type RowClosing } from './batch-plan.ts';
import { copyRows } from './copy-rows.ts';
import { type DeclaredTable, readDeclaredTable, readDeclaredTables } from './declared-tables.ts';
import { EventIndexEntry } from './event-index-entry.ts';
import { findIndexedEvents, groupEvents, type IndexedEvent } from './event-index.ts';
import type { GenerationPartition } from './generation-partition.ts';
import type { Projection } from './projection.ts';
import {
  formatClosing,
  formatInsert,
  formatJsonRows,
  listClosingValues,
  runParts,
} from './sql/write-rows.sql.ts';

/** A table with at least this many rows is written by COPY; smaller ones share one statement. */
const COPY_ROWS_MIN = 50;

/** Rows for one table, by property. */
interface TableWrite {
  readonly table: DeclaredTable;
  readonly rows: readonly object[];
}

/** The events of a command that a command-wise writer applies. */
export interface CommandRows {
  readonly events: readonly DecodedEvent[];
  /** True if the index already holds the events, because the command was parked. */
  readonly isIndexed: boolean;
}

/** Plans and writes the rows of one command. @throws ProjectionError, or the error of Postgres. */
export async function writeCommand(
  manager: EntityManager,
  projection: Projection,
  { schema, partition }: GenerationPartition,
  { events, isIndexed }: CommandRows,
): Promise<void> {
  const targets = findTargets(events);
  const known = await findIndexedEvents(manager, { schema, partition }, targets);
  const tables = readDeclaredTables(projection, schema);
  const plan = planBatch(projection, tables, { partition, events, known });

  const written = isIndexed ? { ...plan, index: [] } : plan;
  await writePlan(manager, projection, { schema, partition }, written);
}

/** Writes everything that a plan holds. */
export async function writePlan(
  manager: EntityManager,
  projection: Projection,
  { schema, partition }: GenerationPartition,
  plan: BatchPlan,
): Promise<void> {
  const tables = [...readDeclaredTables(projection, schema).values()];
  const writes = plan.index.length > 0 ? [createIndexWrite(schema, plan.index)] : [];
  for (const table of tables) {
    const rows = plan.rows.get(table.name) ?? [];
    if (rows.length > 0) writes.push({ table, rows });
  }

  const small = writes.filter(({ rows }) => rows.length < COPY_ROWS_MIN);
  const closings = { partition, closings: plan.closings, tables };
  await closeAndInsert(manager, closings, small);

  for (const { table, rows } of writes) {
    if (rows.length >= COPY_ROWS_MIN) await copyRows(manager, table, rows);
  }
}

/** Adds events of a partition to the index of a generation. */
export async function writeIndex(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
  index: readonly IndexedEvent[],
): Promise<void> {
  const closings = { partition, closings: [], tables: [] };
  await closeAndInsert(manager, closings, [createIndexWrite(schema, index)]);
}

function createIndexWrite(schema: string, events: readonly IndexedEvent[]): TableWrite {
  return { table: readDeclaredTable(EventIndexEntry, schema), rows: groupEvents(events) };
}

/** Rows to close, and the tables that may hold them. */
interface TableClosings {
  readonly partition: number;
  readonly closings: readonly RowClosing[];
  readonly tables: readonly DeclaredTable[];
}

/** Closes and inserts by one statement: each of its parts sees the rows from before all of them. */
async function closeAndInsert(
  manager: EntityManager,
  { partition, closings, tables }: TableClosings,
  writes: readonly TableWrite[],
): Promise<void> {
  const values: unknown[] = [];
  const parts: string[] = [];
  if (closings.length > 0) {
    values.push(...listClosingValues(partition, closings));
    parts.push(...tables.map(({ qualified }) => formatClosing(qualified)));
  }
  for (const { table, rows } of writes) {
    parts.push(formatInsert(table, values.push(formatJsonRows(table, rows))));
  }
  if (parts.length > 0) await runParts(manager, parts, values);
}
