import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatCsv } from './csv.ts';
import { createParameterProblem } from './position.ts';
import { type PositionWaitOptions, limitWaitSeconds } from './position-wait.ts';
import type { PagedQueryResponse, QueryDefinition, QueryRequest } from './query.ts';

const CSV = '.csv';
const CSV_TYPE = 'text/csv; charset=utf-8';

/** How long `Prefer: wait=n` lets a read wait; other preferences are not ours to refuse. @throws Problem 400 */
export function parseWaitSeconds(header: string | undefined): number | undefined {
  const wait = header?.split(/[,;]/).find((preference) => /^\s*wait\s*=/i.test(preference));
  if (wait === undefined) return undefined;
  const [, seconds] = /^\s*wait\s*=\s*"?(\d{1,5})"?\s*$/i.exec(wait) ?? [];
  if (seconds !== undefined) return Number(seconds);
  throw createParameterProblem(
    'Prefer',
    'HEADER_MALFORMED',
    `holds ${wait.trim()}`,
    'Write wait= and whole seconds.',
  );
}

/** How long the client of a request is willing to wait; the answer says how long that is here (RFC 7240). */
export function getPositionWaitOptions(
  request: FastifyRequest,
  reply: FastifyReply,
): PositionWaitOptions {
  const prefer = request.headers['prefer'];
  const waitSeconds = parseWaitSeconds(Array.isArray(prefer) ? prefer.join(',') : prefer);
  if (waitSeconds !== undefined)
    void reply.header('preference-applied', `wait=${limitWaitSeconds({ waitSeconds })}`);
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return { waitSeconds, signal: gone.signal };
}

/** Reads a request about a collection. A name in the path may end in `.csv`, which is no part of it. */
export function parseQueryRequest(request: FastifyRequest, reply: FastifyReply): QueryRequest {
  const { collection = '', ...path } = request.params as Record<string, string>;
  for (const [name, value] of Object.entries({ collection, ...path }))
    refuseUnwritable(name, value);
  const names = Object.entries(path).map(([name, value]) => [name, withoutCsv(value)] as const);
  return {
    collection,
    path: Object.fromEntries(names),
    query: request.query,
    ...getPositionWaitOptions(request, reply),
  };
}

// Postgres keeps no text with a NUL, and nothing of ours is called by one.
function refuseUnwritable(name: string, value: string): void {
  if (value.isWellFormed() && !value.includes('\u0000')) return;
  const remedy = 'Send the id as it stands in an answer.';
  throw createParameterProblem(
    name,
    'PARAMETER_INVALID',
    'holds a character that no id may hold',
    remedy,
  );
}

const withoutCsv = (name: string): string =>
  name.endsWith(CSV) ? name.slice(0, -CSV.length) : name;

/** Whether a table is asked for: by the address, or by what is accepted first. */
function wantsCsv(request: FastifyRequest): boolean {
  const [path = ''] = request.url.split('?');
  if (path.endsWith(CSV)) return true;
  const first = request.headers.accept?.split(',')[0]?.split(';')[0]?.trim().toLowerCase();
  return first === 'text/csv';
}

/** Sends an answer as JSON, or as a table page after page. */
export function sendResponse(
  request: FastifyRequest,
  reply: FastifyReply,
  question: QueryDefinition,
  told: PagedQueryResponse,
): void {
  const { position, next, parked } = told.answer;
  void reply.header('rapporteur-position', position);
  if (parked !== undefined) void reply.header('rapporteur-incomplete', String(parked.length));
  if (!wantsCsv(request)) {
    void reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(told.answer));
    return;
  }
  if (told.onePage && next !== null) void reply.header('rapporteur-next', next);
  void reply.header('content-type', CSV_TYPE).send(Readable.from(csvOf(question, told)));
}

async function* csvOf(question: QueryDefinition, told: PagedQueryResponse): AsyncGenerator<string> {
  let first = true;
  for await (const rows of told.rows()) {
    yield formatCsv(question.columns, rows, first);
    first = false;
  }
}
