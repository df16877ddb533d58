import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { MIMEType } from 'node:util';
import fastifyStatic from '@fastify/static';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DOCS_ASSETS_PREFIX } from './docs.controller.ts';
import { createLogger, type Logger, NestLogger } from './logger.ts';
import { ProblemFilter, sendProblem, toProblem } from './problem-filter.ts';
import { Problem } from './problem.ts';
import { addRequestGuard } from './request-guard.ts';
import type { Settings } from './settings.ts';
import { parseStrictJson } from './strict-json.ts';
import { TEXT_BYTES_MAX } from './text-store.ts';

const require = createRequire(import.meta.url);

/** The largest JSON body. A batch of the log has at most 800 kB, but clients indent. */
export const BODY_BYTES_MAX = 2_000_000;
/** The longest path parameter. The longest one in use is the id of an event. */
const PARAMETER_LENGTH_MAX = 300;
/** The time limit for the headers of a request. */
const HEADERS_TIMEOUT_MS = 30_000;

export const JSON_TYPE = 'application/json';
export const NDJSON_TYPE = 'application/x-ndjson';
export const TEXT_TYPE = 'text/plain';
/** The types of documents, as bytes. Their reader finds the format by the content. */
const BINARY_TYPES = [
  'application/octet-stream',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/xml',
  'application/akn+xml',
  'text/html',
  'text/xml',
];
export const DOCUMENT_TYPES: readonly string[] = [TEXT_TYPE, ...BINARY_TYPES];

/** Throws a Problem 415 unless the body has one of the types that the route accepts. */
export function requireContentType(request: FastifyRequest, ...types: readonly string[]): void {
  const given = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (given !== undefined && types.includes(given)) return;
  throw new Problem(415, 'CONTENT_TYPE_UNSUPPORTED', {
    title: 'The content type is not supported.',
    detail: `Send ${types.join(' or ')}, not ${given ?? 'a body without a content type'}.`,
  });
}

/**
 * Returns an HTTP application with strict bodies and problem responses.
 * Its module must import {@link PlatformModule}.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  settings: Settings,
  logger: Logger = createLogger(settings),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    // A malformed URL never reaches Nest.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, toProblem(error), request.id),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });

  const fastify = adapter.getInstance<FastifyInstance>();
  await addRequestGuard(fastify, settings);
  addBodyParsers(fastify);
  await serveDocsAssets(fastify);
  app.useGlobalFilters(new ProblemFilter(logger));
  return app;
}

/**
 * Parses bodies by content type: JSON strictly, text as bytes, NDJSON as a stream. Rejects all
 * other types, and all other charsets than UTF-8.
 */
function addBodyParsers(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', async (request) => checkCharset(request));
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    JSON_TYPE,
    { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
    (_request, body, done) => {
      try {
        done(null, parseStrictJson(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  fastify.addContentTypeParser(
    [...DOCUMENT_TYPES],
    { parseAs: 'buffer', bodyLimit: TEXT_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
  fastify.addContentTypeParser(NDJSON_TYPE, (_request, payload, done) => done(null, payload));
}

function checkCharset({ headers }: FastifyRequest): void {
  const charset = findCharset(headers['content-type'] ?? '');
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  throw new Problem(415, 'CONTENT_TYPE_UNSUPPORTED', {
    title: 'The content type is not supported.',
    detail: `Send the body in UTF-8, not in the charset ${charset}.`,
  });
}

function findCharset(type: string): string | undefined {
  try {
    return new MIMEType(type).params.get('charset') ?? undefined;
  } catch {
    // The parsers accept only known types.
    return undefined;
  }
}

/** Serves the two files of the documentation page, and no other file of the library. */
async function serveDocsAssets(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: dirname(require.resolve('swagger-ui-dist/package.json')),
    prefix: DOCS_ASSETS_PREFIX,
    allowedPath: (path) => /^\/?swagger-ui(-bundle\.js|\.css)$/.test(path),
    index: false,
    maxAge: '1h',
  });
}
