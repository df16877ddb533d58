/** What keeps an app from running, in words for whoever started it, and as the command line's exit codes. */
import { LogError } from '@rapporteur/event-log';
import { isNetworkError } from '@rapporteur/resilience';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { SettingsError } from './settings.ts';

/** The fault in words, with what to do about it; of an unforeseen one, where it arose. */
export function formatError(error: unknown): string {
  if (isPortTaken(error)) {
    return `Port ${error.port} of ${error.address} is taken. Stop what listens there, or choose another with RAPPORTEUR_PORT (0 takes a free one).`;
  }
  if (error instanceof SettingsError || error instanceof LogError || error instanceof RangeError)
    return error.message;
  // The log says itself when it cannot be reached: what is left is the database of the read models.
  if (isNetworkError(error)) {
    return `The database does not answer: ${error.message || error.code}. Start it, or correct RAPPORTEUR_DATABASE.`;
  }
  return `A fault of Rapporteur, not of yours. Please report it with these lines:\n${error instanceof Error ? error.stack : String(error)}`;
}

/** The exit code of a fault, as `rapporteur help exit-codes` lists them. */
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
