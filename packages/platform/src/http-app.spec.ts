import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Body, Controller, Get, Inject, Module, Post, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InMemoryLog, LogError } from '@rapporteur/event-log';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDocs } from './api-docs.ts';
import { createHttpApp, requireContentType } from './http-app.ts';
import { createSilentLogger } from './logger.ts';
import { PlatformModule } from './platform-module.ts';
import { Problem } from './problem.ts';
import type { Readiness } from './readiness.ts';
import { type RunningService, serve } from './serve.ts';
import { readSettings } from './settings.ts';
import { API_DOCS, READINESS, STOPPING } from './tokens.ts';

let started: () => void = () => undefined;

@Controller('sample')
class SampleController {
  readonly #stopping: AbortSignal;

  constructor(@Inject(STOPPING) stopping: AbortSignal) {
    this.#stopping = stopping;
  }

  @Post('echo')
  echo(@Body() body: unknown, @Req() request: FastifyRequest): unknown {
    requireContentType(request, 'application/json');
    return { body };
  }

  @Post('lines')
  async lines(@Body() body: Readable): Promise<number> {
    return (await text(body)).length;
  }

  @Get('error')
  error(): never {
    throw new TypeError('a secret');
  }

  @Get('unreachable')
  unreachable(): never {
    throw new LogError('LOG_UNREACHABLE', 'no route to postgres://me:secret@db');
  }

  @Get('rejected')
  rejected(): never {
    throw new Problem(422, 'SAMPLE_REJECTED', {
      title: 'No.',
      extensions: { position: '0:42' },
      retryAfterSeconds: 3,
    });
  }

  @Get('endless')
  endless(): Promise<string> {
    return new Promise((resolve) => {
      this.#stopping.addEventListener('abort', () => resolve('ended'));
      started();
    });
  }
}

const settings = readSettings({ RAPPORTEUR_PORT: '0', RAPPORTEUR_LOG_LEVEL: 'silent' });

@Module({
  imports: [
    PlatformModule.forRoot({ settings, eventLog: new InMemoryLog(), logger: createSilentLogger() }),
  ],
  controllers: [SampleController],
})
class SampleModule {}

const json = { 'content-type': 'application/json' };

