import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { toProblem } from './problem-filter.ts';

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
