import type { Command } from 'commander';
import { formatResult } from '../results/format-result.ts';
import { type QueryCall, fetchCsv, fetchPages, fetchWhole } from '../query-call.ts';
import { CliError } from '../cli-error.ts';
import { chooseCollection } from '../collection.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import type { Output } from '../output.ts';
import { CLI_QUERIES, type CliQuery } from '../cli-queries.ts';
import type { AddCommand, RunCommand, CliSession } from '../session.ts';
import { parseWaitSeconds } from '../wait-seconds.ts';

type QueryFlags = Readonly<Record<string, string | boolean | undefined>>;

const LIMIT_MAX = 1000;

const EXAMPLES = `Examples:
  rapporteur query timeline --from 2025 --to 2026
  rapporteur query participation --body sco-rats-council
  rapporteur query decisions --meeting sco-rats-council-44 --csv --output decisions.csv
  rapporteur query chair sco-rats-council --as-of 2025-10-01
  rapporteur query decisions --type ProgrammeAdopted --as-of-recorded 0:138
`;

/** `query <question>` */
export const addQuery: AddCommand = (program, run) => {
  const query = program
    .command('query')
    .description('ask the record: a table for people; --json, --csv and --ndjson for programs')
    .addHelpText('before', EXAMPLES);
  for (const question of CLI_QUERIES) addQuestion(query, question, run);
};

function addQuestion(query: Command, question: CliQuery, run: RunCommand): void {
  const command = query.command(question.name).description(question.about);
  for (const subject of question.subjects)
    command.argument(`<${subject}>`, `the id of the ${subject}, as the record has it`);
  for (const { flag, about } of question.flags) command.option(`--${flag} <value>`, about);
  command
    .option('--collection <id>', 'which collection (default: the only one)')
    .option(
      '--as-of <day>',
      'the day in the world: what had come to be by then, such as 2025-10-01',
    )
    .option(
      '--as-of-recorded <position-or-time>',
      'what the record said then: 0:42, or 2026-01-31T12:00:00Z',
    )
    .option('--position <position>', 'an answer not older than this position: it waits for it')
    .option(
      '--wait <seconds>',
      'how long it waits for --position at most, from 0 to 30 (default: 5)',
    )
    .option('--columns <names>', 'of the table, these columns, separated by commas, or all')
    .option('--no-sources', 'leave out of --json who says so, and on which words');
  if (question.paged)
    command.option('--limit <rows>', `at most so many rows, up to ${LIMIT_MAX} (default: all)`);
  command.action(
    run(async (session, ...given: unknown[]) => {
      const subjects = given.slice(0, question.subjects.length) as string[];
      return answer(session, question, subjects, given[question.subjects.length] as QueryFlags);
    }),
  );
}

async function answer(
  session: CliSession,
  question: CliQuery,
  subjects: readonly string[],
  flags: QueryFlags,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json', 'csv', 'ndjson');
  const limit = readLimit(flags['limit']);
  const waitSeconds = parseWaitSeconds(textOf(flags['wait']));
  const notBefore = { position: textOf(flags['position']), waitSeconds };
  const collection = await chooseCollection(session, textOf(flags['collection']), notBefore);
  const asked: QueryCall = {
    query: question,
    collection,
    pathArguments: subjects,
    limit,
    parameters: { ...parametersOf(question, flags, format === 'json'), waitSeconds },
  };
  const out = session.openOutput();
  const next = await {
    table: () => writeTable(session, asked, out, textOf(flags['columns'])),
    json: () => writeJson(session, asked, out),
    csv: () => writeCsv(session, asked, out),
    ndjson: () => writeNdjson(session, asked, out),
  }[format]();
  await out.close();
  if (next === null) return EXIT.success;
  await session.writeMessage(
    'There are more rows than were asked for: leave --limit out to have all of them.',
  );
  return EXIT.incomplete;
}

function parametersOf({ flags: known }: CliQuery, flags: QueryFlags, withSources: boolean) {
  const filters = known.map(
    ({ parameter, flag }) => [parameter, textOf(flags[camel(flag)])] as const,
  );
  return {
    ...Object.fromEntries(filters),
    asOf: dayOf(textOf(flags['asOf'])),
    asOfRecorded: textOf(flags['asOfRecorded']),
    position: textOf(flags['position']),
    // Only JSON shows them; nobody need look them up for the others.
    sources: withSources && flags['sources'] !== false ? undefined : false,
  };
}

const textOf = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
const camel = (flag: string): string =>
  flag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The world's time is counted in days: of a moment, the day it falls on where it was written down. */
function dayOf(value: string | undefined): string | undefined {
  return value === undefined
    ? undefined
    : (/^(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.exec(value)?.[1] ?? value);
}

function readLimit(value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined;
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= LIMIT_MAX) return limit;
  throw new CliError(
    EXIT.usage,
    `--limit ${String(value)} is no number of rows.`,
    `Give 1 to ${LIMIT_MAX}, or leave it out for all.`,
  );
}

async function writeTable(
  session: CliSession,
  asked: QueryCall,
  out: Output,
  columns?: string,
): Promise<string | null> {
  const {
    lines,
    hasHeading: titled,
    count,
    position,
    next,
  } = await formatResult(session, asked, columns);
  for (const [n, line] of lines.entries())
    await out.writeLine(titled && n === 0 ? session.colours.dim(line) : line);
  await session.writeMessage(
    `${count === null ? 'Read' : `${count}, read`} at position ${position}.`,
  );
  return next;
}

async function writeJson(
  session: CliSession,
  asked: QueryCall,
  out: Output,
): Promise<string | null> {
  const whole = await fetchWhole(session, asked);
  await out.writeJson(whole);
  return whole.next;
}

async function writeCsv(
  session: CliSession,
  asked: QueryCall,
  out: Output,
): Promise<string | null> {
  const response = await fetchCsv(session, asked);
  for await (const chunk of session.queryApi.readChunks(response)) await out.write(chunk);
  return response.headers.get('rapporteur-next');
}

async function writeNdjson(
  session: CliSession,
  asked: QueryCall,
  out: Output,
): Promise<string | null> {
  let next: string | null = null;
  for await (const { data, next: more } of fetchPages(session, asked)) {
    if (!Array.isArray(data)) {
      throw new CliError(
        EXIT.usage,
        `The answer to ${asked.query.name} is no list.`,
        'Take --json, or --csv for a table of it.',
      );
    }
    for (const row of data) await out.writeLine(JSON.stringify(row));
    next = more;
  }
  return next;
}
