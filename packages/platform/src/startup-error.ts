import { LogError } from '@rapporteur/event-log';
import { isNetworkError } from '@rapporteur/resilience';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { SettingsError } from './settings.ts';

/**
 * Returns the text of an error that prevents the start, with the remedy. An unexpected error has
 * its stack.
 */
export function formatError(error: unknown): string {
  if (isPortTaken(error)) {
    const remedy = 'Stop the other program, or set RAPPORTEUR_PORT (0 chooses a free port).';
    return `Port ${error.port} of ${error.address} is in use. ${remedy}`;
  }
  if (error instanceof SettingsError || error instanceof LogError || error instanceof RangeError) {
    return error.message;
  }
  // An unreachable log is a LogError, so this is the database of the read models.
  if (isNetworkError(error)) {
    const reason = error.message || error.code;
    return `The database does not respond: ${reason}. Start it, or correct RAPPORTEUR_DATABASE.`;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  return `Internal error. Please report it with these lines:\n${stack}`;
}

/** Returns the exit code of an error, as listed by `rapporteur help exit-codes`. */
export function getExitCode(error: unknown): ExitCode {
  if (isPortTaken(error)) return EXIT.conflict;
  if (error instanceof SettingsError || error instanceof RangeError) return EXIT.usage;
  if (isNetworkError(error)) return EXIT.unreachable;
  if (!(error instanceof LogError)) return EXIT.internalError;
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
      return EXIT.usage;
  }
}

interface PortTakenError extends Error {
  readonly code: 'EADDRINUSE';
  readonly port: number;
  readonly address: string;
}

function isPortTaken(error: unknown): error is PortTakenError {
  return error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE';
}
