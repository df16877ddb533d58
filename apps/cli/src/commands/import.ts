import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import {
  importLines,
  type ImportResult,
  type ImportSource,
  type ImportTally,
} from '../import-lines.ts';
import { formatCount, formatNumber } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { splitTextLines, STANDARD_INPUT } from '../text-input.ts';
import { parseWaitSeconds } from '../wait-seconds.ts';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly fromLine?: string;
  readonly actor?: string;
  readonly map?: string;
  readonly rejected?: string;
  readonly rows?: string;
  readonly collection?: string;
  readonly document?: string;
  readonly wait?: string;
}

/** The endings of files that only a mapping makes readable. */
const TABLE_ENDING = /\.(csv|tsv|tab|xlsx|ods)$/i;

/** `import` */
export const addImport = defineCommand({
  name: 'import',
  description:
    'send many commands, one {"name": …, "body": …} per line, or the rows of a table by a mapping ' +
    '(docs/tables.md); sending one again changes nothing',
  examples: [
    'rapporteur import commands.ndjson',
    'rapporteur import commands.ndjson --from-line 1201',
    'zcat commands.ndjson.gz | rapporteur import -',
    'rapporteur import vetoes.csv --map vetoes.map.yaml --dry-run',
    'rapporteur import vetoes.csv --map vetoes.map.yaml',
  ],
  arguments: { '<file>': 'an NDJSON file, or a table; - is the standard input' },
  flags: {
    '--dry-run': 'check every line or row, and record nothing',
    '--map <file>': 'the mapping of a table to facts, in YAML (docs/tables.md)',
    '--rows <number>': 'with a mapping: the rows whose sentences a dry run shows (default: 5)',
    '--rejected <file>':
      'with a mapping: the file of wrong rows with their reasons (default: NAME.rejected.csv)',
    '--collection <id>': 'the collection of a mapping without one (default: RAPPORTEUR_COLLECTION)',
    '--document <id>': 'with a mapping: the id of the document, in place of that of the mapping',
    '--wait <seconds>':
      'with a mapping: wait until every query shows the result; fail after this time, from 0 to 30',
    '--from-line <number>': 'start at this line, as the previous call printed it',
    '--actor <id>': 'an opaque id of the person who records; it stays in the record for ever',
  },
  records: true,
  execute: importFile,
});

async function importFile(
  session: CliSession,
  file: string,
  flags: ImportFlags,
): Promise<ExitCode> {
  if (flags.map !== undefined) return importMapped(session, file, { ...flags, map: flags.map });
  if (TABLE_ENDING.test(file))
    throw new CliError(
      EXIT.usage,
      `\`${file}\` is a table, and a table needs a mapping.`,
      'Give it with --map; `rapporteur map` proposes one.',
    );
  const format = session.chooseFormat('table', 'json');
  const source = await openSource(session, file, flags.fromLine);
  const result = await importLines(session, source, {
    dryRun: flags.dryRun === true,
    actor: flags.actor,
  });

  const out = session.openOutput();
  if (format === 'json')
    await out.writeJson({ schemaVersion: 1, end: result.kind, ...result.tally });
  else await out.writeLine(formatTally(result.tally));
  await out.close();
  return reportEnd(session, result, file);
}

async function importMapped(
  session: CliSession,
  file: string,
  flags: ImportFlags & { readonly map: string },
): Promise<ExitCode> {
  if (flags.fromLine !== undefined)
    throw new CliError(
      EXIT.usage,
      '--from-line is for NDJSON files.',
      'Leave it out: to import a table again records nothing twice.',
    );
  // The parsers of tables and submissions load slowly, and only this command needs them.
  const { importTable } = await import('./import-table.ts');
  const { map, rows, actor, collection, document } = flags;
  const rejected = flags.rejected ?? `${file.replace(/\.[^./\\]+$/, '')}.rejected.csv`;
  const dryRun = flags.dryRun === true;
  return importTable(session, {
    file,
    map,
    rejected,
    rows,
    actor,
    collection,
    document,
    dryRun,
    waitSeconds: parseWaitSeconds(flags.wait),
  });
}

async function reportEnd(
  session: CliSession,
  result: ImportResult,
  file: string,
): Promise<ExitCode> {
  const { lastLine, problems } = result.tally;
  if (result.kind === 'done') return problems === 0 ? EXIT.success : EXIT.usage;

  if (result.kind === 'stopped') {
    const { message, fix } = result.error;
    await session.writeMessage(fix === null ? message : `${message}\n${fix}`);
  }
  const ended = result.kind === 'stopped' ? 'Stopped' : 'Interrupted';
  await session.writeMessage(`${ended} after line ${lastLine}: all lines up to it are processed.`);
  const line = session.callLines.formatRepeated({
    words: [file],
    flags: { '--from-line': String(lastLine + 1) },
  });
  await session.writeMessage(`To continue: ${line}`);
  return result.kind === 'stopped' ? result.error.exitCode : EXIT.interrupted;
}

/** Returns for example `1,200 commands: 1,190 recorded, 10 already recorded; position 0:1190`. */
function formatTally(tally: ImportTally): string {
  const counts: readonly (readonly [number, string])[] = [
    [tally.recorded, 'recorded'],
    [tally.wouldRecord, 'would be recorded'],
    [tally.repeated + tally.unchanged, 'already recorded'],
    [tally.problems, 'rejected'],
  ];
  const total = counts.reduce((sum, [count]) => sum + count, 0);
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, outcome]) => `${formatNumber(count)} ${outcome}`);
  const details = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  const position = tally.position === null ? '' : `; position ${tally.position}`;
  return `${formatCount(total, 'command')}${details}${position}`;
}

async function openSource(
  session: CliSession,
  file: string,
  from: string | undefined,
): Promise<ImportSource> {
  const fromLine = parseLineNumber(from);
  if (file === STANDARD_INPUT)
    return { file, chunks: session.terminal.in, total: undefined, fromLine };

  const path = session.resolvePath(file);
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true)
    throw new CliError(EXIT.notFound, `\`${file}\` is not a file.`, 'Name an NDJSON file, or -.');
  const total = await countLines(path, file);
  return { file, chunks: createReadStream(path), total, fromLine };
}

function parseLineNumber(text: string | undefined): number {
  const line = text === undefined ? 1 : Number(text);
  if (Number.isInteger(line) && line >= 1) return line;
  throw new CliError(
    EXIT.usage,
    `--from-line \`${text ?? ''}\` is not a line number.`,
    'Line numbers start at 1.',
  );
}

// Every line is checked before the first is sent.
async function countLines(path: string, file: string): Promise<number> {
  let lines = 0;
  for await (const _ of splitTextLines(createReadStream(path), { file })) lines += 1;
  return lines;
}
