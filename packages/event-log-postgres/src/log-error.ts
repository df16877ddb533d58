import { LogError } from '@rapporteur/event-log';
import { isTransientPostgresError } from '@rapporteur/resilience';

/** Returns LOG_UNREACHABLE for a transient error of Postgres; other errors unchanged. */
export function toLogError(error: unknown): unknown {
  if (!isTransientPostgresError(error)) return error;
  return new LogError(
    'LOG_UNREACHABLE',
    `The Postgres server of the log does not answer: ${String(error)}. ` +
      'Start it, or correct its address.',
    { cause: error },
  );
}
