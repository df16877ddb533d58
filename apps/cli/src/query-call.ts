import { z } from 'zod';
import type { UrlParameters } from './api-client.ts';
import type { CliQuery } from './cli-queries.ts';
import { parseCsv } from './csv.ts';
import { formatCount, ProgressDisplay } from './progress-display.ts';
import type { CliSession } from './session.ts';
import { type AnswerNames, isJsonFields } from '@rapporteur/pages';

/** The largest page that the server returns. */
export const PAGE_ROWS_MAX = 1000;

/** The names of the things of an answer: by kind, then by collection and id. */
const AnswerNamesSchema = z.record(z.string(), z.record(z.string(), z.string()));

const QueryPageSchema = z.looseObject({
  schemaVersion: z.literal(1),
  collections: z.array(z.string()),
  position: z.string(),
  /** Of a question about days: the number of rows that are left out because they have no day. */
  undated: z.int().optional(),
  data: z.unknown().refine((data): boolean => Array.isArray(data) || isJsonFields(data)),
  next: z.string().nullable(),
  sources: z.record(z.string(), z.unknown()).optional(),
  /** The names of the things that the data mention, by kind and key, if they were requested. */
  names: AnswerNamesSchema.optional(),
});

/** One page of a result, in the envelope of every response of the query API. */
export type QueryPage = z.output<typeof QueryPageSchema>;

/** A result as a table, and the position that it was read at. */
export interface QueryTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly position: string;
  /** Of a question about days: the number of rows that are left out because they have no day. */
  readonly undated: number;
  /** The cursor of the first row after the limit; null if there are no more rows. */
  readonly next: string | null;
}

/** One call of a query on one or more collections. */
export interface QueryCall {
  readonly query: CliQuery;
  /** Undefined: all. */
  readonly collections: readonly string[] | undefined;
  /** The values of the path parameters, in order. */
  readonly pathArguments: readonly string[];
  readonly parameters: UrlParameters;
  /** Undefined: all rows. */
  readonly limit: number | undefined;
}

/** Returns the response with the CSV of the server. */
export async function fetchCsv(session: CliSession, call: QueryCall): Promise<Response> {
  const { limit } = call;
  const response = await session.queryApi.get(buildPath(call), 'text/csv', {
    ...buildParameters(call),
    ...(limit === undefined ? {} : { limit }),
  });
  await warnIfIncomplete(session, response);
  return response;
}

export async function fetchTable(session: CliSession, call: QueryCall): Promise<QueryTable> {
  // The cells of the table must be the recorded ones.
  const parameters = { ...call.parameters, csv: 'exact' };
  const response = await fetchCsv(session, { ...call, parameters });
  const decoder = new TextDecoder();
  const progress = new ProgressDisplay(session.terminal, {
    phase: 'Reading the result',
    unit: 'characters',
  });

  let csv = '';
  for await (const chunk of session.queryApi.readChunks(response)) {
    csv += decoder.decode(chunk, { stream: true });
    progress.update({ done: csv.length });
  }
  progress.clear();

  return {
    ...parseCsv(csv + decoder.decode()),
    position: response.headers.get('rapporteur-position') ?? '',
    undated: Number(response.headers.get('rapporteur-undated') ?? 0),
    next: response.headers.get('rapporteur-next'),
  };
}

/** Yields the pages of the result. All pages are as of the position of the first. */
export async function* fetchPages(session: CliSession, call: QueryCall): AsyncGenerator<QueryPage> {
  const limit = call.limit ?? PAGE_ROWS_MAX;
  let cursor: string | null = null;
  do {
    // The server rejects page parameters for a query without pages.
    const page = call.query.paged ? { limit, ...(cursor === null ? {} : { cursor }) } : {};
    const response = await session.queryApi.get(buildPath(call), 'application/json', {
      ...buildParameters(call),
      ...page,
    });
    if (cursor === null) await warnIfIncomplete(session, response);
    const fetched: QueryPage = await session.queryApi.readJson(response, QueryPageSchema);
    yield fetched;
    cursor = call.limit === undefined ? fetched.next : null;
  } while (cursor !== null);
}

/** Returns the result as one page, with the rows of all pages. */
export async function fetchWhole(session: CliSession, call: QueryCall): Promise<QueryPage> {
  let whole: QueryPage | undefined;
  for await (const page of fetchPages(session, call)) {
    whole = whole === undefined ? page : joinPages(whole, page);
  }
  if (whole === undefined) throw new TypeError('The server returned no page.');
  return whole;
}

function joinPages(first: QueryPage, next: QueryPage): QueryPage {
  return {
    ...first,
    data: joinData(first.data, next.data),
    next: next.next,
    ...(first.sources === undefined ? {} : { sources: { ...first.sources, ...next.sources } }),
    ...(first.names === undefined ? {} : { names: joinNames(first.names, next.names ?? {}) }),
  };
}

function joinNames(first: AnswerNames, next: AnswerNames): AnswerNames {
  const kinds = [...new Set([...Object.keys(first), ...Object.keys(next)])];
  return Object.fromEntries(kinds.map((kind) => [kind, { ...first[kind], ...next[kind] }]));
}

/** The lists of an object that have pages; its other members are the same on every page. */
const PAGED_LISTS = ['factsTold', 'participations'];

function joinData(first: unknown, next: unknown): unknown {
  if (Array.isArray(first) && Array.isArray(next)) return first.concat(next) as readonly unknown[];
  if (!isJsonFields(first) || !isJsonFields(next)) return first;
  const lists = PAGED_LISTS.filter((name) => Array.isArray(first[name]));
  return {
    ...first,
    ...Object.fromEntries(lists.map((name) => [name, joinData(first[name], next[name])])),
  };
}

function buildPath({ query, pathArguments }: QueryCall): string {
  let n = 0;
  const path = query.path.replaceAll(/\{\w+\}/g, () =>
    encodeURIComponent(pathArguments[n++] ?? ''),
  );
  return `/v1/${path}`;
}

function buildParameters({ collections, parameters }: QueryCall): UrlParameters {
  return { ...parameters, collections: collections?.join(',') };
}

// Recorded facts that cannot be shown must not look like facts that do not exist.
async function warnIfIncomplete(session: CliSession, { headers }: Response): Promise<void> {
  const parked = headers.get('rapporteur-incomplete');
  if (parked === null) return;
  const commands = formatCount(Number(parked), 'recorded command');
  const list = session.callLines.formatOther({ name: 'projections parked', words: [] });
  await session.writeMessage(
    `Incomplete: ${commands} cannot be shown. \`${list}\` lists the reasons.`,
  );
}
