// Invariants (status.int.spec.ts)
// 1. The lag is the distance between the stored position and the current end of the log. Heartbeats
//    and states of instances do not influence it.
// 2. A value that cannot be measured is null, never 0; without a live projector the lag is never 0.
import { type EventLog, LogEndReader } from '@rapporteur/event-log';
import type { DataSource, EntityManager } from 'typeorm';
import type { GenerationPartition } from './generation-partition.ts';
import { findFurthestHead, listGenerations } from './generations.ts';
import { LEASE_MS } from './leases.ts';
import { countParked } from './parked-commands.ts';
import { loadPosition, positionRepository } from './positions.ts';
import { type LagSource, measureLag, type ProjectionLag } from './projection-lag.ts';
import type { Projection } from './projection.ts';
import { findRebuildProcess } from './rebuild-lock.ts';
import { selectRows } from './select-rows.ts';
import { StoredPosition } from './stored-position.ts';
import { type SqlExpression, tableColumns } from './table-columns.ts';

/**
 * The states of a generation in a partition. `rebuilding`: it is built beside the serving one.
 * `parked`: it is live, but some commands are parked.
 */
export const PROJECTION_STATES = [
  'live',
  'catching-up',
  'rebuilding',
  'parked',
  'stopped',
] as const;
export type ProjectionState = (typeof PROJECTION_STATES)[number];

/** How long an event may wait while the state is still live. */
const LIVE_SECONDS_MAX = 2;
/** After this time without progress, a projection with unapplied events counts as stopped. */
const STUCK_SECONDS = 30;

const NOW: SqlExpression<Date> = 'clock_timestamp()';
const NEVER_STARTED: Omit<PositionStatusRow, 'now'> = {
  state: 'stopped',
  reasonCode: null,
  reason: null,
  owner: null,
  heartbeatAge: null,
  unmovedSeconds: null,
};

/** The reason of a state. */
interface StatusReason {
  readonly code: string;
  readonly message: string;
}

type StateWithReason = Pick<ProjectionStatus, 'state' | 'reason'>;

/** The status of one generation in one partition. */
export interface ProjectionStatus {
  /** `timeline` */
  readonly readModel: string;
  /** The generation: `timeline_v1`. */
  readonly projection: string;
  /** Whether it serves, or is built beside the serving one. */
  readonly serves: boolean;
  readonly partition: number;
  /** The last applied event, `0:42`; null before the first. */
  readonly position: string | null;
  /** The last known event of the log, `0:57`; null before the first, or if none is known. */
  readonly logEnd: string | null;
  /** How long ago the end was read: 0 if now. More if the log cannot be read; null if it never was. */
  readonly logEndAgeSeconds: number | null;
  readonly state: ProjectionState;
  /** Why it is stopped or delayed, or why its lag is unknown. */
  readonly reason: StatusReason | null;
  /** The number of unapplied events; null if unknown. Never 0 without a live projector. */
  readonly lagEvents: number | null;
  /** The age of the oldest unapplied event, or of the last heartbeat; null if unknown. */
  readonly lagSeconds: number | null;
  /** The age of the last heartbeat of a projector; null if there was none. */
  readonly heartbeatAgeSeconds: number | null;
  readonly owner: string | null;
  /** The number of commands that failed, or that wait for a failed one. */
  readonly parked: number;
}

/** The stored state of a partition, with ages by the clock of the server. */
interface PositionStatusRow extends Pick<
  StoredPosition,
  'state' | 'reasonCode' | 'reason' | 'owner'
> {
  readonly heartbeatAge: number | null;
  /** Seconds since the position moved or was leased. */
  readonly unmovedSeconds: number | null;
  readonly now: Date;
}

interface StatusSource extends LagSource {
  readonly dataSource: DataSource;
}

/**
 * Returns the status of every projection in every partition of the log: of the serving generation,
 * then of the one that is being built, if any. It reads the log itself, because a dead projector
 * cannot report its lag.
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

  const statuses = projections.map(async (projection) => {
    const generations = await listGenerationsToReport(dataSource, projection);
    const reads = generations.flatMap((generation) =>
      partitions.map((partition) => readStatus(source, generation, partition)),
    );
    return (await Promise.all(reads)).map((status) => ({ readModel: projection.name, ...status }));
  });
  return (await Promise.all(statuses)).flat();
}

interface GenerationToReport {
  readonly schema: string;
  readonly serves: boolean;
  /** Whether a rebuild process is running. */
  readonly isRebuilding: boolean;
}

async function listGenerationsToReport(
  { manager }: DataSource,
  projection: Pick<Projection, 'name'>,
): Promise<readonly GenerationToReport[]> {
  const generations = await listGenerations(manager, projection);
  const serving = generations.find(({ state }) => state === 'serving')?.schema ?? projection.name;
  const building = generations.find(({ state }) => state === 'building');
  const reported = [{ schema: serving, serves: true, isRebuilding: false }];
  if (building === undefined) return reported;

  const isRebuilding = (await findRebuildProcess(manager, projection)) !== undefined;
  return [...reported, { schema: building.schema, serves: false, isRebuilding }];
}

