// Invariants
// 1. The lag is measured from the end of the log, read now, to the position that is stored with the rows: whether anybody
//    is at work, or says so, has no part in it.
// 2. What cannot be measured is null, never 0; and where nobody is at work, the lag is never 0.
import { type EventLog, type Head, LogEndReader } from '@rapporteur/event-log';
import type { DataSource } from 'typeorm';
import { findFurthestHead, listGenerations } from './generations.ts';
import { LEASE_MS } from './leases.ts';
import { countParked } from './parked-commands.ts';
import { loadPosition, type ProjectionPosition, RUNTIME_SCHEMA } from './positions.ts';
import type { Projection } from './projection.ts';
import { classifyError, ProjectionError } from './projection-error.ts';
import { findRebuildProcess } from './rebuild-lock.ts';

/** How a projection may stand; `rebuilding`: a generation that is being made beside, `parked`: some of it waits for a remedy. */
export const PROJECTION_STATES = [
  'live',
  'catching-up',
  'rebuilding',
  'parked',
  'stopped',
] as const;
export type ProjectionState = (typeof PROJECTION_STATES)[number];

/** How long an event may wait while a projection still counts as live. */
const LIVE_SECONDS_MAX = 2;
/** How long a projection with events to apply may stand still before it counts as stopped. */
const STUCK_SECONDS = 30;
/** How long the log may take to be read for a status. */
const LOG_TIMEOUT_MS = 3_000;

/** Why a projection stands as it does. */
interface StatusReason {
  readonly code: string;
  readonly message: string;
}

/** How one projection stands in one partition. */
export interface ProjectionStatus {
  /** `timeline` */
  readonly readModel: string;
  /** The generation: `timeline_v1`. */
  readonly projection: string;
  /** Whether it serves, or is made beside the one that does. */
  readonly serves: boolean;
  readonly partition: number;
  /** The last event applied, `0:42`; null before the first. */
  readonly position: string | null;
  /** The last event of the log, `0:57`; null before the first, and where the log cannot be read. */
  readonly logEnd: string | null;
  readonly state: ProjectionState;
  /** Why it is stopped, what it is waiting for, or why it cannot say how far behind it is. */
  readonly reason: StatusReason | null;
  /** Events of the log that are not applied yet; null where that is not known. Never 0 unless somebody is at work. */
  readonly lagEvents: number | null;
  /** How long the oldest of them has waited, or how long nobody has been at work; null where that is not known. */
  readonly lagSeconds: number | null;
  /** Since somebody at work on it last gave a sign of life; null: nobody ever did. */
  readonly heartbeatAgeSeconds: number | null;
  readonly owner: string | null;
  /** How many commands are not shown, because they fail or wait behind one that does. */
  readonly parked: number;
}

interface PositionStatusRow {
  state: ProjectionState;
  reason_code: string | null;
  reason: string | null;
  owner: string | null;
  heartbeat_age: number | null;
  /** Since it last moved, or was taken up. */
  still: number | null;
  now: Date;
}

interface StatusSource {
  readonly dataSource: DataSource;
  readonly log: EventLog;
  readonly ends: LogEndReader;
}

/**
 * How every projection stands in every partition of the log: the generation that serves, and after it the one that is
 * being made, if any. Asks the log itself, since a dead projector cannot tell.
 */
export async function readProjectionStatuses(
  dataSource: DataSource,
  log: EventLog,
  projections: readonly Pick<Projection, 'name'>[],
  ends: LogEndReader = new LogEndReader(log, (partition) =>
    findFurthestHead(dataSource.manager, projections, partition),
  ),
): Promise<readonly ProjectionStatus[]> {
  const source = { dataSource, log, ends };
  const partitions = Array.from({ length: log.partitions }, (_, partition) => partition);
  // They share the looks at the ends of the log.
  const statuses = projections.map(async (projection) => {
    const looked = await generationsLookedAt(dataSource, projection);
    const all = looked.flatMap((generation) =>
      partitions.map((partition) => statusOf(source, generation, partition)),
    );
    return (await Promise.all(all)).map((status) => ({ readModel: projection.name, ...status }));
  });
  return (await Promise.all(statuses)).flat();
}

/** A generation, and of one that is being made whether somebody is at it. */
interface GenerationToReport {
  readonly schema: string;
  readonly serves: boolean;
  readonly isBeingMade: boolean;
}

async function generationsLookedAt(
  { manager }: DataSource,
  projection: Pick<Projection, 'name'>,
): Promise<readonly GenerationToReport[]> {
  const all = await listGenerations(manager, projection);
  const serving = all.find(({ state }) => state === 'serving')?.schema ?? projection.name;
  const looked = [{ schema: serving, serves: true, isBeingMade: false }];
  const building = all.find(({ state }) => state === 'building');
  if (building === undefined) return looked;
  const isBeingMade = (await findRebuildProcess(manager, projection)) !== undefined;
  return [...looked, { schema: building.schema, serves: false, isBeingMade }];
}

