import { describe, expect, it } from 'vitest';
import { createPostgresSession, findPostgresUrlError } from './postgres-session.ts';

describe('A session of Postgres', () => {
  it('sets the settings on which the code relies', () => {
    const { url, options } = createPostgresSession('postgres://a:b@host/db?sslmode=require');
    expect(url).toBe('postgres://a:b@host/db?sslmode=verify-full');
    for (const name of ['client_encoding', 'DateStyle', 'IntervalStyle', 'TimeZone'])
      expect(options).toContain(`-c ${name}=`);
  });

  it('keeps the options of the URL, before its own', () => {
    const { url, options } = createPostgresSession(
      'postgres://a:b@host/db?options=-c%20work_mem%3D8MB%20-c%20DateStyle%3DGerman&sslmode=require',
    );
    expect(url).toBe('postgres://a:b@host/db?sslmode=verify-full');
    expect(options).toMatch(/^-c work_mem=8MB -c DateStyle=German .*-c DateStyle=ISO,YMD/);
  });

  it('leaves the report of an invalid URL to the client', () => {
    expect(createPostgresSession('no url?options=-c').url).toBe('no url?options=-c');
  });
});

describe('A URL of Postgres', () => {
  it.each([
    'postgres://a:p%25@host:5432/db',
    'postgres://host/db?user=a&password=b&application_name=c&options=-c%20work_mem%3D8MB',
    'postgres:///db?host=/var/run/postgresql',
    'postgresql://a@[::1]:5432/db?sslmode=no-verify&sslrootcert=/etc/ca.pem',
  ])('is valid: %s', (url) => expect(findPostgresUrlError(url)).toBeNull());

  it.each([
    ['postgres://a@host/db?connect_timeout=3', 'no other parameters'],
    ['postgres://a@host/db?target_session_attrs=read-write', 'no other parameters'],
    ['postgres://a@host/db?ssl_mode=require', 'no other parameters'],
    ['postgres://a@host/db?sslmode=prefer', 'an sslmode of'],
    ['postgres://a@host/db?sslmode=Require', 'an sslmode of'],
    ['postgres://a:50%off@host/db', '%25'],
    ['postgres://a:1/b@host/db', '%2F'],
    ['postgres://a:b@host/db#c', '%23'],
  ])('is rejected instead of being applied in part: %s', (url, rule) =>
    expect(findPostgresUrlError(url)).toContain(rule),
  );
});