async function readStatus(
  source: StatusSource,
  generation: GenerationToReport,
  partition: number,
): Promise<Omit<ProjectionStatus, 'readModel'>> {
  const { dataSource } = source;
  const { schema, serves } = generation;
  // Before the log: events applied meanwhile must not make the log look too short.
  const position = await loadPosition(dataSource.manager, schema, partition);
  const row = await readPositionRow(dataSource.manager, { schema, partition });
  const parked = await countParked(dataSource.manager, schema, partition);
  const lag = await measureLag(source, position);

  const waitedSeconds = estimateWait(lag, row.now);
  const { state, reason } = serves
    ? deriveState(row, waitedSeconds)
    : deriveBuildingState(generation);
  const idleSeconds = state === 'stopped' ? row.heartbeatAge : 0;
  const isLagKnown = lag.events !== null && lag.endAgeSeconds === 0 && idleSeconds !== null;
  return {
    projection: schema,
    serves,
    partition,
    position: formatPosition(partition, position.head.pseq),
    logEnd: formatPosition(partition, lag.end ?? -1),
    logEndAgeSeconds: lag.endAgeSeconds === null ? null : round(lag.endAgeSeconds),
    state: state === 'live' && parked > 0 ? 'parked' : state,
    reason: lag.error ?? reason,
    lagEvents: state === 'stopped' && lag.events === 0 ? null : lag.events,
    lagSeconds: isLagKnown ? round(Math.max(waitedSeconds, idleSeconds)) : null,
    heartbeatAgeSeconds: row.heartbeatAge === null ? null : round(row.heartbeatAge),
    owner: row.owner,
    parked,
  };
}

/** Returns how long the oldest unapplied event has waited, or at least has, in seconds. */
function estimateWait({ events, endAgeSeconds, oldest }: ProjectionLag, now: Date): number {
  if (oldest !== null) return Math.max(0, (now.getTime() - Date.parse(oldest)) / 1000);
  return (events ?? 0) > 0 ? (endAgeSeconds ?? 0) : 0;
}

/** Indexing and comparing move no position for a while, so the lock shows whether it is running. */
function deriveBuildingState({ isRebuilding }: GenerationToReport): StateWithReason {
  if (isRebuilding) return { state: 'rebuilding', reason: null };
  return createStoppedState(
    'PROJECTION_REBUILD_STOPPED',
    'Its rebuild is not running: call rebuild to resume it, or retire it.',
  );
}

async function readPositionRow(
  manager: EntityManager,
  { schema, partition }: GenerationPartition,
): Promise<PositionStatusRow> {
  const { state, reasonCode, reason, owner, ...position } = tableColumns(StoredPosition, 'p');
  const query = positionRepository(manager)
    .createQueryBuilder('p')
    .setFindOptions({ where: { schema, partition } });
  const [row] = await selectRows(query, {
    state,
    reasonCode,
    reason,
    owner,
    heartbeatAge: secondsSince(position.heartbeatAt),
    unmovedSeconds: secondsSince(position.movedAt),
    now: NOW,
  });
  return row ?? { ...NEVER_STARTED, now: new Date() };
}

function secondsSince(time: SqlExpression<Date | null>): SqlExpression<number | null> {
  return `extract(epoch FROM ${NOW} - ${time})::float8`;
}

/** Derives the state from the stored position; `waitedSeconds` is the age of the oldest event. */
function deriveState(row: PositionStatusRow, waitedSeconds: number): StateWithReason {
  if (row.heartbeatAge === null) {
    return createStoppedState('PROJECTION_NEVER_STARTED', 'No projector has processed it yet.');
  }

  const reason =
    row.reasonCode === null ? null : { code: row.reasonCode, message: row.reason ?? '' };
  if (row.state === 'stopped') {
    const notRunning = { code: 'PROJECTION_NOT_RUNNING', message: 'Its projector was stopped.' };
    return { state: 'stopped', reason: reason ?? notRunning };
  }

  const projector = row.owner === null ? 'Its projector' : `Its projector ${row.owner}`;
  if (row.heartbeatAge * 1000 > LEASE_MS) {
    const message = `${projector} has sent no heartbeat for ${round(row.heartbeatAge)} s.`;
    return createStoppedState('PROJECTION_SILENT', message);
  }

  const unmovedSeconds = Math.min(row.unmovedSeconds ?? 0, waitedSeconds);
  if (unmovedSeconds > STUCK_SECONDS) {
    const message = `${projector} is alive, but has applied nothing for ${round(unmovedSeconds)} s.`;
    return { state: 'stopped', reason: reason ?? { code: 'PROJECTION_STUCK', message } };
  }

  const isBehind = row.state === 'live' && waitedSeconds > LIVE_SECONDS_MAX;
  return { state: isBehind ? 'catching-up' : row.state, reason };
}

function createStoppedState(code: string, message: string): StateWithReason {
  return { state: 'stopped', reason: { code, message } };
}

function formatPosition(partition: number, pseq: number): string | null {
  return pseq < 0 ? null : `${partition}:${pseq}`;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
