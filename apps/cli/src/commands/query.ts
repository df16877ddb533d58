import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { CLI_QUERIES, type CliQuery } from '../cli-queries.ts';
import { parseCollections } from '../collection.ts';
import { type AddCommand, addExamples, defineCommand } from '../command-definition.ts';
import type { Output } from '../output.ts';
import { fetchCsv, fetchPages, fetchWhole, PAGE_ROWS_MAX, type QueryCall } from '../query-call.ts';
import { isPageQuery } from '@rapporteur/pages';
import { formatCount } from '../progress-display.ts';
import { formatResult, type ResultOptions } from '../results/format-result.ts';
import type { CliSession } from '../session.ts';
import { parseWaitSeconds } from '../wait-seconds.ts';

type QueryFlags = Readonly<Record<string, string | boolean | undefined>>;

const EXAMPLES = [
  'rapporteur query timeline --from 2025 --to 2026',
  'rapporteur query participation --body sco-rats-council',
  'rapporteur query decisions --meeting sco-rats-council-44 --csv --output decisions.csv',
  'rapporteur query chair sco-rats-council --as-of 2025-10-01',
  'rapporteur query decisions --type ProgrammeAdopted --as-of-recorded 0:139',
];

/** The flags that every query accepts. */
export const COMMON_QUERY_FLAGS: Readonly<Record<string, string>> = {
  '--collections <ids>': 'the collections, separated by commas (default: all)',
  '--as-of <day>': 'as of this day in the world, such as 2025-10-01',
  '--as-of-recorded <position-or-time>':
    'as of this point of the record: 0:42, or 2026-01-31T12:00:00Z',
  '--position <position>': 'wait until the read model has reached this position',
  '--wait <seconds>': 'how long to wait for --position, from 0 to 30 (default: 5)',
  '--columns <names>': 'the columns of the table, separated by commas, or all',
  '--statements': 'show all statements behind each value, with their sources',
  '--ids': 'show the ids of the things that a page names',
  '--csv-form <forms>':
    'of --csv: exact (no mark before formulas), bom (for spreadsheets), or both, with a comma',
  '--no-sources': 'omit the sources and their words from --json',
};

const LIMIT_FLAG = {
  '--limit <rows>': `at most this many rows, up to ${PAGE_ROWS_MAX} (default: all)`,
};

/** `query <name>` */
export const addQuery: AddCommand = (program, run) => {
  const group: Command = program
    .command('query')
    .description('query the record: a table for people; --json, --csv and --ndjson for programs');
  addExamples(group, EXAMPLES);
  for (const query of CLI_QUERIES) defineQueryCommand(query)(group, run);
};

function defineQueryCommand(query: CliQuery): AddCommand {
  const pathArguments = query.pathParameters.map(
    (name) => [`<${name}>`, `the id of the ${name}, as recorded`] as const,
  );
  const flags = query.flags.map(({ flag, about }) => [`--${flag} <value>`, about] as const);
  return defineCommand({
    name: query.name,
    description: query.about,
    arguments: Object.fromEntries(pathArguments),
    flags: {
      ...Object.fromEntries(flags),
      ...COMMON_QUERY_FLAGS,
      ...(query.paged ? LIMIT_FLAG : {}),
    },
    execute: runQuery(query),
  });
}

function runQuery(query: CliQuery) {
  return async (session: CliSession, ...given: readonly unknown[]): Promise<ExitCode> => {
    const pathArguments = given.slice(0, query.pathParameters.length).map(String);
    const flags = given[query.pathParameters.length] as QueryFlags;
    const format = session.chooseFormat('table', 'json', 'csv', 'ndjson');
    const columns = toText(flags['columns']);
    const isPage = format === 'table' && isPageQuery(query.name) && columns === undefined;
    const showsSources = format === 'json' || isPage;
    const call = buildCall(query, { pathArguments, flags, showsSources });
    const options = {
      columns,
      showIds: flags['ids'] === true,
      showStatements: flags['statements'] === true,
      conflictsCall: session.callLines.formatOther({
        name: 'query conflicts',
        words: [],
        flags: { '--resolved': 'false' },
      }),
      statementsHint:
        flags['statements'] === true
          ? null
          : '--statements shows all statements with their sources',
    };

    const out = session.openOutput();
    const next = await {
      table: () => writeTable(session, call, out, options),
      json: () => writeJson(session, call, out),
      csv: () => writeCsv(session, call, out),
      ndjson: () => writeNdjson(session, call, out),
    }[format]();
    await out.close();

    if (next === null) return EXIT.success;
    await session.writeMessage('The result has more rows. Omit --limit to get all of them.');
    return EXIT.incomplete;
  };
}

