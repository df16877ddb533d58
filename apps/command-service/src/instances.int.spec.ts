import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  recordMeetingHeld,
  openCollection,
  registerSource,
} from '@rapporteur/command-runtime/sample-commands';
import { EMPTY_HEAD, type EventLog } from '@rapporteur/event-log';
import {
  createHttpApp,
  openEventLog,
  readSettings,
  serve,
  createSilentLogger,
} from '@rapporteur/platform';
import { createTopics, EVENTS_TOPIC, parseKafkaAddress } from '@rapporteur/event-log-kafka';
import { describeWhen, useKafka, usePostgres } from '@rapporteur/testing';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { CommandServiceAppModule } from './app.module.ts';
import { OWNER_QUIET_MS } from './command-forwarding.ts';

interface ServiceInstance extends AsyncDisposable {
  readonly url: string;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

const kafka = await useKafka();

describe('On Postgres', () => {
  const postgres = usePostgres();
  describeInstances(() => postgres.createDatabase());
});

describeWhen(kafka.isAvailable, kafka.reason)('On Kafka', () => {
  describeInstances(async () => {
    const name = `instances-${randomUUID()}`;
    const url = `kafka://${kafka.brokers.join(',')}/${name}`;
    await createTopics(parseKafkaAddress(url), [{ ...EVENTS_TOPIC, name, partitions: 1 }]);
    return url;
  });
});

/** Describes several instances on one log of any kind. */
function describeInstances(newLog: () => Promise<string>): void {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-instances-'));
  const running: ServiceInstance[] = [];

  afterEach(async () => {
    for (const instance of running.splice(0)) await instance[Symbol.asyncDispose]();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(log: string, name: string): Promise<ServiceInstance> {
    const port = await findFreePort();
    const settings = readSettings({
      RAPPORTEUR_PORT: String(port),
      RAPPORTEUR_DATA: folder,
      RAPPORTEUR_INSTANCE: name,
      RAPPORTEUR_ADVERTISE: `http://127.0.0.1:${port}`,
    });
    const eventLog = await openEventLog(log);
    const logger = createSilentLogger();
    const app = await createHttpApp(
      CommandServiceAppModule.forRoot({ settings, eventLog, logger }),
      settings,
      logger,
    );
    const instance = await serve(app, settings, [() => eventLog.close()]);
    running.push(instance);
    return instance;
  }

  async function send({ url }: ServiceInstance, { name, body }: { name: string; body: unknown }) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/v1/commands/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async function listOwners(log: EventLog): Promise<readonly string[]> {
    const owners: string[] = [];
    const options = { follow: false, signal: new AbortController().signal };
    for await (const { events } of log.read(0, EMPTY_HEAD, options)) {
      for (const { event } of events)
        if (event.source === '/log') owners.push(String(event.data['owner']));
    }
    return owners;
  }

  it('forward commands to the owner, which stays the owner', async () => {
    const url = await newLog();
    const first = await start(url, 'first');
    const second = await start(url, 'second');
    expect(await send(first, openCollection())).toMatchObject({
      status: 200,
      body: { outcome: 'recorded' },
    });
    const forwarded = await send(second, registerSource());
    expect(forwarded).toMatchObject({
      status: 200,
      body: { outcome: 'recorded', repeated: false },
    });
    expect(await send(first, registerSource())).toMatchObject({
      status: 200,
      body: { repeated: true },
    });
    expect(await send(second, { name: 'RegisterBody', body: {} })).toMatchObject({ status: 400 });
    const rejected = await send(second, {
      ...recordMeetingHeld(1),
      body: { ...(recordMeetingHeld(1).body as object), body: 'nobody' },
    });
    expect(rejected).toMatchObject({
      status: 422,
      body: {
        code: 'COMMAND_REFUSED',
        errors: expect.arrayContaining([expect.objectContaining({ rule: 'DOMAIN_BODY_UNKNOWN' })]),
      },
    });
    const log = await openEventLog(url);
    expect(await listOwners(log)).toEqual(['first']);
    await log.close();
  });

  it('leave a partition to its silent owner until the log is quiet', async () => {
    const url = await newLog();
    const first = await start(url, 'first');
    const second = await start(url, 'second');
    await send(first, openCollection());
    await send(second, registerSource());
    running.splice(running.indexOf(first), 1);
    await first[Symbol.asyncDispose]();
    const since = performance.now();
    const early = await send(second, recordMeetingHeld(1));
    expect(early).toMatchObject({ status: 503, body: { code: 'COMMAND_UNAVAILABLE' } });
    let late = early;
    while (late.status === 503 && performance.now() - since < 4 * OWNER_QUIET_MS)
      late = await send(second, recordMeetingHeld(1));
    expect(late).toMatchObject({ status: 200, body: { outcome: 'recorded', repeated: false } });
    const log = await openEventLog(url);
    expect(await listOwners(log)).toEqual(['first', 'second']);
    await log.close();
  });
}