describe('An HTTP app', () => {
  let app: NestFastifyApplication;
  let service: RunningService;

  beforeAll(async () => {
    app = await createHttpApp(SampleModule, settings, createSilentLogger());
    service = await serve(app, settings);
  });
  afterAll(() => service[Symbol.asyncDispose]());

  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = json) =>
    fetch(`${service.url}/sample/${path}`, { method: 'POST', headers, body });
  const get = (path: string) => fetch(`${service.url}${path}`);

  async function readProblem(response: Response): Promise<Record<string, unknown>> {
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem['status']).toBe(response.status);
    expect(problem['type']).toBe(`https://rapporteur.example/problems/${String(problem['code'])}`);
    return problem;
  }

  it('parses JSON', async () => {
    const response = await post('echo', '{"a":[1]}');
    expect(await response.json()).toEqual({ body: { a: [1] } });
  });

  it('rejects JSON that is not strict, with the place', async () =>
    expect(await readProblem(await post('echo', '{"a":1,"a":2}'))).toMatchObject({
      code: 'JSON_NAME_TWICE',
      status: 400,
      column: 8,
    }));

  it('rejects an empty body', async () =>
    expect(await readProblem(await post('echo', ''))).toMatchObject({ code: 'JSON_MALFORMED' }));

  it('rejects a body of 10 MB before it is read completely', async () => {
    const response = await post('echo', JSON.stringify('x'.repeat(10_000_000)));
    expect(await readProblem(response)).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 });
  });

  it('rejects other content types', async () => {
    for (const type of ['application/xml', 'text/plain', 'nonsense']) {
      const problem = await readProblem(await post('echo', '<a/>', { 'content-type': type }));
      expect(problem).toMatchObject({ code: 'CONTENT_TYPE_UNSUPPORTED', status: 415 });
    }
  });

  it('rejects every charset but UTF-8', async () => {
    const send = (charset: string) =>
      post('echo', '{}', { 'content-type': `application/json; ${charset}` });
    for (const charset of ['charset=utf-8', 'charset=UTF8', 'charset="utf-8"'])
      expect((await send(charset)).status).toBe(201);
    for (const charset of ['charset=iso-8859-1', 'charset="windows-1252"', 'charset=utf-16']) {
      expect(await readProblem(await send(charset))).toMatchObject({
        code: 'CONTENT_TYPE_UNSUPPORTED',
        status: 415,
        detail: expect.stringContaining('in UTF-8'),
      });
    }
  });

  it('names the first byte of a body that is not UTF-8', async () =>
    expect(await readProblem(await post('echo', Uint8Array.of(0x22, 0xe9, 0x22)))).toMatchObject({
      code: 'JSON_NOT_UTF8',
      status: 400,
      detail: expect.stringContaining('byte 0xE9 at offset 1'),
    }));

  it('streams NDJSON without a size limit', async () => {
    const lines = `${'x'.repeat(99)}\n`.repeat(50_000);
    const response = await post('lines', lines, { 'content-type': 'application/x-ndjson' });
    expect(await response.text()).toBe('5000000');
  });

  it('rejects an unknown or malformed path', async () => {
    expect(await readProblem(await get('/nowhere'))).toMatchObject({
      code: 'NOT_FOUND',
      status: 404,
    });
    expect(await readProblem(await get('/%zz'))).toMatchObject({ status: 400 });
  });

  it('hides the details of an internal error', async () => {
    const problem = await readProblem(await get('/sample/error'));
    expect(problem).toMatchObject({
      code: 'INTERNAL_FAULT',
      status: 500,
      requestId: expect.any(String),
    });
    expect(JSON.stringify(problem)).not.toContain('secret');
    const unreachable = await get('/sample/unreachable');
    expect(unreachable.headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(await readProblem(unreachable))).not.toContain('secret');
  });

  it('sends a problem with its members and headers', async () => {
    const response = await get('/sample/rejected');
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await readProblem(response)).toMatchObject({
      code: 'SAMPLE_REJECTED',
      position: '0:42',
      title: 'No.',
    });
  });

  it('is alive, and ready once every check passes', async () => {
    expect(await (await get('/health/live')).json()).toEqual({ status: 'ok' });
    let usable = false;
    app
      .get<Readiness>(READINESS)
      .add('sample', () => (usable ? Promise.resolve() : Promise.reject(new Error('not yet'))));
    const early = await get('/health/ready');
    expect(await readProblem(early)).toMatchObject({
      code: 'NOT_READY',
      checks: { sample: 'not yet' },
    });
    usable = true;
    expect(await (await get('/health/ready')).json()).toEqual({
      status: 'ready',
      checks: { log: 'ok', sample: 'ok' },
    });
  });

  it('runs a slow check once for concurrent requests', async () => {
    let runs = 0;
    const check = Promise.withResolvers<void>();
    app.get<Readiness>(READINESS).add('slow', () => ((runs += 1), check.promise));
    const responses = [get('/health/ready'), get('/health/ready')];
    await expect.poll(() => runs).toBe(1);
    expect(await (await get('/health/live')).json()).toEqual({ status: 'ok' });
    check.resolve();
    for (const response of await Promise.all(responses)) expect(response.status).toBe(200);
    expect(runs).toBe(1);
  });

  it('serves its documentation without files of other hosts', async () => {
    const sample = { tags: [], paths: { '/sample': {} }, schemas: { Sample: {} } };
    app.get<ApiDocs>(API_DOCS).add(() => sample);
    expect(await (await get('/openapi.json')).json()).toMatchObject({
      openapi: '3.1.0',
      paths: { '/sample': {}, '/health/live': {} },
      components: { schemas: { Sample: {}, Problem: {} } },
    });
    const page = await (await get('/docs')).text();
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) =>
      String(address),
    );
    expect(addresses.every((address) => address.startsWith('/'))).toBe(true);
    for (const address of addresses) {
      const asset = await get(address);
      expect(asset.status).toBe(200);
      expect(await asset.text()).not.toBe('');
    }
    expect(await readProblem(await get('/docs/assets/package.json'))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('completes open requests when it stops, then closes its resources', async () => {
    const stopping = await createHttpApp(SampleModule, settings, createSilentLogger());
    const closed: string[] = [];
    const other = await serve(stopping, settings, [async () => void closed.push('log')]);
    const open = new Promise<void>((resolve) => {
      started = resolve;
    });
    const response = fetch(`${other.url}/sample/endless`);
    const idle = connect(Number(new URL(other.url).port));
    await open;
    await other[Symbol.asyncDispose]();
    expect(await (await response).text()).toBe('ended');
    expect(closed).toEqual(['log']);
    idle.destroy();
  });
});
