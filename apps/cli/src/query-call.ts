import type { UrlParameters } from './api-client.ts';
import type { CliQuery } from './cli-queries.ts';
import { parseCsv } from './csv.ts';
import { formatCount, ProgressDisplay } from './progress-display.ts';
import type { CliSession } from './session.ts';

/** The largest page that the server returns. */
export const PAGE_ROWS_MAX = 1000;

/** One page of a result, in the envelope of every response of the query API. */
export interface QueryPage {
  readonly schemaVersion: 1;
  readonly collection: string;
  readonly position: string;
  readonly data: unknown;
  readonly next: string | null;
  readonly sources?: Readonly<Record<string, unknown>>;
}

/** A result as a table, and the position that it was read at. */
export interface QueryTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly position: string;
  /** The cursor of the first row after the limit; null if there are no more rows. */
  readonly next: string | null;
}

/** One call of a query on one or more collections. */
export interface QueryCall {
  readonly query: CliQuery;
  readonly collections: readonly string[];
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
  const response = await fetchCsv(session, call);
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
    const fetched: QueryPage = await session.queryApi.readJson<QueryPage>(response);
    yield fetched;
    cursor = call.limit === undefined ? fetched.next : null;
  } while (cursor !== null);
}

/** Returns the result as one page; for a list, with the rows of all pages. */
export async function fetchWhole(session: CliSession, call: QueryCall): Promise<QueryPage> {
  let whole: QueryPage | undefined;
  for await (const page of fetchPages(session, call)) {
    whole = whole === undefined ? page : joinPages(whole, page);
    if (!Array.isArray(page.data)) return whole;
  }
  if (whole === undefined) throw new TypeError('The server returned no page.');
  return whole;
}

function joinPages(first: QueryPage, next: QueryPage): QueryPage {
  return {
    ...first,
    data: [...(first.data as readonly unknown[]), ...(next.data as readonly unknown[])],
    next: next.next,
    ...(first.sources === undefined ? {} : { sources: { ...first.sources, ...next.sources } }),
  };
}

/** Returns the path of the query on one collection, or on all that its parameter names. */
function buildPath({
  query,
  collections: [first = '', ...more],
  pathArguments,
}: QueryCall): string {
  let n = 0;
  const path = query.path.replaceAll(/\{\w+\}/g, () =>
    encodeURIComponent(pathArguments[n++] ?? ''),
  );
  return more.length === 0 ? `/v1/collections/${encodeURIComponent(first)}/${path}` : `/v1/${path}`;
}

/** Returns the parameters of the query. The path names a single collection. */
function buildParameters({ collections, parameters }: QueryCall): UrlParameters {
  return collections.length > 1
    ? { ...parameters, collections: collections.join(',') }
    : parameters;
}

// Recorded facts that cannot be shown must not look like facts that do not exist.
async function warnIfIncomplete(session: CliSession, { headers }: Response): Promise<void> {
  const parked = headers.get('rapporteur-incomplete');
  if (parked === null) return;
  const commands = formatCount(Number(parked), 'recorded command');
  await session.writeMessage(
    `Incomplete: ${commands} cannot be shown. \`rapporteur projections parked\` lists the reasons.`,
  );
}
