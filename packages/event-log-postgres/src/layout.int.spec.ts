import {
  errorCode,
  eventTexts,
  pseqs,
  range,
  readEvents,
  TestWriter,
} from '@rapporteur/event-log/conformance';
import { sampleEvent, usePostgres } from '@rapporteur/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostgresLog, type PostgresLogOptions } from './postgres-log.ts';
import { TestSession } from './testing/test-session.ts';

const postgres = usePostgres();
let schema = '';
let tests = 0;
let session: TestSession;
let logs: PostgresLog[] = [];

beforeEach(async () => {
  schema = `layout_${(tests += 1)}`;
  session = await TestSession.open(postgres.url);
  logs = [];
});

afterEach(async () => {
  for (const log of logs) await log.close();
  await session.close();
});

async function openLog(options: Partial<PostgresLogOptions> = {}): Promise<PostgresLog> {
  const log = await PostgresLog.open({ url: postgres.url, schema, ...options });
  logs.push(log);
  return log;
}

/** Gives the log the tables of version 1: a row for each event. */
async function toFirstVersion(): Promise<void> {
  await session.rows(`ALTER TABLE ${schema}.events RENAME TO segments`);
  await session.rows(`ALTER INDEX ${schema}.events_pkey RENAME TO segments_pkey`);
  await session.rows(
    `CREATE TABLE ${schema}.events (partition integer NOT NULL, pseq integer NOT NULL,
       batch_first integer NOT NULL, bytes text NOT NULL, PRIMARY KEY (partition, pseq))`,
  );
  await session.rows(
    `INSERT INTO ${schema}.events SELECT partition, pseq + n - 1, batch_first, line
       FROM ${schema}.segments, string_to_table(bytes, E'\\n') WITH ORDINALITY AS t (line, n)`,
  );
  await session.rows(`DROP TABLE ${schema}.segments`);
  await session.rows(`UPDATE ${schema}.layout SET version = 1`);
}

const refusals = async (log: PostgresLog): Promise<string[]> =>
  (await log.preflight()).filter(({ level }) => level === 'refuse').map(({ setting }) => setting);

describe('Opening a log on Postgres', () => {
  it('creates one partition by default, and the number is permanent', async () => {
    expect((await openLog()).partitions).toBe(1);
    expect((await openLog({ partitions: 1 })).partitions).toBe(1);
    expect(await errorCode(openLog({ partitions: 2 }))).toBe('LOG_PREFLIGHT_REFUSED');
  });

  it('creates no log if createIfMissing is false, but opens an existing one', async () => {
    expect(await errorCode(openLog({ createIfMissing: false }))).toBe('LOG_NOT_MADE');
    expect(await errorCode(openLog({ createIfMissing: false })), 'nothing was created').toBe(
      'LOG_NOT_MADE',
    );
    await openLog({ partitions: 3 });
    expect((await openLog({ createIfMissing: false })).partitions).toBe(3);
  });

  it('uses the stored number of partitions by default', async () => {
    expect((await openLog({ partitions: 3 })).partitions).toBe(3);
    expect((await openLog()).partitions).toBe(3);
  });

  it('creates one log for concurrent callers', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => openLog({ partitions: 2 })));
    expect(opened.map(({ partitions }) => partitions)).toEqual(Array(8).fill(2));
  });

  it('rejects tables of an unknown version', async () => {
    await openLog();
    await session.rows(`UPDATE ${schema}.layout SET version = 3`);
    expect(await errorCode(openLog())).toBe('LOG_PREFLIGHT_REFUSED');
  });

  it('joins the events of a log of version 1, once, and keeps their bytes', async () => {
    const log = await openLog();
    const writer = await TestWriter.open(log);
    for (const count of [1, 3, 200]) await writer.append(count);
    const before = eventTexts(await readEvents(log));
    await toFirstVersion();

    expect(await errorCode(openLog({ createIfMissing: false }))).toBe('LOG_PREFLIGHT_REFUSED');
    const opened = await Promise.all([openLog(), openLog()]);
    for (const again of opened) expect(eventTexts(await readEvents(again))).toEqual(before);
    expect(await refusals(await openLog({ createIfMissing: false }))).toEqual([]);
    const next = await TestWriter.open(await openLog(), { owner: 'next' });
    await next.append(2);
    expect(pseqs(await readEvents(log, 0, 150))).toEqual(range(150, 207));
  });

  it.each(['Log', 'log"; DROP TABLE x', '', '1log'])(
    'rejects %j as a schema name',
    async (name) => {
      await expect(PostgresLog.open({ url: postgres.url, schema: name })).rejects.toThrow(
        'not a valid schema name',
      );
    },
  );

  it('reports an unreachable server', async () => {
    const url = new URL(postgres.url);
    url.port = '1';
    expect(await errorCode(PostgresLog.open({ url: url.href }))).toBe('LOG_UNREACHABLE');
  });
});

