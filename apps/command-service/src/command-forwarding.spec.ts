import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openCollection, recordAssessment } from '@rapporteur/command-runtime/sample-commands';
import { EMPTY_HEAD, InMemoryLog, InMemoryStore } from '@rapporteur/event-log';
import { afterEach, describe, expect, it } from 'vitest';
import { CommandForwarder, FORWARDED_HEADER } from './command-forwarding.ts';
import { CommandServiceFixture } from './testing/command-service-fixture.ts';

const servers: Server[] = [];
/** The requests that a broken owner received. */
const requests: string[] = [];

/** An owner that disconnects every command and the given number of probes. */
async function startBrokenOwner(probesUnanswered: number): Promise<string> {
  let left = probesUnanswered;
  const server = createServer((request, response) => {
    requests.push(String(request.method));
    if (request.method === 'POST' || left-- > 0) request.socket.destroy();
    else response.end();
  });
  return listen(server);
}

/** An owner whose process is suspended: its system still accepts connections. */
async function startSuspendedOwner(): Promise<string> {
  return listen(createServer((request) => void requests.push(String(request.method))));
}

async function startStoppedOwner(): Promise<string> {
  const url = await listen(createServer());
  const server = servers.pop()?.close();
  if (server !== undefined) await once(server, 'close');
  return url;
}

/** Another app at the former address of the owner: it is alive, but takes no commands. */
async function startOtherApp(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.method === 'GET') response.end();
    else response.writeHead(404).end(JSON.stringify({ status: 404, code: 'NOT_FOUND' }));
  });
  return listen(server);
}

async function listen(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server at the owner's address that is alive, and answers commands with this text. */
async function startStranger(status: number, body: string): Promise<string> {
  const server = createServer((request, response) => {
    requests.push(String(request.method));
    response.writeHead(request.method === 'POST' ? status : 200).end(body);
  });
  return listen(server);
}

describe('Forwarding a command', () => {
  afterEach(() => {
    requests.length = 0;
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  it.each([
    ['is alive', 0],
    ['restarted after one probe', 1],
  ])('returns 503 if the owner disconnects and %s', async (_, probes) => {
    const owner = { instance: 'first', url: await startBrokenOwner(probes) };
    const reply = new CommandForwarder().forward(
      { kind: 'other', instance: owner, lastEventAt: new Date().toISOString() },
      recordAssessment(1),
    );
    expect(await reply).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });
  });

  it.each([
    [200, '{}'],
    [200, '[]'],
    [201, '{"outcome":"recorded"}'],
    [200, '{"outcome":"recorded","commandId":"a","position":"soon","events":[]}'],
    [200, '<html>'],
    [422, '{}'],
    [422, '{"status":200,"code":"A"}'],
  ])('does not believe an owner that answers %i %s', async (status, body) => {
    const owner = { instance: 'first', url: await startStranger(status, body) };
    const reply = new CommandForwarder().forward(
      { kind: 'other', instance: owner, lastEventAt: new Date().toISOString() },
      recordAssessment(1),
    );
    expect(await reply).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });
  });

  it('rejects a mark of forwarding that no instance sends', async () => {
    await using service = await CommandServiceFixture.start(new InMemoryStore());
    expect(await service.send(openCollection(), { [FORWARDED_HEADER]: 'yes' })).toMatchObject({
      status: 400,
      body: { code: 'HEADER_MALFORMED' },
    });
  });

  it('does not forward a forwarded command again', async () => {
    const store = new InMemoryStore();
    const owner = { instance: 'first', url: await startBrokenOwner(0) };
    const log = new InMemoryLog(store);
    await log.openWriter(0, owner, EMPTY_HEAD, () => undefined);

    await using service = await CommandServiceFixture.start(store);
    const headers = { [FORWARDED_HEADER]: 'true' };
    expect(await service.send(openCollection(), headers)).toMatchObject({
      status: 503,
      body: { code: 'COMMAND_UNAVAILABLE' },
    });
    expect(requests).toEqual([]);
  });

  it.each([
    ['refuses connections', startStoppedOwner],
    ['is gone and another app has its address', startOtherApp],
  ])('treats the owner as gone if it %s, and the log is quiet', async (_, start) => {
    const owner = { instance: 'first', url: await start() };
    const reply = new CommandForwarder().forward(
      { kind: 'other', instance: owner, lastEventAt: '2026-01-01T00:00:00.000Z' },
      recordAssessment(1),
    );
    expect(await reply).toBeUndefined();
  });

  it.each([
    ['disconnects commands', () => startBrokenOwner(Number.POSITIVE_INFINITY)],
    ['holds every request', startSuspendedOwner],
  ])('does not decide what a silent owner may have, if it %s', async (_, start) => {
    const forwarder = new CommandForwarder();
    const instance = { instance: 'first', url: await start() };
    const owner = { kind: 'other', instance, lastEventAt: '2026-01-01T00:00:00.000Z' } as const;
    const sent = forwarder.forward(owner, recordAssessment(1));
    expect(await sent).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });

    const countBefore = requests.filter((method) => method === 'POST').length;
    expect(await forwarder.forward(owner, recordAssessment(1))).toBeUndefined();
    expect(requests.filter((method) => method === 'POST')).toHaveLength(countBefore);
  });
});
