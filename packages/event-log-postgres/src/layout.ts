/** The tables of a log, and how they come to be: one row a partition, one row an event. */
import { LogError } from '@rapporteur/event-log';
import type { ClientBase, Pool } from 'pg';
import { runInTransaction } from './transaction.ts';

/** The version of the tables below. A later one must bring a step that leads there. */
const LAYOUT_VERSION = 1;
/** The most partitions of a log; each costs a row and a place in every reader. */
const PARTITIONS_MAX = 10_000;
/** Two processes that make a log at once would collide: one waits for the other. */
const LAYOUT_LOCK = '7809632219779543923';
const SCHEMA = /^[a-z_][a-z0-9_]{0,47}$/;

/** The names of a log's tables, quoted, and of the channel that tells of appends. */
export interface LogTableNames {
  readonly schema: string;
  readonly layout: string;
  readonly partitions: string;
  readonly events: string;
  readonly channel: string;
}

/** The names of the log in a schema. */
export function buildTableNames(schema: string): LogTableNames {
  if (!SCHEMA.test(schema))
    throw new RangeError(
      `${schema} is no name for a schema: use lower-case letters, digits and _.`,
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
  -- last_pseq and term are moved in the statement that appends: the row is the fence.
  CREATE TABLE ${names.partitions} (
    partition integer PRIMARY KEY,
    last_pseq integer NOT NULL,
    term integer NOT NULL
  ) WITH (fillfactor = 10);
  -- bytes is the event's JSON text as it was serialised; batch_first is where its writer's batch begins.
  CREATE TABLE ${names.events} (
    partition integer NOT NULL,
    pseq integer NOT NULL,
    batch_first integer NOT NULL,
    bytes text NOT NULL,
    PRIMARY KEY (partition, pseq)
  );`;

/**
 * Makes the log's tables unless they are there, and answers how many partitions it has.
 * @throws LogError LOG_PREFLIGHT_REFUSED where the log has another count than asked for.
 */
export async function ensureLayout(
  pool: Pool,
  names: LogTableNames,
  asked: number | undefined,
): Promise<number> {
  return judgeLayout(
    names,
    (await readLayout(pool, names)) ?? (await makeLayout(pool, names, asked ?? 1)),
    asked,
  );
}

/** As `ensureLayout`, but makes nothing. @throws LogError LOG_NOT_MADE too */
export async function findLayout(
  pool: Pool,
  names: LogTableNames,
  asked: number | undefined,
): Promise<number> {
  const found = await readLayout(pool, names);
  if (found !== undefined) return judgeLayout(names, found, asked);
  throw new LogError(
    'LOG_NOT_MADE',
    `There is no log in the schema ${names.schema} yet: the first start makes it.`,
  );
}

function judgeLayout(names: LogTableNames, found: LogLayout, asked: number | undefined): number {
  if (found.version !== LAYOUT_VERSION)
    throw refused(
      `The log in ${names.schema} has tables of version ${found.version}, this program knows ${LAYOUT_VERSION}: use a program of its version.`,
    );
  if (asked !== undefined && found.partitions !== asked)
    throw refused(
      `The log in ${names.schema} has ${found.partitions} partitions, not ${asked}. Their count never changes: ask for ${found.partitions}, or make another log.`,
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
  // Not to_regclass: it may answer from a cache that does not know yet what another process made meanwhile.
  const table = await db.query('SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = $2', [
    names.schema,
    'layout',
  ]);
  if (table.rows.length === 0) return undefined;
  const { rows } = await db.query<LogLayout>(`SELECT version, partitions FROM ${names.layout}`);
  return rows[0];
}

async function makeLayout(
  pool: Pool,
  names: LogTableNames,
  partitions: number,
): Promise<LogLayout> {
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > PARTITIONS_MAX)
    throw new RangeError(`A log has 1 to ${PARTITIONS_MAX} partitions, not ${partitions}.`);
  return runInTransaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${LAYOUT_LOCK})`);
    return (await readLayout(client, names)) ?? (await makeTables(client, names, partitions));
  });
}

async function makeTables(
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

function refused(message: string): LogError {
  return new LogError('LOG_PREFLIGHT_REFUSED', message);
}
