/** The texts and exit codes of standalone's errors, in addition to those of every app. */
import { EmbeddedPostgresError } from '@rapporteur/embedded-postgres';
import { LocalKafkaError } from '@rapporteur/local-kafka';
import { formatError as formatAppError, getExitCode as getAppExitCode } from '@rapporteur/platform';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { ExportFolderError } from '@rapporteur/platform/export-folder';
import { AppStartError } from './distributed/managed-process.ts';
import { RecordMissingError } from './storage.ts';
import { getProjectionExitCode, toProjectionError } from './projection-error.ts';

/** Returns the error's message with its fix. An unexpected error includes its stack. */
export function formatError(error: unknown): string {
  if (error instanceof ExportFolderError) return `${error.message} ${error.fix}`;
  if (
    error instanceof EmbeddedPostgresError ||
    error instanceof LocalKafkaError ||
    error instanceof AppStartError ||
    error instanceof RecordMissingError
  )
    return error.message;
  return toProjectionError(error)?.message ?? formatAppError(error);
}

/** Returns the exit code of an error, as `rapporteur help exit-codes` lists them. */
export function getExitCode(error: unknown): ExitCode {
  if (error instanceof EmbeddedPostgresError)
    return error.code === 'EMBEDDED_POSTGRES_FOLDER_IN_USE' ? EXIT.conflict : EXIT.internalError;
  if (error instanceof RecordMissingError) return EXIT.notFound;
  if (error instanceof ExportFolderError) return error.exitCode;
  if (error instanceof AppStartError) return error.exitCode;
  if (error instanceof LocalKafkaError)
    return error.code === 'LOCAL_KAFKA_TOOLS_MISSING' ? EXIT.usage : EXIT.internalError;

  const projectionError = toProjectionError(error);
  return projectionError === undefined
    ? getAppExitCode(error)
    : getProjectionExitCode(projectionError);
}
