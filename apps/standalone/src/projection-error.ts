import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { classifyError, ProjectionError } from '@rapporteur/projection-runtime';

/**
 * Returns the error of a read model that an error is or was caused by; undefined for errors of
 * other packages.
 */
export function toProjectionError(error: unknown): ProjectionError | undefined {
  if (error instanceof ProjectionError) return error;
  const isPostgres = error instanceof Error && error.name === 'QueryFailedError';
  if (!isPostgres || classifyError(error).code !== 'PROJECTION_UNREACHABLE') return undefined;
  const message = `The database is unreachable: ${error.message}`;
  return new ProjectionError('PROJECTION_UNREACHABLE', message, { cause: error });
}

/** Returns the exit code of a read model's error. */
export function getProjectionExitCode({ code }: ProjectionError): ExitCode {
  switch (code) {
    case 'PROJECTION_NOT_MADE':
    case 'PROJECTION_GENERATION_MISSING':
      return EXIT.notFound;
    case 'PROJECTION_BUSY':
    case 'PROJECTION_SWAP_REFUSED':
    case 'PROJECTION_SUPERSEDED':
      return EXIT.conflict;
    case 'PROJECTION_LOG_DIFFERENT':
    case 'PROJECTION_LOG_SHORTER':
    case 'PROJECTION_LOG_DEFECTIVE':
      return EXIT.verificationFailed;
    case 'PROJECTION_DATABASE_UNFIT':
      return EXIT.usage;
    case 'PROJECTION_UNREACHABLE':
      return EXIT.unreachable;
    case 'PROJECTION_EVENT_UNKNOWN':
    case 'PROJECTION_EVENT_FAILED':
    case 'PROJECTION_TARGET_UNKNOWN':
    case 'PROJECTION_ROW_REFUSED':
    case 'PROJECTION_FAULT':
      return EXIT.internalError;
  }
}
