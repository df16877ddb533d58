import { gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveWeb } from './serve-web.ts';

const HOSTILE = '</script><script>alert(1)</script>';
const HTML = { accept: 'text/html,application/xhtml+xml' };

let server: FastifyInstance;

beforeAll(async () => {
  server = fastify();
  server.get('/', () => ({ name: 'Rapporteur' }));
  server.get('/v1/states/:state', ({ headers }) => ({
    data: { name: HOSTILE },
    authorization: headers.authorization ?? null,
  }));
  server.get('/v1/persons/:person', (_request, reply) =>
    reply.code(404).send({ title: 'Unknown' }),
  );
  await serveWeb(server);
  await server.ready();
});
afterAll(() => server.close());

const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  server.inject({ url, headers });

describe('The server of the web', () => {
  it('answers programs as before', async () => {
    expect((await get('/')).json()).toEqual({ name: 'Rapporteur' });
    expect((await get('/v1/states/UZB', HTML)).json()).toHaveProperty('data');
    expect((await get('/states/UZB', { accept: 'application/json' })).statusCode).toBe(404);
  });

  it('sends a page with the answer that it shows first', async () => {
    const { statusCode, headers, body } = await get('/states/UZB?asOf=2024', HTML);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const [, json = ''] = /<script id="answers"[^>]*>(.*?)<\/script>/.exec(body) ?? [];
    expect(JSON.parse(json)).toEqual({
      '/v1/states/UZB?names=true&asOf=2024': { data: { name: HOSTILE }, authorization: null },
    });
  });

  it('lets no recorded text end the element of the answers', async () => {
    const { body } = await get('/states/UZB', HTML);
    expect(body).not.toContain(HOSTILE);
    expect(body.match(/<script/g)).toHaveLength(2);
  });

  it('leads a program from a page to its twins', async () => {
    const { body } = await get('/states/UZB?asOf=2024', HTML);
    expect(body).toContain(
      '<link rel="alternate" type="application/atom+xml" href="/states/UZB.atom?asOf=2024" />',
    );
    for (const headers of [HTML, {}]) {
      const twin = await get('/states/UZB.json?asOf=2024', headers);
      expect(twin.statusCode).toBe(307);
      expect(twin.headers.location).toBe('/v1/states/UZB?names=true&asOf=2024');
    }
    const hostile = await get('/states/UZB?q=%22%3E%3Cscript%3E', HTML);
    expect(hostile.body.match(/<script/g)).toHaveLength(2);
  });

  it('asks for answers with the authorization of the reader', async () => {
    const { body } = await get('/states/UZB', { ...HTML, authorization: 'Bearer one' });
    expect(body).toContain('"authorization":"Bearer one"');
  });

  it('allows no style or script but its own files', async () => {
    const policy = (await get('/states/UZB', HTML)).headers['content-security-policy'];
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/nowhere', '/persons/nobody'])(
    'sends the page for an unknown address %s with the status 404',
    async (url) => {
      const { statusCode, body } = await get(url, HTML);
      expect(statusCode).toBe(404);
      expect(body).toContain('<div id="root">');
    },
  );

  it('needs at most 150 kB of programs for the first page', async () => {
    const { body } = await get('/', HTML);
    const scripts = [...body.matchAll(/\/assets\/[^"]+\.js/g)].map(([script]) => script);
    const sizes = await Promise.all(
      scripts.map(async (script) => gzipSync((await get(script)).rawPayload).length),
    );
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(150_000);
  });

  it('sends the files of the page compressed, and for ever', async () => {
    const { body } = await get('/', HTML);
    const [script = ''] = /\/assets\/[^"]+\.js/.exec(body) ?? [];
    const file = await get(script, { 'accept-encoding': 'gzip, br' });
    expect(file.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await get('/assets/../package.json')).statusCode).toBe(404);
  });
});
