import type { LoggerService } from '@nestjs/common';
import { destination, type Logger, pino } from 'pino';
import type { Settings } from './settings.ts';
import { escapeControls } from './terminal-text.ts';

export type { Logger } from 'pino';

const STANDARD_ERROR = 2;

/**
 * Returns a logger that writes JSON lines to the standard error output. The standard output is for
 * data.
 */
export function createLogger(settings: Pick<Settings, 'logLevel' | 'instance'>): Logger {
  // Synchronous, so that the last messages of a process are not lost.
  const out = destination({ dest: STANDARD_ERROR, sync: true });
  return pino(
    { level: settings.logLevel, base: { instance: settings.instance } },
    { write: (line) => void out.write(escapeControls(line)) },
  );
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
