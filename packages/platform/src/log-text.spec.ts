import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogText } from './log-text.ts';
import { formatLogLine } from './logger.ts';

const MINUTE_MS = 60_000;
const written: string[] = [];

function createTextLogger({ useColour = false } = {}) {
  const text = new LogText((line) => void written.push(line), { useColour });
  const logger = pino(
    { base: { instance: 'recorder-1' } },
    { write: (line) => text.add(formatLogLine(line)) },
  );
  return { logger, text };
}

/** Returns the lines so far, without their times, and forgets them. */
const takeLines = (): readonly string[] =>
  written.splice(0).map((line) => line.replace(/^\[\d\d:\d\d:\d\d\] /, ''));

describe('A log for people', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    written.length = 0;
  });

  it('has a short line for each message', () => {
    const { logger } = createTextLogger();
    logger.info({ url: 'http://127.0.0.1:8642' }, 'timeline: keeps timeline_v3 up to date');
    expect(written[0]).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: timeline: keeps [^{}]*\n$/);
  });

  it('writes a failure once, and counts it every minute while it repeats', () => {
    const { logger } = createTextLogger();
    for (let n = 0; n < 13; n += 1) logger.warn('timeline: retrying: the database is away');
    expect(takeLines()).toEqual(['WARN: timeline: retrying: the database is away\n']);

    vi.advanceTimersByTime(MINUTE_MS);
    const again = 'WARN: timeline: retrying: the database is away (again, 12 times in 60 s)\n';
    expect(takeLines()).toEqual([again]);

    logger.warn('timeline: retrying: the database is away');
    vi.advanceTimersByTime(MINUTE_MS);
    expect(takeLines()).toEqual([again.replace('12 times', 'once')]);

    // Forgotten after a minute without it.
    vi.advanceTimersByTime(MINUTE_MS);
    logger.warn('timeline: retrying: the database is away');
    expect(takeLines()).toEqual(['WARN: timeline: retrying: the database is away\n']);
  });

  it('writes each message that is no failure, and each other failure', () => {
    const { logger } = createTextLogger();
    for (const message of ['one', 'one']) logger.info(message);
    for (const message of ['two', 'three']) logger.error(message);
    expect(takeLines()).toEqual(['INFO: one\n', 'INFO: one\n', 'ERROR: two\n', 'ERROR: three\n']);
  });

  it('writes the counts when the process ends', () => {
    const { logger, text } = createTextLogger();
    for (let n = 0; n < 3; n += 1) logger.error('The partition cannot be written.');
    vi.advanceTimersByTime(5_000);
    takeLines();
    text.flush();
    text.flush();
    expect(takeLines()).toEqual([
      'ERROR: The partition cannot be written. (again, 2 times in 5 s)\n',
    ]);
  });

  it('names the request and the cause, and has the stack of a fault only', () => {
    const { logger } = createTextLogger();
    const err = new Error('connect ECONNREFUSED');
    const request = { err, requestId: 'req-7', url: '/v1/bodies' };
    logger.error({ ...request, code: 'DATABASE_UNREACHABLE' }, 'The database is away.');
    logger.error({ ...request, code: 'INTERNAL_FAULT' }, 'An internal error occurred.');
    const [away = '', fault = ''] = takeLines();
    expect(away).toBe(
      'ERROR: The database is away. (request req-7, /v1/bodies): connect ECONNREFUSED\n',
    );
    expect(fault).toContain('An internal error occurred. (request req-7, /v1/bodies)\n');
    expect(fault).toContain('    at ');
  });

  it('shows controls and masks secrets, as the lines of JSON do', () => {
    const { logger } = createTextLogger();
    logger.error({ err: new Error('\u001B[2J') }, 'postgres://me:secret@db is away');
    const [line] = takeLines();
    expect(line).toContain('\\u001b[2J');
    expect(line).not.toContain('secret');
  });
});
