import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import type { ArgumentsHost } from '@nestjs/common';
import { pino } from 'pino';
import { ProblemFilter, toProblem } from './problem-filter.ts';
import { Problem } from './problem.ts';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('The problem of an error', () => {
  it.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['an unknown host', withCode('ENOTFOUND')],
    ['a broken connection', new Error('Connection terminated unexpectedly')],
    ['a server that shuts down', new QueryFailedError('SELECT 1', [], withCode('57P01'))],
    ['a full disk', new QueryFailedError('SELECT 1', [], withCode('53100'))],
  ])('of the database is 503 and may be repeated: %s', (_, error) => {
    expect(toProblem(error)).toMatchObject({
      status: 503,
      code: 'DATABASE_UNREACHABLE',
      details: { retryAfterSeconds: 5 },
    });
  });

  it.each([
    ['a wrong statement', new QueryFailedError('SELECT', [], withCode('42601'))],
    ['an unexpected error', new TypeError('x is not a function')],
  ])('of the program is 500: %s', (_, error) => {
    expect(toProblem(error)).toMatchObject({ status: 500, code: 'INTERNAL_FAULT' });
  });
});

/** Returns the lines of the log of a filter that catches these errors in turn. */
function logErrors(...errors: readonly Error[]): readonly Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line));
  const filter = new ProblemFilter(pino({}, { write }));
  const http = {
    getRequest: () => ({ id: '1', url: '/' }),
    getResponse: () => ({ raw: { headersSent: true, destroy: () => undefined } }),
  };
  for (const error of errors)
    filter.catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return lines;
}

const notReady = (reason: string): Problem =>
  new Problem(503, 'NOT_READY', { title: 'Not ready.', extensions: { checks: { log: reason } } });

describe('The log of an error', () => {
  it('has a stack only for a fault of the program', () => {
    const [fault, outage] = logErrors(new TypeError('x'), withCode('ECONNREFUSED'));
    expect(fault).toMatchObject({ level: 50, err: { stack: expect.any(String) } });
    expect(outage).toMatchObject({ level: 40, reason: expect.stringContaining('ECONNREFUSED') });
    expect(outage).not.toHaveProperty('err');
  });

  it('names each reason of an instance that is not ready once', () =>
    expect(
      logErrors(...['slow', 'slow', 'gone', 'gone'].map(notReady)).map(({ reason }) => reason),
    ).toEqual(['{"checks":{"log":"slow"}}', '{"checks":{"log":"gone"}}']));
});
