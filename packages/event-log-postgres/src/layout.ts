/** The tables of a log: one row for each partition and one for each event. */
import { LogError } from '@rapporteur/event-log';
import type { ClientBase, Pool } from 'pg';
import { runInTransaction } from './transaction.ts';

/** The version of the tables: 1 had a row for each event. A later version needs a migration step. */
const LAYOUT_VERSION = 2;
/** The events of a row that a log of version 1 gets. */
const MIGRATED_EVENTS = 64;
/** Limits the cost of readers and writers, which grows with the number of partitions. */
const PARTITIONS_MAX = 10_000;
/** The advisory lock of processes that create the same log at once. */
const LAYOUT_LOCK = '7809632219779543923';
const SCHEMA = /^[a-z_][a-z0-9_]{0,47}$/;

/** The quoted names of a log's tables, and the channel that notifies of appends. */
export interface LogTableNames {
  readonly schema: string;
  readonly layout: string;
  readonly partitions: string;
  readonly events: string;
  readonly channel: string;
}

/** Returns the names of the log in a schema. @throws RangeError */
export function buildTableNames(schema: string): LogTableNames {
  if (!SCHEMA.test(schema))
    throw new RangeError(
      `"${schema}" is not a valid schema name: use lower-case letters, digits and _.`,
    );
  const inSchema = (table: string): string => `"${schema}".${table}`;
  return {
    schema,
    layout: inSchema('layout'),
    partitions: inSchema('partitions'),
    events: inSchema('events'),
    channel: `rapporteur_${schema}`,
  };
}

const tables = (names: LogTableNames): string => `
  CREATE SCHEMA IF NOT EXISTS "${names.schema}";
  CREATE TABLE ${names.layout} (
    version integer NOT NULL,
    partitions integer NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
  );
  -- The append statement changes last_pseq and term, so the row fences other writers.
  CREATE TABLE ${names.partitions} (
    partition integer PRIMARY KEY,
    last_pseq integer NOT NULL,
    term integer NOT NULL
  ) WITH (fillfactor = 10);
  ${eventsTable(names)}`;

/**
 * A row holds a segment of a batch. Events of a batch repeat each other, and Postgres compresses
 * each row by itself, so together they take a quarter of what they take one by one.
 */
const eventsTable = (names: LogTableNames): string => `
  -- bytes is the JSON texts of the events from pseq to last_pseq, one a line; batch_first is the
  -- first pseq of their batch.
  CREATE TABLE ${names.events} (
    partition integer NOT NULL,
    pseq integer NOT NULL,
    last_pseq integer NOT NULL,
    batch_first integer NOT NULL,
    bytes text NOT NULL,
    PRIMARY KEY (partition, pseq) WITH (fillfactor = 100)
  );`;

/**
 * Creates missing tables. Returns the number of partitions.
 * @throws LogError LOG_PREFLIGHT_REFUSED if the log has another number than requested
 */
export async function ensureLayout(
  pool: Pool,
  names: LogTableNames,
  requested: number | undefined,
): Promise<number> {
  const found =
    (await readLayout(pool, names)) ?? (await createLayout(pool, names, requested ?? 1));
  return checkLayout(
    names,
    found.version === 1 ? await migrateLayout(pool, names) : found,
    requested,
  );
}

/** Like `ensureLayout`, but creates nothing. @throws LogError LOG_NOT_MADE, too */
export async function findLayout(
  pool: Pool,
  names: LogTableNames,
  requested: number | undefined,
): Promise<number> {
  const found = await readLayout(pool, names);
  if (found !== undefined) return checkLayout(names, found, requested);
  throw new LogError(
    'LOG_NOT_MADE',
    `Schema ${names.schema} holds no log yet: the first start creates it.`,
  );
}

function checkLayout(
  names: LogTableNames,
  found: LogLayout,
  requested: number | undefined,
): number {
  if (found.version === 1)
    throw createPreflightError(
      `The tables of the log in ${names.schema} have version 1: start the command service, or ` +
        `\`rapporteur start\`, of this release once. It converts them.`,
    );
  if (found.version !== LAYOUT_VERSION)
    throw createPreflightError(
      `The tables of the log in ${names.schema} have version ${found.version}, but this program ` +
        `supports version ${LAYOUT_VERSION}: use a program of that version.`,
    );
  if (requested !== undefined && found.partitions !== requested)
    throw createPreflightError(
      `The log in ${names.schema} has ${found.partitions} partitions, not ${requested}. ` +
        `The number is permanent: request ${found.partitions}, or create another log.`,
    );
  return found.partitions;
}

interface LogLayout {
  readonly version: number;
  readonly partitions: number;
}

async function readLayout(
  db: Pool | ClientBase,
  names: LogTableNames,
): Promise<LogLayout | undefined> {
  // Not to_regclass: its cache may miss a table that another process created meanwhile.
  const table = await db.query('SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = $2', [
    names.schema,
    'layout',
  ]);
  if (table.rows.length === 0) return undefined;
  const { rows } = await db.query<LogLayout>(`SELECT version, partitions FROM ${names.layout}`);
  return rows[0];
}

async function createLayout(
  pool: Pool,
  names: LogTableNames,
  partitions: number,
): Promise<LogLayout> {
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > PARTITIONS_MAX)
    throw new RangeError(
      `The number of partitions must be 1 to ${PARTITIONS_MAX}, not ${partitions}.`,
    );
  return runInTransaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${LAYOUT_LOCK})`);
    return (await readLayout(client, names)) ?? (await createTables(client, names, partitions));
  });
}

/** Joins the events of a log of version 1 into rows of version 2. Nobody can append meanwhile. */
async function migrateLayout(pool: Pool, names: LogTableNames): Promise<LogLayout> {
  return runInTransaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${LAYOUT_LOCK})`);
    const found = await readLayout(client, names);
    if (found?.version !== 1) return found ?? { version: LAYOUT_VERSION, partitions: 0 };

    const old = `"${names.schema}".events_v1`;
    await client.query(`
      SET LOCAL statement_timeout = 0;
      LOCK TABLE ${names.partitions}, ${names.events} IN ACCESS EXCLUSIVE MODE;
      ALTER TABLE ${names.events} RENAME TO events_v1;
      ALTER INDEX "${names.schema}".events_pkey RENAME TO events_v1_pkey;
      ${eventsTable(names)}
      INSERT INTO ${names.events} (partition, pseq, last_pseq, batch_first, bytes)
      SELECT partition, min(pseq), max(pseq), batch_first, string_agg(bytes, E'\\n' ORDER BY pseq)
        FROM ${old} GROUP BY partition, batch_first, (pseq - batch_first) / ${MIGRATED_EVENTS};
      DROP TABLE ${old};
      UPDATE ${names.layout} SET version = ${LAYOUT_VERSION};`);
    return { ...found, version: LAYOUT_VERSION };
  });
}

async function createTables(
  client: ClientBase,
  names: LogTableNames,
  partitions: number,
): Promise<LogLayout> {
  await client.query(tables(names));
  await client.query(`INSERT INTO ${names.layout} (version, partitions) VALUES ($1, $2)`, [
    LAYOUT_VERSION,
    partitions,
  ]);
  await client.query(
    `INSERT INTO ${names.partitions} SELECT n, -1, 0 FROM generate_series(0, $1::integer - 1) AS n`,
    [partitions],
  );
  return { version: LAYOUT_VERSION, partitions };
}

function createPreflightError(message: string): LogError {
  return new LogError('LOG_PREFLIGHT_REFUSED', message);
}
