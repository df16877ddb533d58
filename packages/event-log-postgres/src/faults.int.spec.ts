import {
  errorCode,
  eventTexts,
  pseqs,
  range,
  readEvents,
  TestWriter,
} from '@rapporteur/event-log/conformance';
import { sampleEvents, usePostgres } from '@rapporteur/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostgresLog, type PostgresLogOptions } from './postgres-log.ts';
import { FaultyProxy } from './testing/faulty-proxy.ts';
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

async function openThroughProxy(
  options: Partial<PostgresLogOptions> = {},
): Promise<{ proxy: FaultyProxy; writer: TestWriter }> {
  const proxy = await FaultyProxy.listen(postgres.url);
  closing.push(proxy);
  return { proxy, writer: await TestWriter.open(await openLog({ url: proxy.url, ...options })) };
}

describe('An append that loses its connection', () => {
  it('is recorded once if the server ends the connection during the statement', async () => {
    const writer = await TestWriter.open(await openLog());
    const unlock = await session.lockPartition(schema);
    const appending = writer.append(3);
    await session.terminate(await session.waitForConnections('waiting for a lock'));
    await unlock();
    expect(await appending).toEqual({ first: 1, last: 3 });
    await writer.append(1);
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 4));
  });

  it('is recorded once if the request was lost', async () => {
    const { proxy, writer } = await openThroughProxy();
    proxy.fault = 'lose requests';
    const appending = writer.append(3);
    await proxy.waitForFault();
    proxy.fault = 'none';
    expect(await appending).toEqual({ first: 1, last: 3 });
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 3));
  });

  it('is recorded once if the response was lost', async () => {
    const { proxy, writer } = await openThroughProxy();
    proxy.fault = 'lose responses';
    const appending = writer.append(3);
    await proxy.waitForFault();
    proxy.fault = 'none';
    expect(await appending).toEqual({ first: 1, last: 3 });
    await writer.append(2);
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 5));
  });

  it('has an unknown outcome if the server stays unreachable, and closes the writer', async () => {
    const { proxy, writer } = await openThroughProxy({ resendForMs: 100 });
    proxy.fault = 'lose responses';
    const appending = errorCode(writer.append(3));
    await proxy.waitForFault();
    proxy.fault = 'refuse';
    expect(await appending).toBe('LOG_OUTCOME_UNKNOWN');
    expect(await errorCode(writer.append(1))).toBe('LOG_WRITER_CLOSED');
    expect(pseqs(await readEvents(await openLog()))).toEqual(range(0, 3));
  });

  it('is fenced and not recorded if another writer opened meanwhile', async () => {
    const { proxy, writer } = await openThroughProxy();
    proxy.fault = 'lose requests';
    const appending = errorCode(writer.append(3));
    await proxy.waitForFault();
    const late = await TestWriter.open(await openLog(), { owner: 'late' });
    proxy.fault = 'none';
    expect(await appending).toBe('LOG_WRITER_FENCED');
    await late.append(1);
    expect((await readEvents(await openLog())).map(({ event }) => event.term)).toEqual([1, 2, 2]);
  });

  it('is acknowledged if and only if it was recorded before the take-over', async () => {
    const { proxy, writer } = await openThroughProxy();
    const unlock = await session.lockPartition(schema);
    const appending = errorCode(writer.append(3));
    await session.waitForConnections('waiting for a lock');
    proxy.disconnectClients();
    const opening = TestWriter.open(await openLog(), { owner: 'late' });
    await session.waitForConnections('waiting for a lock', 2);
    await unlock();
    await opening;
    const recorded = (await readEvents(await openLog())).filter(
      ({ event }) => event.source !== '/log',
    ).length;
    expect([await appending, recorded]).toEqual(
      (await appending) === 'fulfilled' ? ['fulfilled', 3] : ['LOG_WRITER_FENCED', 0],
    );
  });

  it('is recorded exactly once while all connections are ended repeatedly', async () => {
    const writer = await TestWriter.open(await openLog());
    const appended: string[] = [];
    for (let round = 0; round < 40; round += 1) {
      const ending = session.terminateAll();
      for (let time = 0; time < 4; time += 1) {
        const events = sampleEvents(2, writer.head);
        await writer.appendBytes(events);
        appended.push(...events.map((bytes) => Buffer.from(bytes).toString('utf8')));
      }
      await ending;
    }
    expect(eventTexts(await readEvents(await openLog(), 0, 1))).toEqual(appended);
  });
});

describe('Two writers that open a partition at once', () => {
  it('end with one owner and one fenced writer', async () => {
    const logs = [await openLog(), await openLog()];
    const unlock = await session.lockPartition(schema);
    const opening = logs.map((log) => errorCode(TestWriter.open(log)));
    await session.waitForConnections('waiting for a lock', 2);
    await unlock();
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
        if (done) throw new Error('The reader ended.');
        if (value.head.pseq >= pseq) return value.head.pseq;
      }
    };
  };
  const never = { pollMs: 3_600_000 };

  it('is woken by each append without polling', async () => {
    const writer = await TestWriter.open(await openLog());
    const readUntil = follow(await openLog(never));
    for (let pseq = 1; pseq <= 20; pseq += 1) {
      const seen = readUntil(pseq);
      await writer.append(1);
      expect(await seen).toBe(pseq);
    }
  });

  it('continues after its listening connection ended', async () => {
    const writer = await TestWriter.open(await openLog());
    const readUntil = follow(await openLog(never));
    await readUntil(0);
    for (let pseq = 1; pseq <= 3; pseq += 1) {
      const seen = readUntil(pseq);
      await session.terminate(await session.waitForConnections('listening'));
      await writer.append(1);
      expect(await seen).toBe(pseq);
    }
  });

  it('polls when no notification arrives', async () => {
    const writer = await TestWriter.open(await openLog());
    const readUntil = follow(await openLog({ pollMs: 10 }));
    await readUntil(0);
    const seen = readUntil(1);
    const [event] = sampleEvents(1, writer.head);
    await session.rows('BEGIN');
    await session.rows(`INSERT INTO ${schema}.events VALUES (0, 1, 1, 1, $1)`, [
      Buffer.from(event ?? []).toString('utf8'),
    ]);
    await session.rows(`UPDATE ${schema}.partitions SET last_pseq = 1 WHERE partition = 0`);
    await session.rows('COMMIT');
    expect(await seen).toBe(1);
  });
});
