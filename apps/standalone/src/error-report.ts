/** What keeps standalone from running: what keeps any app from it, and what its own database may add. */
import { EmbeddedPostgresError } from '@rapporteur/embedded-postgres';
import { LocalKafkaError } from '@rapporteur/local-kafka';
import { getExitCode as exitCodeOfAny, formatError as sayAny } from '@rapporteur/platform';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { AppStartError } from './distributed/managed-process.ts';
import { getProjectionExitCode, toProjectionError } from './projection-error.ts';

/** The fault in words, with what to do about it; of an unforeseen one, where it arose. */
export function formatError(error: unknown): string {
  if (
    error instanceof EmbeddedPostgresError ||
    error instanceof LocalKafkaError ||
    error instanceof AppStartError
  )
    return error.message;
  return toProjectionError(error)?.message ?? sayAny(error);
}

/** The exit code of a fault, as `rapporteur help exit-codes` lists them. */
export function getExitCode(error: unknown): ExitCode {
  if (error instanceof EmbeddedPostgresError) {
    return error.code === 'EMBEDDED_POSTGRES_FOLDER_IN_USE' ? EXIT.conflict : EXIT.internalError;
  }
  if (error instanceof AppStartError) return error.exitCode;
  if (error instanceof LocalKafkaError)
    return error.code === 'LOCAL_KAFKA_TOOLS_MISSING' ? EXIT.usage : EXIT.internalError;
  const fault = toProjectionError(error);
  return fault === undefined ? exitCodeOfAny(error) : getProjectionExitCode(fault);
}
