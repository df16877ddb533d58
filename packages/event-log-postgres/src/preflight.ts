import { EMPTY_HEAD, type PreflightFinding } from '@rapporteur/event-log';
import type { Pool } from 'pg';
import type { LogTableNames } from './layout.ts';

interface ServerRow {
  readonly server_version_num: string;
  readonly server_encoding: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly standby: boolean;
}

interface CounterRow {
  readonly partition: number;
  readonly last_pseq: number;
  readonly term: number;
  readonly first: number | null;
  readonly last: number | null;
  /** The JSON text of the last event. */
  readonly bytes: string | null;
}

/** The oldest supported Postgres. */
const VERSION_MIN = 14_00_00;
/** The clock difference above which there is a warning. */
const CLOCK_SKEW_MS_MAX = 2_000;

/** Checks the settings of the server and the counters of the log. */
export async function inspectLog(
  pool: Pool,
  names: LogTableNames,
  partitions: number,
): Promise<PreflightFinding[]> {
  const counters = await readCounters(pool, names);
  return [
    ...(await inspectServer(pool)),
    ...inspectCounters(counters, partitions),
    inspectClock(counters, Date.now()),
  ];
}

/** Checks the clock of the last recorder: an event is recorded before now. */
function inspectClock(rows: readonly CounterRow[], nowMs: number): PreflightFinding {
  const aheadMs = rows.map(({ bytes }) => {
    const { time } = JSON.parse(bytes ?? '{}') as { readonly time?: string };
    return time === undefined ? 0 : Date.parse(time) - nowMs;
  });
  const skewMs = Math.max(0, ...aheadMs);
  const isOk = skewMs <= CLOCK_SKEW_MS_MAX;
  return {
    level: isOk ? 'ok' : 'warning',
    setting: 'clock of the last recorder',
    value: isOk ? 'not ahead' : `${skewMs} ms ahead`,
    remedy: isOk
      ? ''
      : 'Synchronize all machines with one time source. Until the clocks have caught up, all ' +
        'events get the time of the last one.',
  };
}

async function inspectServer(pool: Pool): Promise<PreflightFinding[]> {
  const settings = [
    'server_version_num',
    'server_encoding',
    'fsync',
    'full_page_writes',
    'synchronous_commit',
  ];
  const columns = settings.map((name) => `current_setting('${name}') AS ${name}`);
  const { rows } = await pool.query<ServerRow>(
    `SELECT ${columns.join(', ')}, pg_is_in_recovery() AS standby`,
  );
  return rows.flatMap((server) => [
    refuseUnless(
      Number(server.server_version_num) >= VERSION_MIN,
      'server_version_num',
      server.server_version_num,
      'Use Postgres 14 or newer.',
    ),
    refuseUnless(
      server.server_encoding === 'UTF8',
      'server_encoding',
      server.server_encoding,
      "Create the database with ENCODING 'UTF8': events are UTF-8.",
    ),
    refuseUnless(
      server.fsync === 'on',
      'fsync',
      server.fsync,
      'Set fsync = on: without it a crash loses acknowledged events.',
    ),
    refuseUnless(
      server.full_page_writes === 'on',
      'full_page_writes',
      server.full_page_writes,
      'Set full_page_writes = on: without it a crash may tear pages.',
    ),
    refuseUnless(
      server.synchronous_commit !== 'off',
      'synchronous_commit',
      server.synchronous_commit,
      'Set synchronous_commit = on: without it a crash loses acknowledged events.',
    ),
    refuseUnless(
      !server.standby,
      'in_recovery',
      String(server.standby),
      'Connect to the primary: a standby accepts no appends.',
    ),
  ]);
}

async function readCounters(pool: Pool, names: LogTableNames): Promise<CounterRow[]> {
  const { rows } = await pool.query<CounterRow>(`
    SELECT p.partition, p.last_pseq, p.term, earliest.first, latest.last, latest.bytes
    FROM ${names.partitions} p
    LEFT JOIN LATERAL (
      SELECT min(pseq) AS first FROM ${names.events} e WHERE e.partition = p.partition
    ) earliest ON true
    LEFT JOIN LATERAL (
      SELECT last_pseq AS last, split_part(bytes, E'\\n', -1) AS bytes FROM ${names.events} e
       WHERE e.partition = p.partition ORDER BY pseq DESC LIMIT 1
    ) latest ON true
    ORDER BY p.partition`);
  return rows;
}

function inspectCounters(rows: readonly CounterRow[], partitions: number): PreflightFinding[] {
  const contiguous =
    rows.length === partitions && rows.every(({ partition }, index) => partition === index);
  return [
    refuseUnless(
      contiguous,
      'partitions',
      String(rows.length),
      `Restore the log: it was created with ${partitions} partitions.`,
    ),
    ...rows.map((row) => {
      const range = `pseq ${row.first ?? '-'} to ${row.last ?? '-'}`;
      const value = `${range}, counter ${row.last_pseq}, term ${row.term}`;
      return refuseUnless(
        isConsistent(row),
        `partition ${row.partition}`,
        value,
        'Restore the log from an export: its rows and its counter disagree.',
      );
    }),
  ];
}

function isConsistent({ last_pseq, term, first, last, bytes }: CounterRow): boolean {
  const { pseq, term: termOfEmpty } = EMPTY_HEAD;
  if (bytes === null) return last_pseq === pseq && term === termOfEmpty;
  const event = JSON.parse(bytes) as { pseq?: unknown; term?: unknown };
  return first === 0 && last === last_pseq && event.pseq === last_pseq && event.term === term;
}

function refuseUnless(
  isValid: boolean,
  setting: string,
  value: string,
  remedy: string,
): PreflightFinding {
  return { level: isValid ? 'ok' : 'refuse', setting, value, remedy: isValid ? '' : remedy };
}
