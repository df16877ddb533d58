import {
  eventTexts,
  errorCode,
  TestWriter,
  pseqs,
  range,
  readEvents,
} from '@rapporteur/event-log/conformance';
import { sampleEvents, usePostgres } from '@rapporteur/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyProxy } from './testing/faulty-proxy.ts';
import { PostgresLog, type PostgresLogOptions } from './postgres-log.ts';
import { TestSession } from './testing/test-session.ts';

const postgres = usePostgres();
let schema = '';
let tests = 0;
let session: TestSession;
let closing: { close(): Promise<void> | void }[] = [];

beforeEach(async () => {
  schema = `faults_${(tests += 1)}`;
  session = await TestSession.open(postgres.url);
  closing = [session];
});

afterEach(async () => {
  for (const opened of closing.toReversed()) await opened.close();
});

async function openLog(options: Partial<PostgresLogOptions> = {}): Promise<PostgresLog> {
  const log = await PostgresLog.open({ url: postgres.url, schema, ...options });
  closing.push(log);
  return log;
}

async function proxied(
  options: Partial<PostgresLogOptions> = {},
): Promise<{ proxy: FaultyProxy; desk: TestWriter }> {
  const proxy = await FaultyProxy.listen(postgres.url);
  closing.push(proxy);
  return { proxy, desk: await TestWriter.open(await openLog({ url: proxy.url, ...options })) };
}

describe('An append whose connection is lost', () => {
  it('is recorded once when the server ended the connection before the statement was done', async () => {
    const desk = await TestWriter.open(await openLog());
    const letGo = await session.holdPartition(schema);
    const appending = desk.append(3);
    await session.terminate(await session.connections('waiting for a lock'));
    await letGo();
    expect(await appending).toEqual({ first: 1, last: 3 });
    await desk.append(1);
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 4));
  });

  it('is recorded once when the request was lost', async () => {
    const { proxy, desk } = await proxied();
    proxy.fault = 'lose requests';
    const appending = desk.append(3);
    await proxy.waitForFault();
    proxy.fault = 'none';
    expect(await appending).toEqual({ first: 1, last: 3 });
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 3));
  });

  it('is recorded once when the answer was lost', async () => {
    const { proxy, desk } = await proxied();
    proxy.fault = 'lose answers';
    const appending = desk.append(3);
    await proxy.waitForFault();
    proxy.fault = 'none';
    expect(await appending).toEqual({ first: 1, last: 3 });
    await desk.append(2);
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 5));
  });

  it('is of unknown outcome when the server stays away, and the writer is spent', async () => {
    const { proxy, desk } = await proxied({ resendForMs: 100 });
    proxy.fault = 'lose answers';
    const appending = errorCode(desk.append(3));
    await proxy.waitForFault();
    proxy.fault = 'refuse';
    expect(await appending).toBe('LOG_OUTCOME_UNKNOWN');
    expect(await errorCode(desk.append(1))).toBe('LOG_WRITER_CLOSED');
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 3));
  });

  it('is fenced, and never lands, when another writer opened meanwhile', async () => {
    const { proxy, desk } = await proxied();
    proxy.fault = 'lose requests';
    const appending = errorCode(desk.append(3));
    await proxy.waitForFault();
    const late = await TestWriter.open(await openLog(), 0, 'late');
    proxy.fault = 'none';
    expect(await appending).toBe('LOG_WRITER_FENCED');
    await late.append(1);
    expect((await readEvents(await openLog())).map(({ event }) => event.term)).toEqual([1, 2, 2]);
  });

  it('is acknowledged if and only if it landed before the take-over, when it hangs on the server', async () => {
    const { proxy, desk } = await proxied();
    const letGo = await session.holdPartition(schema);
    const appending = errorCode(desk.append(3));
    await session.connections('waiting for a lock');
    proxy.cut();
    const opening = TestWriter.open(await openLog(), 0, 'late');
    await session.connections('waiting for a lock', 2);
    await letGo();
    await opening;
    const recorded = (await readEvents(await openLog())).filter(
      ({ event }) => event.source !== '/log',
    ).length;
    expect([await appending, recorded]).toEqual(
      (await appending) === 'fulfilled' ? ['fulfilled', 3] : ['LOG_WRITER_FENCED', 0],
    );
  });

  it('loses and doubles nothing while every connection is ended again and again', async () => {
    const desk = await TestWriter.open(await openLog());
    const sent: string[] = [];
    for (let round = 0; round < 40; round += 1) {
      const ending = session.terminateAll();
      for (let time = 0; time < 4; time += 1) {
        const events = sampleEvents(2, desk.head);
        await desk.appendBytes(events);
        sent.push(...events.map((bytes) => Buffer.from(bytes).toString('utf8')));
      }
      await ending;
    }
    expect(eventTexts(await readEvents(await openLog(), 0, 1))).toEqual(sent);
  });
});

describe('Two that open a partition at once', () => {
  it('are one that has it and one that is told so', async () => {
    const logs = [await openLog(), await openLog()];
    const letGo = await session.holdPartition(schema);
    const opening = logs.map((log) => errorCode(TestWriter.open(log)));
    await session.connections('waiting for a lock', 2);
    await letGo();
    expect((await Promise.all(opening)).toSorted()).toEqual(['LOG_WRITER_FENCED', 'fulfilled']);
    expect(pseqs(await readEvents(await openLog()))).toEqual([0]);
  });
});

describe('A follower', () => {
  const follow = (log: PostgresLog): ((pseq: number) => Promise<number>) => {
    const { signal } = new AbortController();
    const batches = log.read(0, 0, { follow: true, signal })[Symbol.asyncIterator]();
    return async (pseq) => {
      for (;;) {
        const { value, done } = await batches.next();
        if (done) throw new Error('the reader ended');
        if (value.head.pseq >= pseq) return value.head.pseq;
      }
    };
  };
  const never = { pollMs: 3_600_000 };

  it('is woken by each append, without looking on its own', async () => {
    const desk = await TestWriter.open(await openLog());
    const until = follow(await openLog(never));
    for (let pseq = 1; pseq <= 20; pseq += 1) {
      const seen = until(pseq);
      await desk.append(1);
      expect(await seen).toBe(pseq);
    }
  });

  it('goes on when the connection on which it listens is ended', async () => {
    const desk = await TestWriter.open(await openLog());
    const until = follow(await openLog(never));
    await until(0);
    for (let pseq = 1; pseq <= 3; pseq += 1) {
      const seen = until(pseq);
      await session.terminate(await session.connections('listening'));
      await desk.append(1);
      expect(await seen).toBe(pseq);
    }
  });

  it('looks on its own when no notification comes', async () => {
    const desk = await TestWriter.open(await openLog());
    const until = follow(await openLog({ pollMs: 10 }));
    await until(0);
    const seen = until(1);
    const [event] = sampleEvents(1, desk.head);
    await session.rows('BEGIN');
    await session.rows(`INSERT INTO ${schema}.events VALUES (0, 1, 1, $1)`, [
      Buffer.from(event ?? []).toString('utf8'),
    ]);
    await session.rows(`UPDATE ${schema}.partitions SET last_pseq = 1 WHERE partition = 0`);
    await session.rows('COMMIT');
    expect(await seen).toBe(1);
  });
});
