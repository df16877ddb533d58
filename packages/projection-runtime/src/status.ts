// Invariants (status.int.spec.ts)
// 1. The lag is the distance between the stored position and the current end of the log. Heartbeats
//    and states of instances do not influence it.
// 2. A value that cannot be measured is null, never 0; without a live projector the lag is never 0.
import { type EventLog, LogEndReader } from '@rapporteur/event-log';
import type { DataSource } from 'typeorm';
import type { GenerationPartition } from './generation-partition.ts';
import { findFurthestHead, listGenerations } from './generations.ts';
import { LEASE_MS } from './leases.ts';
import { countParked } from './parked-commands.ts';
import { loadPosition, RUNTIME_SCHEMA } from './positions.ts';
import { type LagSource, measureLag } from './projection-lag.ts';
import type { Projection } from './projection.ts';
import { findRebuildProcess } from './rebuild-lock.ts';

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
  /** The last event of the log, `0:57`; null before the first, or if the log cannot be read. */
  readonly logEnd: string | null;
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

interface PositionStatusRow {
  state: ProjectionState;
  reason_code: string | null;
  reason: string | null;
  owner: string | null;
  heartbeat_age: number | null;
  /** Seconds since the position moved or was leased. */
  unmoved_seconds: number | null;
  now: Date;
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
  const row = await readPositionRow(dataSource, { schema, partition });
  const parked = await countParked(dataSource, schema, partition);
  const lag = await measureLag(source, position);

  const age = lag.oldest === null ? 0 : (row.now.getTime() - Date.parse(lag.oldest)) / 1000;
  const waitedSeconds = Math.max(0, age);
  const { state, reason } = serves
    ? deriveState(row, waitedSeconds)
    : deriveBuildingState(generation);
  const idleSeconds = state === 'stopped' ? row.heartbeat_age : 0;
  const isLagKnown = lag.events !== null && idleSeconds !== null;
  return {
    projection: schema,
    serves,
    partition,
    position: formatPosition(partition, position.head.pseq),
    logEnd: formatPosition(partition, lag.end ?? -1),
    state: state === 'live' && parked > 0 ? 'parked' : state,
    reason: lag.error ?? reason,
    lagEvents: state === 'stopped' && lag.events === 0 ? null : lag.events,
    lagSeconds: isLagKnown ? round(Math.max(waitedSeconds, idleSeconds)) : null,
    heartbeatAgeSeconds: row.heartbeat_age === null ? null : round(row.heartbeat_age),
    owner: row.owner,
    parked,
  };
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
  dataSource: DataSource,
  { schema, partition }: GenerationPartition,
): Promise<PositionStatusRow> {
  const [row]: PositionStatusRow[] = await dataSource.query(
    `SELECT p.state, p.reason_code, p.reason, p.owner, clock_timestamp() AS now,
            extract(epoch FROM clock_timestamp() - p.moved_at)::float8 AS unmoved_seconds,
            extract(epoch FROM clock_timestamp() - p.heartbeat_at)::float8 AS heartbeat_age
       FROM (SELECT 1) AS one LEFT JOIN ${RUNTIME_SCHEMA}.positions p
         ON p.projection = $1 AND p.partition = $2`,
    [schema, partition],
  );
  if (row === undefined) throw new TypeError('A left join of one row must return one row.');
  return row;
}

/** Derives the state from the stored position; `waitedSeconds` is the age of the oldest event. */
function deriveState(row: PositionStatusRow, waitedSeconds: number): StateWithReason {
  if (row.heartbeat_age === null) {
    return createStoppedState('PROJECTION_NEVER_STARTED', 'No projector has processed it yet.');
  }

  const reason =
    row.reason_code === null ? null : { code: row.reason_code, message: row.reason ?? '' };
  if (row.state === 'stopped') {
    const notRunning = { code: 'PROJECTION_NOT_RUNNING', message: 'Its projector was stopped.' };
    return { state: 'stopped', reason: reason ?? notRunning };
  }

  const projector = row.owner === null ? 'Its projector' : `Its projector ${row.owner}`;
  if (row.heartbeat_age * 1000 > LEASE_MS) {
    const message = `${projector} has sent no heartbeat for ${round(row.heartbeat_age)} s.`;
    return createStoppedState('PROJECTION_SILENT', message);
  }

  const unmovedSeconds = Math.min(row.unmoved_seconds ?? 0, waitedSeconds);
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
