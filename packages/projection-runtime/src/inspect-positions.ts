import type { EventLog, PreflightFinding } from '@rapporteur/event-log';
import type { DataSource } from 'typeorm';
import { Generation } from './generation.ts';
import { assertSameLog } from './log-identity.ts';
import { loadPosition } from './positions.ts';
import { classifyError, type ProjectionErrorCode } from './projection-error.ts';
import type { Projection } from './projection.ts';
import { type ProjectionStatus, readProjectionStatuses } from './status.ts';
import { tableExists } from './sql/catalog.sql.ts';
import { RUNTIME_SCHEMA } from './stored-position.ts';
import { readTableName } from './table-columns.ts';

/** Errors that end a projector on this log. A read model that is only behind is healthy. */
const FATAL_CODES: readonly string[] = [
  'PROJECTION_LOG_DIFFERENT',
  'PROJECTION_LOG_SHORTER',
  'PROJECTION_LOG_DEFECTIVE',
] satisfies ProjectionErrorCode[];

/**
 * Compares read models with the log: it must be their log and reach their positions. It needs no
 * running projector. It reports no read model that has applied nothing yet.
 */
export async function inspectPositions(
  dataSource: DataSource,
  log: EventLog,
  projections: readonly Pick<Projection, 'name'>[],
): Promise<readonly PreflightFinding[]> {
  if (!(await tableExists(dataSource.manager, RUNTIME_SCHEMA, readTableName(Generation))))
    return [];

  const statuses = await readProjectionStatuses(dataSource, log, projections);
  const findings: PreflightFinding[] = [];
  for (const status of statuses) {
    if (!status.serves || status.position === null) continue;
    findings.push(await inspectPosition(dataSource, log, status));
  }
  return findings;
}

async function inspectPosition(
  dataSource: DataSource,
  log: EventLog,
  status: ProjectionStatus,
): Promise<PreflightFinding> {
  const { projection, partition, position, reason } = status;
  const setting = `${projection} of partition ${partition}`;
  const error = (await findIdentityError(dataSource, log, status)) ?? reason;

  if (error !== null && FATAL_CODES.includes(error.code)) {
    const remedy = endSentence(error.message);
    return { level: 'refuse', setting, value: position ?? '', remedy };
  }
  return { level: 'ok', setting, value: `${position}, ${formatLag(status)}`, remedy: '' };
}

async function findIdentityError(
  dataSource: DataSource,
  log: EventLog,
  { projection, partition }: ProjectionStatus,
): Promise<ProjectionStatus['reason'] | undefined> {
  try {
    const position = await loadPosition(dataSource.manager, projection, partition);
    await assertSameLog(log, position, new AbortController().signal);
    return undefined;
  } catch (error) {
    const { code, message } = classifyError(error);
    return { code, message };
  }
}

function formatLag({ lagEvents, logEnd, reason }: ProjectionStatus): string {
  if (logEnd === null) return `the end of the log is unknown: ${reason?.message ?? ''}`;
  if (lagEvents === null || lagEvents === 0) return 'the end of the log';
  return `${lagEvents} events behind`;
}

function endSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
