import type { LoggerService } from '@nestjs/common';
import { destination, type Logger, pino } from 'pino';
import type { Settings } from './settings.ts';

export type { Logger } from 'pino';

const STANDARD_ERROR = 2;

/** The logger: one JSON line each on the standard error output, which leaves the standard output to data. */
export function createLogger(settings: Pick<Settings, 'logLevel' | 'instance'>): Logger {
  // Synchronous, so that the last words of a process that ends are not lost.
  const out = destination({ dest: STANDARD_ERROR, sync: true });
  return pino({ level: settings.logLevel, base: { instance: settings.instance } }, out);
}

/** A logger that says nothing: for tests. */
export function createSilentLogger(): Logger {
  return pino({ level: 'silent' });
}

/** Nest's own messages, on our logger. */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, ...rest: unknown[]): void {
    // Nest tells of every route and module as it starts: of interest to who debugs it.
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
