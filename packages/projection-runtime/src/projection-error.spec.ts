import { UnknownEventError } from '@rapporteur/contracts';
import { LogError } from '@rapporteur/event-log';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { classifyError, ProjectionError } from './projection-error.ts';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('Classifying an error', () => {
  it.each([
    ['an event of a type unknown here', new UnknownEventError('x'), 'PROJECTION_EVENT_UNKNOWN'],
    ['a row that Postgres rejects', withCode('23502'), 'PROJECTION_ROW_REFUSED'],
    [
      'a projection that fails',
      new ProjectionError('PROJECTION_EVENT_FAILED', 'x'),
      'PROJECTION_EVENT_FAILED',
    ],
  ])('parks %s', (_, error, code) => {
    expect(classifyError(error)).toMatchObject({ remedy: 'park', code });
  });

  it.each([
    [
      'another log',
      new ProjectionError('PROJECTION_LOG_DIFFERENT', 'x'),
      'PROJECTION_LOG_DIFFERENT',
    ],
    [
      'a log that ends before the position',
      new LogError('LOG_TAIL_LOST', 'x'),
      'PROJECTION_LOG_SHORTER',
    ],
    ['a log with a gap', new LogError('LOG_GAP_FOUND', 'x'), 'PROJECTION_LOG_DEFECTIVE'],
    ['a bug', new TypeError('x is undefined'), 'PROJECTION_FAULT'],
    ['a wrong argument of a Node function', withCode('ERR_INVALID_ARG_TYPE'), 'PROJECTION_FAULT'],
    ['a table that lacks a column', withCode('42703'), 'PROJECTION_FAULT'],
  ])('exits after %s', (_, error, code) => {
    expect(classifyError(error)).toMatchObject({ remedy: 'exit', code });
  });

  it.each([
    ['an unreachable log', new LogError('LOG_UNREACHABLE', 'x'), 'PROJECTION_UNREACHABLE'],
    ['a server that shuts down', withCode('57P01'), 'PROJECTION_UNREACHABLE'],
    ['a refused connection', withCode('ECONNREFUSED'), 'PROJECTION_UNREACHABLE'],
    ['a broken pipe, which looks like an SQLSTATE', withCode('EPIPE'), 'PROJECTION_UNREACHABLE'],
    ['a transaction that was idle too long', withCode('25P03'), 'PROJECTION_UNREACHABLE'],
    ['a read-only server during a failover', withCode('25006'), 'PROJECTION_UNREACHABLE'],
    ['a COPY stream that broke', withCode('ERR_STREAM_PREMATURE_CLOSE'), 'PROJECTION_UNREACHABLE'],
    ['a deadlock', withCode('40P01'), 'PROJECTION_UNREACHABLE'],
    ['tables that a rebuild replaces', withCode('42P01'), 'PROJECTION_UNREACHABLE'],
    [
      'a lost connection',
      new Error('Connection terminated unexpectedly'),
      'PROJECTION_UNREACHABLE',
    ],
    [
      'a connection that the client gave up',
      new Error('Client has encountered a connection error and is not queryable'),
      'PROJECTION_UNREACHABLE',
    ],
    [
      'a connection lost within a transaction',
      new QueryRunnerAlreadyReleasedError(),
      'PROJECTION_UNREACHABLE',
    ],
    [
      'another instance that moved the position',
      new ProjectionError('PROJECTION_SUPERSEDED', 'x'),
      'PROJECTION_SUPERSEDED',
    ],
  ])('retries after %s', (_, error, code) => {
    expect(classifyError(error)).toMatchObject({ remedy: 'retry', code });
  });
});
