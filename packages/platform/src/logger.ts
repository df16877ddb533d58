import type { LoggerService } from '@nestjs/common';
import { maskSecretsInJson } from '@rapporteur/resilience';
import { destination, type Logger, pino } from 'pino';
import type { Settings } from './settings.ts';
import { escapeControls } from './terminal-text.ts';

export type { Logger } from 'pino';

const STANDARD_ERROR = 2;
/** The lines that are parsed to mask them. */
const MAY_HOLD_SECRETS = /:\/\/|=/;

/**
 * Returns a logger that writes JSON lines to the standard error output. The standard output is for
 * data.
 */
export function createLogger(settings: Pick<Settings, 'logLevel' | 'instance'>): Logger {
  // Synchronous, so that the last messages of a process are not lost.
  const out = destination({ dest: STANDARD_ERROR, sync: true });
  return pino(
    { level: settings.logLevel, base: { instance: settings.instance } },
    { write: (line) => void out.write(formatLogLine(line)) },
  );
}

/**
 * Returns a line of JSON with its secrets masked and its controls escaped. Errors of drivers and of
 * the platform hold addresses in members of their own, so each text of the line is masked.
 */
export function formatLogLine(line: string): string {
  const masked = MAY_HOLD_SECRETS.test(line)
    ? `${JSON.stringify(maskSecretsInJson(JSON.parse(line)))}\n`
    : line;
  return escapeControls(masked);
}

/** Returns a logger without output, for tests. */
export function createSilentLogger(): Logger {
  return pino({ level: 'silent' });
}

/** Writes the messages of Nest to our logger. */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, ...rest: unknown[]): void {
    // Nest logs every route and module at the start, which helps only while debugging.
    this.#logger.debug({ context: rest.at(-1) }, String(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#logger.fatal({ context: rest }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#logger.error({ context: rest }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#logger.warn({ context: rest }, String(message));
  }
}
