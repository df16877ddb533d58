import { once } from 'node:events';
import { type IncomingMessage, request as sendRequest, type RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { InMemoryLog } from '@rapporteur/event-log';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpApp } from './http-app.ts';
import { createSilentLogger } from './logger.ts';
import { PlatformModule } from './platform-module.ts';
import { type RunningService, serve } from './serve.ts';
import { readSettings } from './settings.ts';

@Controller('record')
class RecordController {
  @Get()
  read(): string {
    return 'read';
  }

  @Post()
  write(): string {
    return 'written';
  }
}

const logger = createSilentLogger();
const settings = readSettings({
  RAPPORTEUR_PORT: '0',
  RAPPORTEUR_ADVERTISE: 'http://command-1:8642',
  RAPPORTEUR_ALLOWED_HOSTS: 'Record.example',
});

@Module({
  imports: [PlatformModule.forRoot({ settings, eventLog: new InMemoryLog(), logger })],
  controllers: [RecordController],
})
class GuardedModule {}

let service: RunningService;
let port = '';

/** Sends a request with these headers. `fetch` does not send a Host of the caller. */
async function send(method: string, path: string, headers: RequestOptions['headers']) {
  const sent = sendRequest(new URL(path, service.url), { method, headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe('The guard of an HTTP app', () => {
  beforeAll(async () => {
    const app = await createHttpApp(GuardedModule, settings, logger);
    service = await serve(app, settings);
    ({ port } = new URL(service.url));
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it.each([
    '127.0.0.1',
    '127.0.0.1:8642',
    '[::1]:8642',
    '10.1.2.3',
    'localhost',
    'LOCALHOST.:8642',
    'command-1:8642',
    'record.example',
    'Record.Example:443',
  ])('answers a request for the host %s', async (host) =>
    expect(await send('GET', '/record', { host })).toMatchObject({ status: 200, body: 'read' }),
  );

  it.each([
    'attacker.example',
    'attacker.example:8642',
    'localhost.attacker.example',
    '127.0.0.1.attacker.example',
    'record.example.attacker.example',
    'localhost@attacker.example',
    'localhost/attacker',
    'a b',
  ])('rejects a request for the host "%s" on every path', async (host) => {
    for (const path of ['/record', '/health/live', '/docs', '/openapi.json', '/nowhere']) {
      const { status, body } = await send('GET', path, { host });
      expect(status, path).toBe(403);
      expect(JSON.parse(body)).toMatchObject({
        code: 'HOST_NOT_ALLOWED',
        detail: expect.stringContaining('RAPPORTEUR_ALLOWED_HOSTS'),
      });
    }
  });

  it.each([
    ['without an origin', {}],
    ['of its own page', { origin: 'http://localhost:PORT', 'sec-fetch-site': 'same-origin' }],
    ['of its own page at port 80', { origin: 'http://localhost', host: 'localhost' }],
    [
      'of its own page behind TLS',
      { origin: 'https://record.example', host: 'record.example:443' },
    ],
    ['of a page of an allowed host', { origin: 'https://record.example:8443' }],
    ['of the person at the browser', { 'sec-fetch-site': 'none' }],
  ])('accepts a command %s', async (_, given) => {
    const headers = withPort({ host: 'localhost:PORT', ...given });
    expect(await send('POST', '/record', headers)).toMatchObject({ status: 201, body: 'written' });
  });

  it.each([
    ['of a page of another host', { origin: 'https://attacker.example' }],
    ['of a page of another port', { origin: 'http://localhost:3000' }],
    ['of a page of a name that resolves here', { origin: 'http://127.0.0.1:PORT' }],
    ['of a page without an origin', { origin: 'null' }],
    ['of another site, without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['of a sibling site, without an origin', { 'sec-fetch-site': 'same-site' }],
  ])('rejects a command %s', async (_, given) => {
    const headers = withPort({ host: 'localhost:PORT', ...given });
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, body } = await send(method, '/record', headers);
      expect(status).toBe(403);
      expect(JSON.parse(body)).toMatchObject({
        code: 'ORIGIN_NOT_ALLOWED',
        detail: expect.stringContaining('RAPPORTEUR_ALLOWED_HOSTS'),
      });
    }
  });

  it('sends no response that another page may read, show or load', async () => {
    for (const path of [
      '/record',
      '/docs',
      '/openapi.json',
      '/nowhere',
      '/docs/assets/swagger-ui.css',
    ]) {
      const { headers } = await send('GET', path, { origin: 'https://attacker.example' });
      expect(headers, path).toMatchObject({
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('has a policy for the documentation page that allows its own script only', async () => {
    const { headers, body } = await send('GET', '/docs', {});
    const policy = String(headers['content-security-policy']);
    const [, script = ''] = /<script>([^]*?)<\/script>/.exec(body) ?? [];
    const digest = await crypto.subtle.digest('SHA-256', Buffer.from(script));
    const hash = Buffer.from(digest).toString('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
  });
});

function withPort(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers);
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replace('PORT', port)]));
}
