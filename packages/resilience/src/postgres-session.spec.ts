import { describe, expect, it } from 'vitest';
import { createPostgresSession } from './postgres-session.ts';

describe('A session of Postgres', () => {
  it('sets the settings on which the code relies', () => {
    const { url, options } = createPostgresSession('postgres://a:b@host/db?sslmode=require');
    expect(url).toBe('postgres://a:b@host/db?sslmode=require');
    for (const name of ['client_encoding', 'DateStyle', 'IntervalStyle', 'TimeZone'])
      expect(options).toContain(`-c ${name}=`);
  });

  it('keeps the options of the URL, before its own', () => {
    const { url, options } = createPostgresSession(
      'postgres://a:b@host/db?options=-c%20work_mem%3D8MB%20-c%20DateStyle%3DGerman&sslmode=require',
    );
    expect(url).toBe('postgres://a:b@host/db?sslmode=require');
    expect(options).toMatch(/^-c work_mem=8MB -c DateStyle=German .*-c DateStyle=ISO,YMD/);
  });

  it('leaves the report of an invalid URL to the client', () => {
    expect(createPostgresSession('no url?options=-c').url).toBe('no url?options=-c');
  });
});
