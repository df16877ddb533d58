import type { LoggerService } from '@nestjs/common';
import { maskSecretsInJson } from '@rapporteur/resilience';
import { destination, type Logger, pino } from 'pino';
import { LogText } from './log-text.ts';
import type { Settings } from './settings.ts';
import { escapeControls } from './terminal-text.ts';

export type { Logger } from 'pino';

const STANDARD_ERROR = 2;
/** The lines that are parsed to mask them. */
const MAY_HOLD_SECRETS = /:\/\/|=/;

/**
 * Returns a logger that writes to the standard error output, since the standard output is for data:
 * short lines for a person at a terminal, otherwise lines of JSON.
 */
export function createLogger({
  logLevel,
  logFormat,
  instance,
}: Pick<Settings, 'logLevel' | 'logFormat' | 'instance'>): Logger {
  // Synchronous, so that the last messages of a process are not lost.
  const out = destination({ dest: STANDARD_ERROR, sync: true });
  const write = (text: string): void => void out.write(text);
  const isTerminal = process.stderr.isTTY;
  const format = logFormat ?? (isTerminal ? 'text' : 'json');
  const add = format === 'text' ? writeLogText(write, isTerminal) : write;
  // A closed pipe or a full disk of the log must not end a server.
  out.on('error', () => undefined);
  return pino(
    { level: logLevel, base: { instance } },
    { write: (line) => add(formatLogLine(line)) },
  );
}

function writeLogText(write: (text: string) => void, isTerminal: boolean): (line: string) => void {
  const useColour = isTerminal && (process.env['NO_COLOR'] ?? '') === '';
  const text = new LogText(write, { useColour });
  process.once('exit', () => text.flush());
  return (line) => text.add(line);
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
    // It throws an error of listening as well.
    const level = rest.at(-1) === 'NestApplication' ? 'debug' : 'error';
    this.#logger[level]({ context: rest }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#logger.warn({ context: rest }, String(message));
  }
}
