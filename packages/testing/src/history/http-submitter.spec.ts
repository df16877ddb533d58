import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpSubmitter } from './http-submitter.ts';

const command = { name: 'RetractRecord', body: { collection: 'sco' } };
const subject = { commandId: 'w-1', collection: 'sco', stream: 'meeting-x', position: '3:42' };
const parsedSubject = { ...subject, position: { partition: 3, pseq: 42 } };

describe('The HTTP submitter', () => {
  let server: Server;
  let reply: { status: number; body: unknown } | 'cut';
  let received: {
    url: string | undefined;
    headers: Readonly<Record<string, unknown>>;
    body: string;
  };

  beforeEach(async () => {
    server = createServer((request, response) => {
      const chunks: string[] = [];
      request.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
      request.on('end', () => {
        received = { url: request.url, headers: request.headers, body: chunks.join('') };
        if (reply === 'cut') response.destroy();
        else response.writeHead(reply.status).end(JSON.stringify(reply.body));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const submit = (options = {}) => {
    const { port } = server.address() as AddressInfo;
    return createHttpSubmitter(`http://127.0.0.1:${port}`)({ ...command, ...options });
  };

  it('sends the command with its id and expected version', async () => {
    reply = { status: 400, body: { code: 'COMMAND_INVALID' } };
    expect(await submit({ commandId: 'w-1', expectedVersion: 7, dryRun: true })).toEqual({
      kind: 'invalid',
    });
    expect(received.url).toBe('/v1/commands/RetractRecord?dryRun=true');
    expect(received.headers).toMatchObject({ 'idempotency-key': '"w-1"', 'if-match': '"7"' });
    expect(JSON.parse(received.body)).toEqual(command.body);
  });

  it.each([
    ['recorded', { repeated: true, events: [{ id: 'w-1.1' }], already: null, version: null }],
    ['unchanged', { repeated: false, events: [], already: ['w-0.1'], version: 4 }],
    ['wouldRecord', { repeated: false, events: [{ id: 'w-1.1' }], already: [], version: 5 }],
  ])('parses the outcome %s', async (outcome, body) => {
    reply = { status: 200, body: { outcome, ...subject, ...body } };
    const { already, version } = body;
    expect(await submit()).toMatchObject({ kind: outcome, ...parsedSubject, already, version });
  });

  it.each([
    [
      422,
      {
        code: 'COMMAND_REFUSED',
        position: '0:9',
        errors: [{ rule: 'DOMAIN_X', field: '', event: 'w-0.1' }],
      },
      {
        kind: 'refused',
        rejections: [{ code: 'DOMAIN_X', field: null, event: 'w-0.1' }],
        position: { partition: 0, pseq: 9 },
      },
    ],
    [
      412,
      {
        code: 'COMMAND_VERSION_MOVED',
        stream: 'meeting-x',
        expectedVersion: 2,
        actualVersion: 3,
        position: '0:9',
      },
      {
        kind: 'conflict',
        stream: 'meeting-x',
        expected: 2,
        actual: 3,
        position: { partition: 0, pseq: 9 },
      },
    ],
    [
      422,
      { code: 'COMMAND_ID_REUSED', commandId: 'w-1', position: '0:9' },
      { kind: 'differentContent', commandId: 'w-1', position: { partition: 0, pseq: 9 } },
    ],
    [404, { code: 'COMMAND_UNKNOWN' }, { kind: 'unknownCommand' }],
    [413, { code: 'COMMAND_TOO_LARGE' }, { kind: 'tooLarge' }],
    [400, { code: 'HEADER_MALFORMED' }, { kind: 'turnedAway', why: '400 HEADER_MALFORMED' }],
    [503, { code: 'COMMAND_UNAVAILABLE' }, { kind: 'unavailable' }],
    [502, { code: 'BAD_GATEWAY' }, { kind: 'unknown', why: '502' }],
  ])('parses a problem with status %i', async (status, body, expected) => {
    reply = { status, body };
    expect(await submit()).toEqual(expected);
  });

  it('rejects if the connection is cut before the response', async () => {
    reply = 'cut';
    await expect(submit()).rejects.toThrow(Error);
  });
});
