// Invariants
// 1. A mistake of the mapping, or a table that cannot be read, records nothing.
//    Test: "records nothing if a template fits no row".
// 2. A wrong row is written with its reasons, and the others are recorded.
//    Test: "writes wrong rows with their reasons, and records the others".
// 3. The same table and mapping give the same commands, so that a second call changes nothing.
//    Test: "changes nothing when it runs again".
import { TEXT_BYTES_MAX } from '@rapporteur/platform/text-store';
import {
  buildTableCommand,
  gatherRows,
  readTable,
  type RowProblem,
  type RowReader,
  type RowResult,
} from '@rapporteur/tables';
import { changedNothing, sendCommand } from './command-client.ts';
import type { PreparedTable, TableInput } from './prepared-table.ts';
import { ApiProblemError, formatProblemIssue, type ProblemIssue } from './problem-document.ts';
import { ProgressDisplay } from './progress-display.ts';
import { RejectedRows } from './rejected-rows.ts';
import { putText } from './send-prepared-file.ts';
import type { CliSession } from './session.ts';

/** The outcome of an import. */
export interface TableTally {
  /** Rows that are recorded, now or before. */
  rows: number;
  facts: number;
  /** Facts that were recorded before. */
  known: number;
  wrong: number;
  position: string | null;
}

/** Records the rows of a table in batches. Wrong rows are written with their reasons. */
export async function recordTable(
  session: CliSession,
  prepared: PreparedTable,
  input: TableInput,
): Promise<TableTally> {
  const { file, mapping, inspection } = prepared;
  const reader = inspection.createReader();
  const run = new TableRun(session, { prepared, input, reader });
  try {
    for await (const batch of gatherRows(readTable(file, mapping, reader))) {
      await run.add(batch);
      if (session.terminal.interrupt.requested) break;
    }
    if (!session.terminal.interrupt.requested) await run.attachText();
    return run.tally;
  } finally {
    await run.close();
  }
}

interface TableRunOptions {
  readonly prepared: PreparedTable;
  readonly input: TableInput;
  readonly reader: RowReader;
}

/** A running import. */
class TableRun {
  readonly tally: TableTally = { rows: 0, facts: 0, known: 0, wrong: 0, position: null };
  readonly #session: CliSession;
  readonly #options: TableRunOptions;
  readonly #rejected: RejectedRows;
  readonly #progress: ProgressDisplay;
  #isFirst = true;
  #seenRows = 0;

  constructor(session: CliSession, options: TableRunOptions) {
    this.#session = session;
    this.#options = options;
    const { inspection } = options.prepared;
    this.#rejected = new RejectedRows(
      session.resolvePath(options.input.rejected),
      inspection.header,
    );
    this.#progress = new ProgressDisplay(session.terminal, { phase: 'Recording', unit: 'rows' });
  }

  async add(batch: readonly RowResult[]): Promise<void> {
    this.#seenRows += batch.length;
    for (const result of batch)
      if (result.kind === 'problems') await this.#reject(result, result.problems);
    const rows = batch.filter(({ kind }) => kind === 'facts');
    if (rows.length > 0) await this.#send(rows);
    const total = this.#options.prepared.inspection.counts.rows;
    this.#progress.update({ done: this.#seenRows, total });
  }

  /** Sends a batch. Rows that the record rejects are left out, and the rest is sent again. */
  async #send(rows: readonly RowResult[]): Promise<void> {
    const { prepared, input, reader } = this.#options;
    let rest = rows;
    while (rest.length > 0 || this.#isFirst) {
      const command = buildTableCommand(prepared.mapping.frame, prepared.inspection, {
        rows: rest,
        isFirst: this.#isFirst,
      });
      try {
        const answer = await sendCommand(this.#session, command.name, command.body, input);
        const facts = rest.reduce((sum, { facts: own }) => sum + own.length, 0);
        this.tally.rows += rest.length;
        this.tally.facts += facts;
        this.tally.known += changedNothing(answer) ? facts : (answer.already?.length ?? 0);
        this.tally.position = answer.position;
        this.#isFirst = false;
        return;
      } catch (error) {
        const rejected = groupIssues(error, (field) => command.findRow(field));
        for (const [index, issues] of rejected) {
          const result = rest[index];
          if (result === undefined) throw error;
          reader.forget(result);
          await this.#reject(result, issues.map(toRowProblem(result)));
        }
        // The facts of a rejected row that are made once belong to a later row.
        const left = rest.filter((_, index) => !rejected.has(index));
        for (const result of left) reader.forget(result);
        rest = left.map(({ row }) => reader.read(row));
      }
    }
  }

  async #reject(result: RowResult, problems: readonly RowProblem[]): Promise<void> {
    this.tally.wrong += 1;
    await this.#rejected.add(result.row, problems);
  }

  /** Sends the text of a table that readers may receive. */
  async attachText(): Promise<void> {
    const { prepared } = this.#options;
    const { sha256, bytes } = prepared.inspection;
    const { source } = prepared.mapping.frame.submission;
    if (source.fields['redistributable'] !== true || this.tally.rows === 0) return;
    if (bytes > TEXT_BYTES_MAX) {
      await this.#session.writeMessage(
        `The text of the table is not stored: it has ${bytes} bytes, and the limit is ${TEXT_BYTES_MAX}.`,
      );
      return;
    }
    const chunks: string[] = [];
    for await (const chunk of prepared.inspection.openText()) chunks.push(chunk);
    await putText(this.#session, sha256, chunks.join(''));
  }

  async close(): Promise<void> {
    this.#progress.clear();
    await this.#rejected.close();
  }
}

/** Returns the issues of a rejection by row. Throws the error again if it is not one of rows alone. */
function groupIssues(
  error: unknown,
  findRow: (field: string) => number | undefined,
): ReadonlyMap<number, readonly ProblemIssue[]> {
  const issues = error instanceof ApiProblemError ? (error.problem.errors ?? []) : [];
  const byRow = new Map<number, ProblemIssue[]>();
  for (const issue of issues) {
    const row = findRow(issue.field ?? '');
    if (row === undefined) throw error;
    byRow.set(row, [...(byRow.get(row) ?? []), issue]);
  }
  if (byRow.size === 0) throw error;
  return byRow;
}

const toRowProblem =
  ({ row }: RowResult) =>
  (issue: ProblemIssue): RowProblem => ({
    row: row.number,
    line: row.place?.line ?? 1,
    column: null,
    cell: null,
    message: formatProblemIssue({
      ...issue,
      field: issue.field?.replace(/^facts\.\d+\.?/, '') ?? null,
    }),
    remedy: null,
    position: null,
    part: 'record',
  });
