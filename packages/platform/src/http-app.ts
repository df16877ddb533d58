import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DOCS_ASSETS_PREFIX } from './docs.controller.ts';
import { createLogger, type Logger, NestLogger } from './logger.ts';
import { Problem } from './problem.ts';
import { ProblemFilter, toProblem, sendProblem } from './problem-filter.ts';
import type { Settings } from './settings.ts';
import { parseStrictJson } from './strict-json.ts';
import { TEXT_BYTES_MAX } from './text-store.ts';

const require = createRequire(import.meta.url);

/** The largest JSON body: a batch of the log holds 800 kB, and people indent. */
export const BODY_BYTES_MAX = 2_000_000;
/** The longest part of an address: an event's id is the longest thing there. */
const PARAMETER_LENGTH_MAX = 300;
/** How long a connection may take to send the head of a request. */
const HEADERS_TIMEOUT_MS = 30_000;

export const JSON_TYPE = 'application/json';
export const NDJSON_TYPE = 'application/x-ndjson';
export const TEXT_TYPE = 'text/plain';

/** Reads bodies by their type: JSON strictly, text as bytes, NDJSON as the stream it is. All else is refused. */
function readBodies(fastify: FastifyInstance): void {
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
    TEXT_TYPE,
    { parseAs: 'buffer', bodyLimit: TEXT_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
  fastify.addContentTypeParser(NDJSON_TYPE, (_request, payload, done) => done(null, payload));
}

/** Refuses a request whose body is of another type than the route reads. */
export function requireContentType(request: FastifyRequest, type: string): void {
  const given = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (given === type) return;
  throw new Problem(415, 'CONTENT_TYPE_UNSUPPORTED', {
    title: 'The body is of a type that is not read here.',
    detail: `Send ${type}, not ${given ?? 'a body without a content-type'}.`,
  });
}

/** An HTTP application: strict bodies in, problems out. The module must import {@link PlatformModule}. */
export async function createHttpApp(
  module: Type | DynamicModule,
  settings: Settings,
  logger: Logger = createLogger(settings),
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    // An address that cannot be read never reaches Nest.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, toProblem(error), request.id),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  readBodies(fastify);
  fastify.addHook(
    'onSend',
    async (_request, reply) => void reply.header('x-content-type-options', 'nosniff'),
  );
  await fastify.register(fastifyStatic, {
    root: dirname(require.resolve('swagger-ui-dist/package.json')),
    prefix: DOCS_ASSETS_PREFIX,
    allowedPath: (path) => /^\/?swagger-ui(-bundle\.js|\.css)$/.test(path),
    index: false,
    maxAge: '1h',
  });
  app.useGlobalFilters(new ProblemFilter(logger));
  return app;
}
