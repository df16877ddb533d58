import { LogError } from '@rapporteur/event-log';
import { explainFailure } from '@rapporteur/resilience';

const SUBJECT = { name: 'The Postgres server of the log', setting: 'RAPPORTEUR_LOG' };

/**
 * Returns LOG_UNREACHABLE for a failure after which the same operation may succeed, and
 * LOG_ACCESS_REFUSED if a setting or a right is wrong; other errors unchanged.
 */
export function toLogError(error: unknown): unknown {
  const failure = error instanceof LogError ? undefined : explainFailure(error, SUBJECT);
  if (failure === undefined) return error;
  const code = failure.kind === 'setting' ? 'LOG_ACCESS_REFUSED' : 'LOG_UNREACHABLE';
  return new LogError(code, failure.message, { cause: error });
}
