/**
 * Protects the server against web pages of other hosts: a browser on this machine or in this
 * network sends their requests too.
 *
 * Invariants (tests: request-guard.spec.ts):
 * 1. A request names this server by an IP address or an allowed name. A page that resolves its own
 *    name to this server (DNS rebinding) always sends its own name.
 * 2. A request that may change something and comes from a browser comes from a page of this server.
 * 3. No page of another host shows or loads a response.
 */
import { isIP } from 'node:net';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DOCS_SCRIPT_HASH } from './docs.controller.ts';
import { sendProblem } from './problem-filter.ts';
import { Problem } from './problem.ts';
import { SETTINGS, type Settings } from './settings.ts';

type GuardSettings = Pick<Settings, 'host' | 'advertise' | 'allowedHosts'>;

/** The methods that change nothing. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The `Sec-Fetch-Site` of requests by a page of this server, or by the person at the browser. */
const OWN_SITES: readonly unknown[] = ['same-origin', 'none'];

/** Adds the security headers and the checks of the request's Host and Origin. */
export async function addRequestGuard(
  fastify: FastifyInstance,
  settings: GuardSettings,
): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'", `'${DOCS_SCRIPT_HASH}'`],
        // Swagger UI sets styles on its elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // The operator of a name decides whether it is served by HTTPS only.
    strictTransportSecurity: false,
  });

  const names = listAllowedNames(settings);
  fastify.addHook('onRequest', async (request, reply) => {
    const problem = findHostProblem(request, names) ?? findOriginProblem(request, settings);
    return problem === undefined ? undefined : refuse(reply, problem, request.id);
  });
}

function refuse(reply: FastifyReply, problem: Problem, requestId: string): FastifyReply {
  // The body is not read, so the connection cannot be used for another request.
  void reply.header('connection', 'close');
  sendProblem(reply, problem, requestId);
  return reply;
}

function listAllowedNames({ host, advertise, allowedHosts }: GuardSettings): ReadonlySet<string> {
  const advertised = advertise === undefined ? [] : [new URL(advertise).hostname];
  return new Set(['localhost', host.toLowerCase(), ...advertised, ...allowedHosts]);
}

function findHostProblem(
  { headers }: FastifyRequest,
  names: ReadonlySet<string>,
): Problem | undefined {
  // Every browser sends a Host. A probe of HTTP/1.0 does not.
  if (headers.host === undefined) return undefined;

  const name = readAuthority(headers.host)?.hostname;
  if (name !== undefined && (isAddress(name) || names.has(name))) return undefined;
  const remedy = `If this name is its own, add it to ${SETTINGS.allowedHosts.env}.`;
  return new Problem(403, 'HOST_NOT_ALLOWED', {
    title: 'This server does not answer under this name.',
    detail: `The request is for the host ${JSON.stringify(headers.host)}. ${remedy}`,
  });
}

function findOriginProblem(
  { method, headers }: FastifyRequest,
  { allowedHosts }: GuardSettings,
): Problem | undefined {
  if (SAFE_METHODS.has(method)) return undefined;
  const { origin, host, 'sec-fetch-site': site } = headers;

  // Only browsers send these headers.
  if (origin === undefined && (site === undefined || OWN_SITES.includes(site))) return undefined;
  const page = origin === undefined ? null : URL.parse(origin);
  const isOwnPage = page !== null && page.host === readAuthority(host ?? '', page.protocol)?.host;
  if (isOwnPage || (page !== null && allowedHosts.includes(page.hostname))) return undefined;

  const remedy = `If its host is trusted, add it to ${SETTINGS.allowedHosts.env}.`;
  return new Problem(403, 'ORIGIN_NOT_ALLOWED', {
    title: 'A web page of another host may not change anything here.',
    detail: `The request was sent by a page of ${origin ?? 'another host'}. ${remedy}`,
  });
}

/** Parses the value of a Host header. Returns undefined if it is not a host with or without port. */
function readAuthority(host: string, protocol = 'http:'): URL | undefined {
  const url = /^[^/?#@\\]+$/.test(host) ? URL.parse(`${protocol}//${host}`) : null;
  if (url === null) return undefined;
  url.hostname = url.hostname.replace(/\.$/, '');
  return url;
}

function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
