import { parseCsv } from './csv.ts';
import type { UrlParameters } from './api-client.ts';
import { formatCount, ProgressDisplay } from './progress-display.ts';
import type { CliQuery } from './cli-queries.ts';
import type { CliSession } from './session.ts';

/** How many rows a page of JSON is asked for. */
const PAGE_ROWS = 1000;

/** An answer in the envelope of every answer. */
export interface QueryPage {
  readonly schemaVersion: 1;
  readonly collection: string;
  readonly position: string;
  readonly data: unknown;
  readonly next: string | null;
  readonly sources?: Readonly<Record<string, unknown>>;
}

/** A table, and where it rests. */
export interface QueryTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly position: string;
  /** Where the rows that were not asked for begin; null: there are no more. */
  readonly next: string | null;
}

/** A question put to one collection. */
export interface QueryCall {
  readonly query: CliQuery;
  readonly collection: string;
  /** What stands in the path, in its order. */
  readonly pathArguments: readonly string[];
  readonly parameters: UrlParameters;
  /** At most so many rows; undefined: all of them. */
  readonly limit: number | undefined;
}

function pathOf({ query: question, collection, pathArguments: subjects }: QueryCall): string {
  let n = 0;
  const path = question.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(subjects[n++] ?? ''));
  return `/v1/collections/${encodeURIComponent(collection)}/${path}`;
}

const limited = ({ parameters, limit }: QueryCall): UrlParameters =>
  limit === undefined ? parameters : { ...parameters, limit };

/** The answer as the server's own CSV, chunk by chunk. */
export async function fetchCsv(session: CliSession, asked: QueryCall): Promise<Response> {
  const response = await session.queryApi.get(pathOf(asked), 'text/csv', limited(asked));
  await warnIfIncomplete(session, response);
  return response;
}

/** What cannot be shown must not look like what is not there. */
async function warnIfIncomplete(session: CliSession, { headers }: Response): Promise<void> {
  const parked = headers.get('rapporteur-incomplete');
  if (parked === null) return;
  await session.writeMessage(
    `Incomplete: ${formatCount(Number(parked), 'recorded command')} cannot be shown here; \`rapporteur projections parked\` says why.`,
  );
}

/** The answer as a table. */
export async function fetchTable(session: CliSession, asked: QueryCall): Promise<QueryTable> {
  const response = await fetchCsv(session, asked);
  const text = new TextDecoder();
  const progress = new ProgressDisplay(session.terminal, {
    phase: 'Reading the answer',
    unit: 'characters',
  });
  let csv = '';
  for await (const chunk of session.queryApi.readChunks(response)) {
    csv += text.decode(chunk, { stream: true });
    progress.update({ done: csv.length });
  }
  progress.clear();
  return {
    ...parseCsv(csv + text.decode()),
    position: response.headers.get('rapporteur-position') ?? '',
    next: response.headers.get('rapporteur-next'),
  };
}

/** The pages of the answer; all of them rest on the position of the first. */
export async function* fetchPages(
  session: CliSession,
  asked: QueryCall,
): AsyncGenerator<QueryPage> {
  // Only what is a list comes in pages, and only where it can be had in pages may they be asked for.
  const paged = asked.query.paged;
  let cursor: string | null | undefined;
  do {
    const page: UrlParameters = paged
      ? { limit: asked.limit ?? PAGE_ROWS, ...(cursor ? { cursor } : {}) }
      : {};
    const response = await session.queryApi.get(pathOf(asked), 'application/json', {
      ...asked.parameters,
      ...page,
    });
    if (!cursor) await warnIfIncomplete(session, response);
    const answer = await session.queryApi.readJson<QueryPage>(response);
    yield answer;
    cursor = asked.limit === undefined ? answer.next : null;
  } while (cursor !== null);
}

/** The whole answer as one document: where its data are a list, all of its pages. */
export async function fetchWhole(session: CliSession, asked: QueryCall): Promise<QueryPage> {
  let whole: QueryPage | undefined;
  for await (const answer of fetchPages(session, asked)) {
    if (whole === undefined) whole = answer;
    else if (Array.isArray(whole.data) && Array.isArray(answer.data)) whole = joined(whole, answer);
    else return whole;
    if (!Array.isArray(whole.data)) return whole;
  }
  if (whole === undefined) throw new TypeError('an answer has at least one page');
  return whole;
}

function joined(first: QueryPage, next: QueryPage): QueryPage {
  return {
    ...first,
    data: [...(first.data as readonly unknown[]), ...(next.data as readonly unknown[])],
    next: next.next,
    ...(first.sources === undefined ? {} : { sources: { ...first.sources, ...next.sources } }),
  };
}
