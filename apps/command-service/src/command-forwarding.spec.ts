import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordAssessment } from '@rapporteur/command-runtime/sample-commands';
import { afterEach, describe, expect, it } from 'vitest';
import { forwardCommand } from './command-forwarding.ts';

const servers: Server[] = [];

/** An owner that breaks every command off, and so many probes after it; then it is back. */
async function brokenOwner(probesUnanswered: number): Promise<string> {
  let left = probesUnanswered;
  const server = createServer((request, response) => {
    if (request.method === 'POST' || left-- > 0) request.socket.destroy();
    else response.end();
  });
  return listening(server);
}

/** Another app of ours at the address where the owner was: it lives, and takes no commands. */
async function anotherApp(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.method === 'GET') response.end();
    else response.writeHead(404).end(JSON.stringify({ status: 404, code: 'NOT_FOUND' }));
  });
  return listening(server);
}

async function listening(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('A command that is passed on', () => {
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  it.each([
    ['is alive', 0],
    ['was started again before it was taken for gone', 1],
  ])('is answered with 503 when its owner broke off and %s', async (_, probes) => {
    const owner = { owner: 'first', url: await brokenOwner(probes) };
    const reply = forwardCommand(
      { kind: 'other', owner, lastEventAt: new Date().toISOString() },
      recordAssessment(1),
    );
    expect(await reply).toEqual({ kind: 'unavailable', retryAfterSeconds: 1 });
  });

  it.each([
    ['is gone', () => brokenOwner(Number.POSITIVE_INFINITY)],
    ['is gone, and another app has its address', anotherApp],
  ])('is ours to decide when its owner %s, and the log has been quiet', async (_, at) => {
    const owner = { owner: 'first', url: await at() };
    const reply = forwardCommand(
      { kind: 'other', owner, lastEventAt: '2026-01-01T00:00:00.000Z' },
      recordAssessment(1),
    );
    expect(await reply).toBeUndefined();
  });
});
