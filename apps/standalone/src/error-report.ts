/** The texts and exit codes of standalone's errors, in addition to those of every app. */
import { EmbeddedPostgresError } from '@rapporteur/embedded-postgres';
import { LocalKafkaError } from '@rapporteur/local-kafka';
import { formatError as formatAppError, getExitCode as getAppExitCode } from '@rapporteur/platform';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { ExportFolderError } from '@rapporteur/platform/export-folder';
import { ProjectionError } from '@rapporteur/projection-runtime';
import { AppStartError } from './distributed/managed-process.ts';
import { getProjectionExitCode } from './projection-error.ts';
import { RecordMissingError } from './storage.ts';

const EMBEDDED_POSTGRES_EXITS: Readonly<Record<EmbeddedPostgresError['code'], ExitCode>> = {
  EMBEDDED_POSTGRES_FOLDER_IN_USE: EXIT.conflict,
  EMBEDDED_POSTGRES_FOLDER_UNREACHABLE: EXIT.usage,
  EMBEDDED_POSTGRES_ACCOUNT_MISSING: EXIT.usage,
  EMBEDDED_POSTGRES_BINARIES_MISSING: EXIT.usage,
  EMBEDDED_POSTGRES_VERSION_MISMATCH: EXIT.usage,
  EMBEDDED_POSTGRES_START_FAILED: EXIT.unreachable,
};

/** Returns the error's message with its fix. An unexpected error includes its stack. */
export function formatError(error: unknown): string {
  if (error instanceof ExportFolderError) return `${error.message} ${error.fix}`;
  if (
    error instanceof EmbeddedPostgresError ||
    error instanceof LocalKafkaError ||
    error instanceof AppStartError ||
    error instanceof RecordMissingError ||
    error instanceof ProjectionError
  )
    return error.message;
  return formatAppError(error);
}

/** Returns the exit code of an error, as `rapporteur help exit-codes` lists them. */
export function getExitCode(error: unknown): ExitCode {
  if (error instanceof RecordMissingError) return EXIT.notFound;
  if (error instanceof ExportFolderError) return error.exitCode;
  if (error instanceof EmbeddedPostgresError) return EMBEDDED_POSTGRES_EXITS[error.code];
  if (error instanceof AppStartError) return error.exitCode;
  if (error instanceof LocalKafkaError)
    return error.code === 'LOCAL_KAFKA_TOOLS_MISSING' ? EXIT.usage : EXIT.internalError;
  return error instanceof ProjectionError ? getProjectionExitCode(error) : getAppExitCode(error);
}