async function statusOf(
  source: StatusSource,
  generation: GenerationToReport,
  partition: number,
): Promise<Omit<ProjectionStatus, 'readModel'>> {
  const { dataSource } = source;
  const { schema: projection, serves } = generation;
  // Before the log: what is applied while it is read must not look like a log that is too short.
  const position = await loadPosition(dataSource.manager, projection, partition);
  const row = await readRow(dataSource, projection, partition);
  const parked = await countParked(dataSource, projection, partition);
  const lag = await measureLag(source, position);
  const waitedSeconds =
    lag.oldest === null ? 0 : Math.max(0, (row.now.getTime() - Date.parse(lag.oldest)) / 1000);
  const life = serves ? signOfLife(row, waitedSeconds) : signOfMaking(generation);
  const idleSeconds = life.state === 'stopped' ? row.heartbeat_age : 0;
  return {
    projection,
    serves,
    partition,
    position: printed(partition, position.head.pseq),
    logEnd: printed(partition, lag.end ?? -1),
    state: life.state === 'live' && parked > 0 ? 'parked' : life.state,
    reason: lag.fault ?? life.reason,
    lagEvents: life.state === 'stopped' && lag.events === 0 ? null : lag.events,
    lagSeconds:
      lag.events !== null && idleSeconds !== null
        ? round(Math.max(waitedSeconds, idleSeconds))
        : null,
    heartbeatAgeSeconds: row.heartbeat_age === null ? null : round(row.heartbeat_age),
    owner: row.owner,
    parked,
  };
}

/** Making indexes and comparing move nothing, and take a while: whoever is at it holds the right to be. */
function signOfMaking({
  isBeingMade,
}: GenerationToReport): Pick<ProjectionStatus, 'state' | 'reason'> {
  if (isBeingMade) return { state: 'rebuilding', reason: null };
  return stopped(
    'PROJECTION_REBUILD_STOPPED',
    'Nobody is making it: call rebuild to go on with it, or retire it.',
  );
}

async function readRow(
  dataSource: DataSource,
  projection: string,
  partition: number,
): Promise<PositionStatusRow> {
  const rows: PositionStatusRow[] = await dataSource.query(
    `SELECT p.state, p.reason_code, p.reason, p.owner, clock_timestamp() AS now,
            extract(epoch FROM clock_timestamp() - p.moved_at)::float8 AS still,
            extract(epoch FROM clock_timestamp() - p.heartbeat_at)::float8 AS heartbeat_age
       FROM (SELECT 1) AS one LEFT JOIN ${RUNTIME_SCHEMA}.positions p ON p.projection = $1 AND p.partition = $2`,
    [projection, partition],
  );
  const [row] = rows;
  if (row === undefined) throw new TypeError('a left join of one row has one row');
  return row;
}

/** How it stands by what its projector has left in the database; `waitedSeconds`: how long the oldest event has waited. */
function signOfLife(
  row: PositionStatusRow,
  waitedSeconds: number,
): Pick<ProjectionStatus, 'state' | 'reason'> {
  if (row.heartbeat_age === null)
    return stopped('PROJECTION_NEVER_STARTED', 'No projector has worked on it.');
  const trouble =
    row.reason_code === null ? null : { code: row.reason_code, message: row.reason ?? '' };
  if (row.state === 'stopped') {
    return {
      state: 'stopped',
      reason: trouble ?? { code: 'PROJECTION_NOT_RUNNING', message: 'Its projector was stopped.' },
    };
  }
  if (row.heartbeat_age * 1000 > LEASE_MS) {
    const message = `Its projector ${row.owner ?? ''} has given no sign of life for ${round(row.heartbeat_age)} s.`;
    return stopped('PROJECTION_SILENT', message);
  }
  const still = Math.min(row.still ?? 0, waitedSeconds);
  if (still > STUCK_SECONDS) {
    const message = `Its projector ${row.owner ?? ''} is alive, but has applied nothing for ${round(still)} s.`;
    return { state: 'stopped', reason: trouble ?? { code: 'PROJECTION_STUCK', message } };
  }
  const behind = row.state === 'live' && waitedSeconds > LIVE_SECONDS_MAX;
  return { state: behind ? 'catching-up' : row.state, reason: trouble };
}

function stopped(code: string, message: string): Pick<ProjectionStatus, 'state' | 'reason'> {
  return { state: 'stopped', reason: { code, message } };
}

interface ProjectionLag {
  /** Events that wait; null where that is not known. */
  readonly events: number | null;
  /** Where the log ends. */
  readonly end: number | null;
  /** When the oldest event that waits was recorded. */
  readonly oldest: string | null;
  readonly fault: StatusReason | null;
}

async function measureLag(
  { log, ends }: StatusSource,
  { partition, head }: ProjectionPosition,
): Promise<ProjectionLag> {
  const late = AbortSignal.timeout(LOG_TIMEOUT_MS);
  try {
    const end = await inTime(ends.readEnd(partition), late);
    // A log that ends before the position is found out by reading behind it.
    const oldest =
      end.pseq === head.pseq ? null : await inTime(firstBehind(log, partition, head, late), late);
    return { events: end.pseq - head.pseq, end: end.pseq, oldest, fault: null };
  } catch (error) {
    const { code, message } = classifyError(error);
    return { events: null, end: null, oldest: null, fault: { code, message } };
  }
}

/** When the first event behind a head was recorded. */
async function firstBehind(
  log: EventLog,
  partition: number,
  head: Head,
  signal: AbortSignal,
): Promise<string | null> {
  for await (const { events } of log.read(partition, head, { follow: false, signal }))
    return events[0]?.event.time ?? null;
  return null;
}

async function inTime<T>(read: Promise<T>, late: AbortSignal): Promise<T> {
  const tooLate = new Promise<never>((_, reject) => {
    const message = `The log could not be read within ${LOG_TIMEOUT_MS / 1000} s.`;
    late.addEventListener(
      'abort',
      () => reject(new ProjectionError('PROJECTION_UNREACHABLE', message)),
      {
        once: true,
      },
    );
  });
  return Promise.race([read, tooLate]);
}

function printed(partition: number, pseq: number): string | null {
  return pseq < 0 ? null : `${partition}:${pseq}`;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
