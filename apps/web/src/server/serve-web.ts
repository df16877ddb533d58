/**
 * Serves the web beside the API, on the same paths without `/v1`.
 *
 * Invariants (tests: serve-web.spec.ts)
 * 1. A program gets the API as before: only a request that accepts HTML gets a page.
 * 2. A page contains the answers that it shows first, so that they need no other request.
 * 3. A page has links to its twins, which are the answers of queries.
 * 4. Recorded text is data: it never becomes mark-up or a script of the page.
 */
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listAnswers, type PageAddress, parsePagePath } from '../api/api-address.ts';
import { findTwinQuery, listTwins, type PageTwin } from '../api/page-twins.ts';
import { readWebFiles, type WebFile, type WebFiles } from './web-files.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../../dist/client/', import.meta.url));
/** The first parts of paths that are not those of pages. */
const OTHER_PATHS = /^\/(v1|docs|health|metrics|openapi\.json)(\/|$)/;
/** The place of the answers in the page. */
const ANSWERS_ELEMENT = '<script id="answers" type="application/json">';
const TEMPORARY_REDIRECT = 307;
/** Larger answers are loaded by the page itself. */
const EMBEDDED_LENGTH_MAX = 2_000_000;

/** No style or script but those of the build; the page sends its requests to this server only. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "script-src 'self'",
  "style-src 'self'",
].join(';');

/** Adds the pages of the web to a server that has the routes of the query API. */
export async function serveWeb(fastify: FastifyInstance): Promise<void> {
  const web = await readWebFiles(CLIENT_FOLDER);
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const file = web.files.get(pathname);
    if (file !== undefined) return sendFile(request, reply, file);
    if (OTHER_PATHS.test(pathname)) return undefined;
    const twin = findTwinQuery(pathname, searchParams);
    if (twin !== null) return reply.redirect(twin, TEMPORARY_REDIRECT);
    if (!acceptsHtml(request)) return undefined;
    return sendPage(fastify, {
      request,
      reply,
      web,
      address: parsePagePath(pathname),
      pathname,
      searchParams,
    });
  });
}

function acceptsHtml({ headers }: FastifyRequest): boolean {
  return /\btext\/html\b/.test(headers.accept ?? '');
}

async function sendFile(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  file: WebFile,
): Promise<FastifyReply> {
  const isCompressed = /\bbr\b/.test(headers['accept-encoding'] ?? '');
  if (isCompressed) void reply.header('content-encoding', 'br');
  // The names of files change with their content.
  return reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(file.type)
    .send(isCompressed ? await file.compress() : file.bytes);
}

interface RequestedPage {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly web: WebFiles;
  readonly address: PageAddress | undefined;
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
}

async function sendPage(
  fastify: FastifyInstance,
  { request, reply, web, address, pathname, searchParams }: RequestedPage,
): Promise<FastifyReply> {
  const found = address === undefined ? [] : listAnswers(address, searchParams);
  const answers = await Promise.all(found.map((answer) => fetchAnswer(fastify, request, answer)));
  const isFound = address !== undefined && answers.every(({ status }) => status !== 404);
  return reply
    .code(isFound ? 200 : 404)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept')
    .header('content-security-policy', CONTENT_SECURITY_POLICY)
    .type('text/html; charset=utf-8')
    .send(embed(addTwins(web.page, listTwins(pathname, searchParams)), answers));
}

/** Adds the links by which programs find the twins of a page. */
function addTwins(page: string, twins: readonly PageTwin[]): string {
  const links = twins.map(
    ({ type, address }) =>
      `<link rel="alternate" type="${type}" href="${address.replaceAll('&', '&amp;').replaceAll('"', '%22')}" />`,
  );
  return page.replace('</head>', () => `${links.join('')}</head>`);
}

interface FetchedAnswer {
  readonly address: string;
  readonly status: number;
  /** The JSON of the answer. */
  readonly body: string;
}

/** Asks this server for an answer, by the rules of any other request. */
async function fetchAnswer(
  fastify: FastifyInstance,
  { headers }: FastifyRequest,
  address: string,
): Promise<FetchedAnswer> {
  const { authorization, host } = headers;
  const { statusCode, body } = await fastify.inject({
    url: address,
    headers: {
      accept: 'application/json',
      ...(host === undefined ? {} : { host }),
      ...(authorization === undefined ? {} : { authorization }),
    },
  });
  return { address, status: statusCode, body };
}

/** Puts answers into the page. Without a `<`, no text of them can end their element. */
function embed(page: string, answers: readonly FetchedAnswer[]): string {
  const good = answers.filter(({ status }) => status === 200);
  const content = good.map(({ address, body }) => `${JSON.stringify(address)}:${body}`).join();
  if (good.length === 0 || content.length > EMBEDDED_LENGTH_MAX) return page;
  const safe = `{${content.replaceAll('<', String.raw`\u003c`)}}`;
  return page.replace(ANSWERS_ELEMENT, () => ANSWERS_ELEMENT + safe);
}
