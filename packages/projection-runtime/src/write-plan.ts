import type { DecodedEvent } from '@rapporteur/contracts';
import type { EntityManager } from 'typeorm';
import { type BatchPlan, findTargets, planBatch, type RowClosing } from './batch-plan.ts';
import { copyRows } from './copy-rows.ts';
import { type DeclaredColumn, type DeclaredTable, readDeclaredTables } from './declared-tables.ts';
import {
  EVENT_INDEX,
  EVENT_INDEX_COLUMNS,
  findIndexedEvents,
  type IndexedEvent,
} from './event-index.ts';
import type { GenerationPartition } from './generation-partition.ts';
import type { Projection } from './projection.ts';

/** A table with at least this many rows is written by COPY; smaller ones share one statement. */
const COPY_ROWS_MIN = 500;
const INDEX_COLUMNS: readonly DeclaredColumn[] = EVENT_INDEX_COLUMNS.map((name) => ({
  name,
  valueKind: 'plain',
}));

/** Rows for one table. */
interface TableWrite {
  readonly qualified: string;
  readonly columns: readonly DeclaredColumn[];
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
  for (const { name, qualified, columns } of tables) {
    const rows = plan.rows.get(name) ?? [];
    if (rows.length > 0) writes.push({ qualified, columns, rows });
  }

  const small = writes.filter(({ rows }) => rows.length < COPY_ROWS_MIN);
  const closings = { partition, closings: plan.closings, tables };
  await closeAndInsert(manager, closings, small);

  for (const { qualified, columns, rows } of writes) {
    if (rows.length >= COPY_ROWS_MIN) await copyRows(manager, { qualified, columns }, rows);
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

function createIndexWrite(schema: string, rows: readonly IndexedEvent[]): TableWrite {
  return { qualified: `"${schema}".${EVENT_INDEX}`, columns: INDEX_COLUMNS, rows };
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
    values.push(partition, ...listClosingValues(closings));
    parts.push(...tables.map(({ qualified }) => formatClosingSql(qualified)));
  }

  for (const { qualified, columns, rows } of writes) {
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const json = `$${values.push(JSON.stringify(rows))}::jsonb`;
    parts.push(
      `INSERT INTO ${qualified} (${names})
       SELECT ${names} FROM jsonb_populate_recordset(NULL::${qualified}, ${json})`,
    );
  }

  if (parts.length === 0) return;
  const withParts = parts.map((part, n) => `w${n} AS (${part})`).join(', ');
  await manager.query(`WITH ${withParts} SELECT`, values);
}

// Uses the first seven parameters of the statement. A current generation has an index by event id;
// a generation that is being loaded has one by event position. Both conditions serve both cases.
function formatClosingSql(qualified: string): string {
  return `UPDATE ${qualified} AS t
         SET recorded_to = c.recorded_to, recorded_to_at = c.recorded_to_at, closed_by = c.closed_by
        FROM unnest($2::text[], $3::text[], $4::integer[], $5::integer[], $6::timestamptz[],
                    $7::text[])
               AS c (collection, event_id, event_pseq, recorded_to, recorded_to_at, closed_by)
       WHERE t.partition = $1::integer AND t.collection = c.collection
         AND t.event_id = c.event_id AND t.event_pseq = c.event_pseq AND t.recorded_to IS NULL`;
}

function listClosingValues(closings: readonly RowClosing[]): readonly unknown[] {
  return [
    closings.map(({ collection }) => collection),
    closings.map(({ eventId }) => eventId),
    closings.map(({ eventPseq }) => eventPseq),
    closings.map(({ recordedTo }) => recordedTo),
    closings.map(({ recordedToAt }) => recordedToAt),
    closings.map(({ closedBy }) => closedBy),
  ];
}
