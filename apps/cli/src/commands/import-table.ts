import { COMMANDS, type DomainEvent } from '@rapporteur/contracts';
import { describeEvents } from '@rapporteur/drafting';
import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { buildTableCommand, gatherRows, readTable, type RowResult } from '@rapporteur/tables';
import { CliError } from '../cli-error.ts';
import { sendCommand } from '../command-client.ts';
import { fetchStatus } from '../log-status.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { prepareTable, type PreparedTable, type TableInput } from '../prepared-table.ts';
import { recordTable, type TableTally } from '../table-import.ts';
import { MisfitReport } from '../misfit-report.ts';

/** The rows whose sentences a dry run shows, unless the caller gives a number. */
const ROWS_SHOWN = 5;
const ROWS_SHOWN_MAX = 1000;

/** Imports a table by its mapping, or shows what would be recorded. */
export async function importTable(
  session: CliSession,
  input: TableInput & {
    readonly rows: string | undefined;
    readonly waitSeconds: number | undefined;
  },
): Promise<ExitCode> {
  const format = session.chooseFormat('table', 'json');
  const report = new MisfitReport();
  const prepared = await prepareTable(session, input, report);
  if (input.dryRun) return showDryRun(session, prepared, { input, report });

  const tally = await recordTable(session, prepared, input);
  const isInterrupted = session.terminal.interrupt.requested;
  const out = session.openOutput();
  if (format === 'json')
    await out.writeJson({
      schemaVersion: 1,
      end: isInterrupted ? 'interrupted' : 'done',
      table: prepared.inspection.counts,
      ...tally,
    });
  else await out.writeLine(formatTally(input, prepared, tally));
  await out.close();
  // The result is printed before the wait: a timeout does not undo what is recorded.
  if (input.waitSeconds !== undefined && tally.position !== null && !isInterrupted)
    await fetchStatus(session, { position: tally.position, waitSeconds: input.waitSeconds });
  if (!isInterrupted) return tally.wrong === 0 ? EXIT.success : EXIT.usage;
  await session.writeMessage('Interrupted. Run the same line again: nothing is recorded twice.');
  return EXIT.interrupted;
}

function formatTally(
  { file, rejected }: TableInput,
  { inspection }: PreparedTable,
  { rows, facts, known, wrong, position }: TableTally,
): string {
  const { skipped, silent } = inspection.counts;
  const parts = [
    `${formatCount(rows, 'row')} with ${formatCount(facts, 'fact')}`,
    known === facts && facts > 0
      ? 'all of them already recorded'
      : `${facts - known} recorded, ${known} already recorded`,
  ];
  if (skipped + silent > 0) parts.push(`${formatCount(skipped + silent, 'row')} without facts`);
  if (wrong > 0) parts.push(`${formatCount(wrong, 'wrong row')} in ${rejected}`);
  const end = position === null ? '' : `; position ${position}`;
  return `${file}: ${parts.join(', ')}${end}`;
}

async function showDryRun(
  session: CliSession,
  prepared: PreparedTable,
  {
    input,
    report,
  }: {
    readonly input: TableInput & { readonly rows: string | undefined };
    readonly report: MisfitReport;
  },
): Promise<ExitCode> {
  const { inspection } = prepared;
  const rowsShown = parseRowCount(input.rows);
  const rows: RowResult[] = [];
  let first: readonly RowResult[] = [];
  for await (const batch of gatherRows(
    readTable(prepared.file, prepared.mapping, inspection.createReader()),
  )) {
    const fitting = batch.filter(({ kind }) => kind === 'facts');
    if (first.length === 0) first = fitting;
    rows.push(...fitting.slice(0, rowsShown - rows.length));
    if (rows.length >= rowsShown && first.length > 0) break;
  }
  const rejections = await checkBatch(session, prepared, { rows: first, input });
  const shown = rows.map((result) => ({
    row: result.row.number,
    line: result.row.place?.line ?? 1,
    sentences: describeRow(prepared, result),
  }));

  const out = session.openOutput();
  if (session.chooseFormat('table', 'json') === 'json') {
    await out.writeJson({
      schemaVersion: 1,
      dryRun: true,
      table: inspection.counts,
      rows: shown,
      misfits: report.list(),
      notKnown: Object.fromEntries(inspection.unknownCells),
      rejections,
    });
  } else {
    const { counts } = inspection;
    await out.writeLines([
      `${input.file}: ${formatCount(counts.rows, 'row')}, ${formatCount(counts.fitting, 'row')} with ${formatCount(counts.facts, 'fact')}, ${counts.wrong} wrong, ${counts.skipped + counts.silent} without facts`,
      ...shown.flatMap(({ row, sentences }) => [
        `  row ${row}:`,
        ...sentences.map((sentence) => `    ${sentence}`),
      ]),
      ...formatUnknown(inspection.unknownCells),
      ...report.format(),
      ...rejections.map((rejection) => `  ${rejection}`),
    ]);
  }
  await out.close();
  return report.list().length + rejections.length === 0 ? EXIT.success : EXIT.usage;
}

function parseRowCount(text: string | undefined): number {
  if (text === undefined) return ROWS_SHOWN;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0 && count <= ROWS_SHOWN_MAX) return count;
  throw new CliError(
    EXIT.usage,
    `--rows \`${text}\` is not a number of rows.`,
    `Give a number from 0 to ${ROWS_SHOWN_MAX}.`,
  );
}

/** Checks the first batch by the rules of the record. The later ones depend on it. */
async function checkBatch(
  session: CliSession,
  { mapping, inspection }: PreparedTable,
  { rows, input }: { readonly rows: readonly RowResult[]; readonly input: TableInput },
): Promise<readonly string[]> {
  const command = buildTableCommand(mapping.frame, inspection, { rows, isFirst: true });
  try {
    await sendCommand(session, command.name, command.body, input);
    return [];
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
    if (error.exitCode !== EXIT.unreachable) return [error.message];
    await session.writeMessage(`The rules of the record were not checked: ${error.message}`);
    return [];
  }
}

function describeRow({ mapping, inspection }: PreparedTable, result: RowResult): readonly string[] {
  const { body } = buildTableCommand(mapping.frame, inspection, { rows: [result], isFirst: false });
  const parsed = COMMANDS.get('RecordDocument')?.parse(body);
  if (parsed === undefined || !parsed.ok || parsed.command.kind !== 'facts') return [];
  // The first event registers the document.
  const events = parsed.command.facts.slice(1).map(({ type, data }) => ({ type, data }));
  return describeEvents(events as readonly DomainEvent[]);
}

function formatUnknown(unknown: ReadonlyMap<string, number>): readonly string[] {
  if (unknown.size === 0) return [];
  const cells = [...unknown]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 10)
    .map(([text, count]) => `“${text}” (${count})`);
  const more = unknown.size > 10 ? `, and ${unknown.size - 10} others` : '';
  return [`  read as not known: ${cells.join(', ')}${more}`];
}
