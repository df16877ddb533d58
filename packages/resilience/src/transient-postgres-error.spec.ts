import { describe, expect, it } from 'vitest';
import { isTransientPostgresError } from './transient-postgres-error.ts';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });
const withName = (name: string): Error => Object.assign(new Error('failed'), { name });

describe('A Postgres error', () => {
  it.each([
    '08006', // connection failure
    '40001', // serialization failure
    '40P01', // deadlock
    '53300', // too many connections
    '55006', // object in use
    '55P03', // lock not available
    '57P01', // admin shutdown
    '57P03', // cannot connect now
    '25P03', // idle in transaction too long
    '25006', // read-only transaction
  ])('is transient with SQLSTATE %s', (code) =>
    expect(isTransientPostgresError(withCode(code))).toBe(true),
  );

  it.each([
    '22001', // value too long
    '23505', // unique violation
    '28P01', // wrong password
    '3D000', // unknown database
    '42501', // missing right
    '55P02', // a setting that needs a restart
    '42P01', // unknown table
    '25P02', // transaction aborted
  ])('is permanent with SQLSTATE %s', (code) =>
    expect(isTransientPostgresError(withCode(code))).toBe(false),
  );

  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'])(
    'is transient with errno %s',
    (code) => expect(isTransientPostgresError(withCode(code))).toBe(true),
  );

  it.each(['EACCES', 'ERR_INVALID_ARG_TYPE', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'is permanent with code %s',
    (code) => expect(isTransientPostgresError(withCode(code))).toBe(false),
  );

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
  ])('is transient with the message "%s" of a client', (message) =>
    expect(isTransientPostgresError(new Error(message))).toBe(true),
  );

  it('is transient after TypeORM released the connection', () =>
    expect(isTransientPostgresError(withName('QueryRunnerAlreadyReleasedError'))).toBe(true));

  it.each([
    new Error('column "x" does not exist'),
    'Connection terminated',
    null,
    { code: '08006' },
  ])('is permanent for %s', (error) => expect(isTransientPostgresError(error)).toBe(false));
});
