import type { EventLog } from '@rapporteur/event-log';
import type { DataSource } from 'typeorm';
import { LEASE_MS } from './leases.ts';
import { loadPosition, type Position, RUNTIME_SCHEMA } from './positions.ts';
import { type Projection, schemaOf } from './projection.ts';
import { classify } from './projection-error.ts';

/** Events behind are counted up to here; more read as "at least". */
export const LAG_EVENTS_MAX = 10_000;

/** How one projection stands in one partition. */
export interface ProjectionStatus {
  /** `timeline_v1` */
  readonly projection: string;
  readonly partition: number;
  /** The last event applied, `0:42`; null before the first. */
  readonly position: string | null;
  readonly state: 'live' | 'catching-up' | 'stopped';
  /** Why it is stopped, or cannot say how far behind it is. */
  readonly reason: { readonly code: string; readonly message: string } | null;
  /** Events of the log that are not applied yet; null where that is not known. Never 0 unless somebody is at work. */
  readonly lagEvents: number | null;
  /** True where there are more than were counted. */
  readonly lagIsAtLeast: boolean;
  /** How long the oldest of them has waited, or how long nobody has been at work; null where that is not known. */
  readonly lagSeconds: number | null;
  /** Since somebody at work on it last gave a sign of life; null: nobody ever did. */
  readonly heartbeatAgeSeconds: number | null;
  readonly owner: string | null;
}

interface StatusRow {
  state: ProjectionStatus['state'];
  reason_code: string | null;
  reason: string | null;
  owner: string | null;
  heartbeat_age: number | null;
  now: Date;
}

/** How every projection stands in every partition of the log. Asks the log itself, since a dead projector cannot tell. */
export async function projectionStatus(
  dataSource: DataSource,
  log: EventLog,
  projections: readonly Pick<Projection, 'name' | 'version'>[],
): Promise<readonly ProjectionStatus[]> {
  const partitions = Array.from({ length: log.partitions }, (_, partition) => partition);
  const all = projections.flatMap((projection) =>
    partitions.map((partition) => [schemaOf(projection), partition] as const),
  );
  const statuses: ProjectionStatus[] = [];
  for (const [projection, partition] of all) statuses.push(await statusOf(dataSource, log, projection, partition));
  return statuses;
}

async function statusOf(
  dataSource: DataSource,
  log: EventLog,
  projection: string,
  partition: number,
): Promise<ProjectionStatus> {
  const position = await loadPosition(dataSource.manager, projection, partition);
  const row = await readRow(dataSource, projection, partition);
  const lag = await readLag(log, position);
  const life = signOfLife(row);
  const waitedSeconds = lag.oldest === null ? 0 : Math.max(0, (row.now.getTime() - Date.parse(lag.oldest)) / 1000);
  const idleSeconds = life.state === 'stopped' ? row.heartbeat_age : 0;
  const known = lag.fault === null;
  return {
    projection,
    partition,
    position: position.head.pseq < 0 ? null : `${partition}:${position.head.pseq}`,
    state: life.state,
    reason: lag.fault ?? life.reason,
    lagEvents: !known || (life.state === 'stopped' && lag.events === 0) ? null : lag.events,
    lagIsAtLeast: lag.events >= LAG_EVENTS_MAX,
    lagSeconds: known && idleSeconds !== null ? round(Math.max(waitedSeconds, idleSeconds)) : null,
    heartbeatAgeSeconds: row.heartbeat_age === null ? null : round(row.heartbeat_age),
    owner: row.owner,
  };
}

async function readRow(dataSource: DataSource, projection: string, partition: number): Promise<StatusRow> {
  const rows: StatusRow[] = await dataSource.query(
    `SELECT p.state, p.reason_code, p.reason, p.owner, clock_timestamp() AS now,
            extract(epoch FROM clock_timestamp() - p.heartbeat_at)::float8 AS heartbeat_age
       FROM (SELECT 1) AS one LEFT JOIN ${RUNTIME_SCHEMA}.positions p ON p.projection = $1 AND p.partition = $2`,
    [projection, partition],
  );
  const [row] = rows;
  if (row === undefined) throw new TypeError('a left join of one row has one row');
  return row;
}

function signOfLife(row: StatusRow): Pick<ProjectionStatus, 'state' | 'reason'> {
  if (row.heartbeat_age === null) {
    return {
      state: 'stopped',
      reason: { code: 'PROJECTION_NEVER_STARTED', message: 'No projector has worked on it.' },
    };
  }
  if (row.state !== 'stopped' && row.heartbeat_age * 1000 > LEASE_MS) {
    const message = `Its projector ${row.owner ?? ''} has given no sign of life for ${round(row.heartbeat_age)} s.`;
    return { state: 'stopped', reason: { code: 'PROJECTION_SILENT', message } };
  }
  if (row.state !== 'stopped') return { state: row.state, reason: null };
  const message = row.reason ?? 'Its projector was stopped.';
  return { state: 'stopped', reason: { code: row.reason_code ?? 'PROJECTION_NOT_RUNNING', message } };
}

interface Lag {
  readonly events: number;
  /** When the oldest event that waits was recorded. */
  readonly oldest: string | null;
  readonly fault: ProjectionStatus['reason'];
}

async function readLag(log: EventLog, { partition, head }: Position): Promise<Lag> {
  let events = 0;
  let oldest: string | null = null;
  try {
    const { signal } = new AbortController();
    for await (const batch of log.read(partition, head, { follow: false, signal })) {
      oldest ??= batch.events[0]?.event.time ?? null;
      events += batch.events.length;
      if (events >= LAG_EVENTS_MAX) break;
    }
    return { events, oldest, fault: null };
  } catch (error) {
    const { code, message } = classify(error);
    return { events, oldest, fault: { code, message } };
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
