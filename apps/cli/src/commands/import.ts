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

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly fromLine?: string;
  readonly actor?: string;
}

/** `import` */
export const addImport = defineCommand({
  name: 'import',
  description:
    'send many commands, one {"name": …, "body": …} per line; sending one again changes nothing',
  examples: [
    'rapporteur import commands.ndjson',
    'rapporteur import commands.ndjson --from-line 1201',
    'zcat commands.ndjson.gz | rapporteur import -',
  ],
  arguments: { '<file>': 'an NDJSON file; - is the standard input' },
  flags: {
    '--dry-run': 'check every line, and record nothing',
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