describe('The preflight of a log on Postgres', () => {
  it('accepts a consistent log', async () => {
    const log = await openLog({ partitions: 2 });
    await (await TestWriter.open(log)).append(3);
    expect(await refusals(log)).toEqual([]);
    expect((await log.preflight()).map(({ setting }) => setting)).toContain('fsync');
  });

  it.each([
    ['a counter ahead of the events', 'UPDATE $.partitions SET last_pseq = 9 WHERE partition = 0'],
    ['a lost tail', 'DELETE FROM $.events WHERE pseq = 1'],
    ['a lost beginning', 'DELETE FROM $.events WHERE pseq = 0'],
    ['a counter of another term', 'UPDATE $.partitions SET term = 7 WHERE partition = 0'],
  ])('refuses %s', async (_, tampering) => {
    const log = await openLog();
    await (await TestWriter.open(log)).append(3);
    await session.rows(tampering.replace('$', schema));
    expect(await refusals(log)).toEqual(['partition 0']);
  });

  it('warns of a recorder whose clock was ahead', async () => {
    const log = await openLog();
    await (await TestWriter.open(log)).append(3);
    const findClock = async () =>
      (await log.preflight()).find(({ setting }) => setting === 'clock of the last recorder');
    expect(await findClock()).toMatchObject({ level: 'ok', value: 'not ahead' });

    await session.rows(`UPDATE ${schema}.events SET bytes =
      regexp_replace(bytes, '"time":"[^"]*"', '"time":"2999-01-01T00:00:00.000Z"', 'g') WHERE pseq = 1`);
    expect(await findClock()).toMatchObject({
      level: 'warning',
      value: expect.stringMatching(/^\d+ ms ahead$/),
    });
  });

  it('refuses settings that lose acknowledged events in a crash', async () => {
    const [row] = await session.rows<{ name: string }>('SELECT current_database() AS name');
    await session.rows(`ALTER DATABASE ${row?.name} SET synchronous_commit = off`);
    const found = await refusals(await openLog());
    await session.rows(`ALTER DATABASE ${row?.name} RESET synchronous_commit`);
    expect(found).toEqual(['synchronous_commit']);
  });

  it('refuses a database of another encoding', async () => {
    const name = `ascii_${schema}`;
    await session.rows(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'SQL_ASCII'
         LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER 'libc'`,
    );
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    const log = await PostgresLog.open({ url: url.href });
    const found = await refusals(log);
    await log.close();
    await session.rows(`DROP DATABASE ${name} WITH (FORCE)`);
    expect(found).toEqual(['server_encoding']);
  });
});

describe('A log whose history was deleted', () => {
  it('stops its running writer and each later one, in the words of the doctor', async () => {
    const log = await openLog();
    const writer = await TestWriter.open(log);
    await writer.append(3);
    await session.rows(`DELETE FROM ${schema}.events WHERE pseq < 3`);
    await expect(writer.append(1)).rejects.toMatchObject({
      code: 'LOG_GAP_FOUND',
      message: expect.stringContaining('its history was deleted. Restore the log'),
    });
    expect(
      await errorCode(log.openWriter(0, { instance: 'next' }, writer.head, () => undefined)),
    ).toBe('LOG_GAP_FOUND');
  });
});

describe('A changed event in the table', () => {
  it.each([
    ['another sequence', { pseq: 7 }],
    ['another term', { pseq: 2, term: 5 }],
  ])('is not returned with %s', async (_, change) => {
    const log = await openLog();
    const writer = await TestWriter.open(log);
    for (let time = 0; time < 3; time += 1) await writer.append(1);
    const bytes = Buffer.from(sampleEvent({ after: writer.head, ...change })).toString('utf8');
    await session.rows(`UPDATE ${schema}.events SET bytes = $1 WHERE pseq = 2`, [bytes]);
    expect(await errorCode(readEvents(log))).toBe('LOG_GAP_FOUND');
    expect(await errorCode(readEvents(log, 0, 3))).toBe(
      change.pseq === 7 ? 'fulfilled' : 'LOG_GAP_FOUND',
    );
  });

  it('stops readers if its time precedes the previous event', async () => {
    const log = await openLog();
    const writer = await TestWriter.open(log);
    for (let time = 0; time < 3; time += 1) await writer.append(1);
    expect(pseqs(await readEvents(log))).toEqual([0, 1, 2, 3]);
    const bytes = Buffer.from(
      sampleEvent({ after: writer.head, pseq: 2, time: '1999-01-01T00:00:00.000Z' }),
    ).toString('utf8');
    await session.rows(`UPDATE ${schema}.events SET bytes = $1 WHERE pseq = 2`, [bytes]);
    expect(await errorCode(readEvents(log))).toBe('LOG_EVENT_DEFECTIVE');
  });
});
