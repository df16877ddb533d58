import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import {
  type ImportResult,
  importLines,
  type ImportSource,
  type ImportTally,
} from '../import-lines.ts';
import { formatNumber } from '../progress-display.ts';
import type { AddCommand, CliSession } from '../session.ts';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly fromLine?: string;
  readonly actor?: string;
}

const EXAMPLES = `Examples:
  rapporteur import commands.ndjson
  rapporteur import commands.ndjson --from-line 1201
  zcat commands.ndjson.gz | rapporteur import -
`;

/** `import` */
export const addImport: AddCommand = (program, run) => {
  program
    .command('import')
    .description(
      'send many commands: a line {"name": …, "body": …} each; to send one again changes nothing',
    )
    .argument('<file>', 'an NDJSON file; - is the standard input')
    .option('--dry-run', 'have every line checked, and record nothing')
    .option('--from-line <number>', 'begin at this line, as the last call said')
    .option('--actor <id>', 'who records: an opaque id, which stands in the record for ever')
    .addHelpText('before', EXAMPLES)
    .action(run(importFile));
};

async function importFile(
  session: CliSession,
  file: string,
  flags: ImportFlags,
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const source = await openSource(session, file, flags.fromLine);
  const end = await importLines(session, source, {
    dryRun: flags.dryRun === true,
    actor: flags.actor,
  });
  const out = session.openOutput();
  if (format === 'json') await out.writeJson({ schemaVersion: 1, end: end.kind, ...end.tally });
  else await out.writeLine(sayTally(end.tally));
  await out.close();
  return closeWith(session, end, file);
}

async function closeWith(session: CliSession, end: ImportResult, file: string): Promise<ExitCode> {
  const { tally } = end;
  if (end.kind === 'done') return tally.problems === 0 ? EXIT.success : EXIT.usage;
  if (end.kind === 'stopped') await session.writeMessage(end.error.message);
  await session.writeMessage(
    `${end.kind === 'stopped' ? 'Stopped' : 'Interrupted'} after line ${tally.lastLine}: up to it everything is done.`,
  );
  await session.writeMessage(
    `To go on: rapporteur import ${file} --from-line ${tally.lastLine + 1}`,
  );
  return end.kind === 'stopped' ? end.error.exitCode : EXIT.interrupted;
}

/** `1,200 lines: 1,190 recorded, 10 recorded before` */
function sayTally({
  recorded,
  repeated,
  unchanged,
  wouldRecord,
  problems,
  position,
}: ImportTally): string {
  const counts: readonly (readonly [number, string])[] = [
    [recorded, 'recorded'],
    [wouldRecord, 'would be recorded'],
    [repeated + unchanged, 'already recorded'],
    [problems, 'refused'],
  ];
  const lines = counts.reduce((sum, [count]) => sum + count, 0);
  const said = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${formatNumber(count)} ${what}`);
  const reached = position === null ? '' : `; position ${position}`;
  return `${formatNumber(lines)} commands${said.length === 0 ? '' : `: ${said.join(', ')}`}${reached}`;
}

async function openSource(
  session: CliSession,
  file: string,
  from: string | undefined,
): Promise<ImportSource> {
  const fromLine = from === undefined ? 1 : Number(from);
  if (!Number.isInteger(fromLine) || fromLine < 1) {
    throw new CliError(
      EXIT.usage,
      `--from-line ${from ?? ''} is no number of a line.`,
      'Lines are counted from 1.',
    );
  }
  if (file === '-') return { chunks: session.terminal.in, total: undefined, fromLine };
  const path = session.resolvePath(file);
  if (!(await stat(path).catch(() => undefined))?.isFile())
    throw new CliError(EXIT.notFound, `${file} is no file.`);
  return { chunks: createReadStream(path), total: await countLines(path), fromLine };
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  let endsWithin = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
    endsWithin = chunk.at(-1) !== 10;
  }
  return lines + (endsWithin ? 1 : 0);
}
