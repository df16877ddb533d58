import type { EventLog, PreflightFinding } from '@rapporteur/event-log';
import type { DataSource } from 'typeorm';
import { refuseOtherLog } from './partition-projector.ts';
import { loadPosition, RUNTIME_SCHEMA } from './positions.ts';
import type { Projection } from './projection.ts';
import { classifyError } from './projection-error.ts';
import { type ProjectionStatus, readProjectionStatuses } from './status.ts';

/** What keeps a projector from ever going on with this log. A read model that is merely behind is well. */
const HOPELESS = ['PROJECTION_LOG_DIFFERENT', 'PROJECTION_LOG_SHORTER', 'PROJECTION_LOG_DEFECTIVE'];

/**
 * Holds what read models have applied against the log: it must be the one they were made from, and reach as far.
 * Needs no projector to be at work. What has applied nothing yet is not told of.
 */
export async function inspectPositions(
  dataSource: DataSource,
  log: EventLog,
  projections: readonly Pick<Projection, 'name'>[],
): Promise<readonly PreflightFinding[]> {
  if (!(await isMade(dataSource))) return [];
  const statuses = await readProjectionStatuses(dataSource, log, projections);
  const begun = statuses.filter(({ position, serves }) => serves && position !== null);
  const findings: PreflightFinding[] = [];
  for (const status of begun) findings.push(await judge(dataSource, log, status));
  return findings;
}

async function isMade(dataSource: DataSource): Promise<boolean> {
  const [row]: { made: boolean }[] = await dataSource.query(
    'SELECT to_regclass($1) IS NOT NULL AS made',
    [`${RUNTIME_SCHEMA}.generations`],
  );
  return row?.made === true;
}

async function judge(
  dataSource: DataSource,
  log: EventLog,
  status: ProjectionStatus,
): Promise<PreflightFinding> {
  const { projection, partition, position, reason } = status;
  const setting = `${projection} of partition ${partition}`;
  const wrong = (await otherLog(dataSource, log, status)) ?? reason;
  if (wrong !== null && HOPELESS.includes(wrong.code)) {
    return { level: 'refuse', setting, value: position ?? '', remedy: sentence(wrong.message) };
  }
  return { level: 'ok', setting, value: `${position}, ${sayLag(status)}`, remedy: '' };
}

async function otherLog(
  dataSource: DataSource,
  log: EventLog,
  { projection, partition }: ProjectionStatus,
): Promise<ProjectionStatus['reason'] | undefined> {
  try {
    await refuseOtherLog(
      log,
      await loadPosition(dataSource.manager, projection, partition),
      new AbortController().signal,
    );
    return undefined;
  } catch (error) {
    const { code, message } = classifyError(error);
    return { code, message };
  }
}

function sayLag({ lagEvents, logEnd, reason }: ProjectionStatus): string {
  if (logEnd === null) return `and how far the log goes is not known: ${reason?.message ?? ''}`;
  if (lagEvents === null || lagEvents === 0) return 'the end of the log';
  return `${lagEvents} events behind`;
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
