import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import type { ProjectionError } from '@rapporteur/projection-runtime';

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
