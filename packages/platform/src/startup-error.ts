import { LogError } from '@rapporteur/event-log';
import { explainFailure } from '@rapporteur/resilience';
import { EXIT, type ExitCode, FAILURE_EXITS } from './exit-codes.ts';
import { SettingsError } from './settings.ts';

/**
 * Returns the text of an error that prevents the start, with the remedy. An unexpected error has
 * its stack.
 */
export function formatError(error: unknown): string {
  if (error instanceof SettingsError || error instanceof LogError || error instanceof RangeError)
    return error.message;
  const failure = explainFailure(error);
  if (failure !== undefined) return failure.message;
  const stack = error instanceof Error ? error.stack : String(error);
  return `Internal error. Please report it with these lines:\n${stack}`;
}

/** Returns the exit code of an error, as listed by `rapporteur help exit-codes`. */
export function getExitCode(error: unknown): ExitCode {
  if (error instanceof SettingsError || error instanceof RangeError) return EXIT.usage;
  if (!(error instanceof LogError)) {
    const failure = explainFailure(error);
    return failure === undefined ? EXIT.internalError : FAILURE_EXITS[failure.kind];
  }
  switch (error.code) {
    case 'LOG_NOT_EMPTY':
      return EXIT.conflict;
    case 'LOG_BATCH_INVALID':
    case 'LOG_GAP_FOUND':
    case 'LOG_EVENT_DEFECTIVE':
    case 'LOG_TAIL_LOST':
      return EXIT.verificationFailed;
    case 'LOG_UNREACHABLE':
    case 'LOG_OUTCOME_UNKNOWN':
    case 'LOG_WRITER_FENCED':
    case 'LOG_WRITER_CLOSED':
      return EXIT.unreachable;
    case 'LOG_NOT_MADE':
    case 'LOG_PREFLIGHT_REFUSED':
    case 'LOG_ACCESS_REFUSED':
      return EXIT.usage;
  }
}