interface QueryInput {
  readonly pathArguments: readonly string[];
  readonly flags: QueryFlags;
  /** False: the server need not look the sources up. */
  readonly showsSources: boolean;
}

function buildCall(query: CliQuery, { pathArguments, flags, showsSources }: QueryInput): QueryCall {
  const limit = parseLimit(flags['limit']);
  const position = toText(flags['position']);
  const waitSeconds = parseWaitSeconds(toText(flags['wait']));
  const collections = parseCollections(toText(flags['collections']));
  const filters = query.flags.map(
    ({ parameter, flag }) => [parameter, toText(flags[toCamelCase(flag)])] as const,
  );

  const parameters = {
    ...Object.fromEntries(filters),
    asOf: toDay(toText(flags['asOf'])),
    asOfRecorded: toText(flags['asOfRecorded']),
    position,
    csv: toText(flags['csvForm']),
    sources: showsSources && flags['sources'] !== false ? undefined : false,
    statements: flags['statements'] === true ? true : undefined,
    waitSeconds,
  };
  return { query, collections, pathArguments, limit, parameters };
}

const toText = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
const toCamelCase = (flag: string): string =>
  flag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Returns the day of a time, in the zone in which the time is written. */
function toDay(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return /^(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.exec(value)?.[1] ?? value;
}

function parseLimit(value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined;
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE_ROWS_MAX) return limit;
  throw new CliError(
    EXIT.usage,
    `--limit \`${String(value)}\` is not a number of rows.`,
    `Use 1 to ${PAGE_ROWS_MAX}, or omit it for all rows.`,
  );
}

async function writeTable(
  session: CliSession,
  call: QueryCall,
  out: Output,
  options: ResultOptions,
): Promise<string | null> {
  const result = await formatResult(session, call, options);
  const [first, ...rest] = result.lines;
  const isHeading = result.hasHeading && typeof first === 'string';
  if (first !== undefined) await out.writeLine(isHeading ? { style: 'dim', text: first } : first);
  await out.writeLines(rest);

  const dropped = result.dropped ?? [];
  if (dropped.length > 0) {
    const names = dropped.join(', ');
    await session.writeMessage(`Too wide for this terminal: ${names}. Choose with --columns.`);
  }
  if (result.undated !== undefined && result.undated > 0) {
    const rows = formatCount(result.undated, 'row');
    await session.writeMessage(`${rows} without any day left out.`);
  }
  await session.writeMessage(formatReadPosition(result));
  return result.next;
}

/** Returns how many rows were read at which position. An empty record has no position. */
function formatReadPosition({
  count,
  position,
}: {
  readonly count: string | null;
  readonly position: string;
}): string {
  const read = count === null ? 'Read' : `${count}, read`;
  return position === '' ? 'The record has no collection.' : `${read} at position ${position}.`;
}

async function writeJson(
  session: CliSession,
  call: QueryCall,
  out: Output,
): Promise<string | null> {
  const page = await fetchWhole(session, call);
  await out.writeJson(page);
  return page.next;
}

async function writeCsv(session: CliSession, call: QueryCall, out: Output): Promise<string | null> {
  const response = await fetchCsv(session, call);
  for await (const chunk of session.queryApi.readChunks(response)) await out.writeBytes(chunk);
  return response.headers.get('rapporteur-next');
}

async function writeNdjson(
  session: CliSession,
  call: QueryCall,
  out: Output,
): Promise<string | null> {
  let last: string | null = null;
  for await (const { data, next } of fetchPages(session, call)) {
    if (!Array.isArray(data)) {
      throw new CliError(
        EXIT.usage,
        `The result of \`${call.query.name}\` is not a list, so it has no NDJSON form.`,
        'Use --json, or --csv for a table of it.',
      );
    }
    await out.writeLines(data.map((row) => JSON.stringify(row)));
    last = next;
  }
  return last;
}
