/**
 * Records a table from the browser, as `rapporteur import` does.
 *
 * Invariants (test: tables-in-the-web.e2e.spec.ts)
 * 1. A row that the record rejects is listed with its reasons, and the others are recorded.
 * 2. The same table and mapping give the same commands, so that a second time changes nothing.
 */
import {
  buildTableCommand,
  gatherRows,
  readTable,
  type RowReader,
  type RowResult,
  type TableFile,
} from '@rapporteur/tables';
import { ApiProblem } from '../api/api-client.ts';
import { putText, sendCommand } from './record-api.ts';
import type { CheckedTable } from './table-draft.ts';

/** A row that was not recorded, with its reasons. */
export interface RejectedRow {
  readonly number: number;
  readonly reasons: readonly string[];
}

/** The progress of an import. */
export interface TableProgress {
  readonly rows: number;
  readonly facts: number;
  readonly rejected: readonly RejectedRow[];
  readonly position: string | null;
}

interface TableRecordingOptions {
  readonly actor: string;
  readonly onProgress: (progress: TableProgress) => void;
}

/** Records the rows of a table in batches. Throws a ApiProblem if the server does not answer. */
export async function recordTable(
  file: TableFile,
  table: CheckedTable,
  options: TableRecordingOptions,
): Promise<TableProgress> {
  const run = new TableRecording(table, options);
  for await (const batch of gatherRows(readTable(file, table.mapping, run.reader)))
    await run.add(batch);
  await storeText(table, run.progress);
  return run.progress;
}

class TableRecording {
  readonly reader: RowReader;
  progress: TableProgress = { rows: 0, facts: 0, rejected: [], position: null };
  readonly #table: CheckedTable;
  readonly #options: TableRecordingOptions;
  #isFirst = true;

  constructor(table: CheckedTable, options: TableRecordingOptions) {
    this.#table = table;
    this.#options = options;
    this.reader = table.inspection.createReader();
  }

  async add(batch: readonly RowResult[]): Promise<void> {
    for (const { kind, row, problems } of batch)
      if (kind === 'problems')
        this.#reject({ number: row.number, reasons: problems.map(({ message }) => message) });
    let rest: readonly RowResult[] = batch.filter(({ kind }) => kind === 'facts');
    while (rest.length > 0) rest = await this.#send(rest);
  }

  /** Sends rows, and returns those to send again: the others of a batch with a rejected row. */
  async #send(rows: readonly RowResult[]): Promise<readonly RowResult[]> {
    const { mapping, inspection } = this.#table;
    const command = buildTableCommand(mapping.frame, inspection, { rows, isFirst: this.#isFirst });
    const { name, body } = command;
    try {
      const { actor } = this.#options;
      const { position } = await sendCommand({ name, body, dryRun: false, actor });
      const facts = rows.reduce((sum, one) => sum + one.facts.length, 0);
      const { progress } = this;
      this.#report({ rows: progress.rows + rows.length, facts: progress.facts + facts, position });
      this.#isFirst = false;
      return [];
    } catch (error) {
      const reasons = groupReasons(error, (field) => command.findRow(field));
      for (const [index, words] of reasons)
        this.#reject({ number: rows[index]?.row.number ?? 0, reasons: words });
      // The facts of a rejected row that are made once belong to a later row.
      for (const one of rows) this.reader.forget(one);
      return rows.filter((_, index) => !reasons.has(index)).map(({ row }) => this.reader.read(row));
    }
  }

  #reject(row: RejectedRow): void {
    this.#report({ rejected: [...this.progress.rejected, row] });
  }

  #report(change: Partial<TableProgress>): void {
    this.progress = { ...this.progress, ...change };
    this.#options.onProgress(this.progress);
  }
}

/** Returns the reasons of a rejection by row. Throws the error again if it is not one of rows alone. */
function groupReasons(
  error: unknown,
  findRow: (field: string) => number | undefined,
): ReadonlyMap<number, readonly string[]> {
  const issues = error instanceof ApiProblem ? error.issues : [];
  const reasons = new Map<number, readonly string[]>();
  for (const { field, message } of issues) {
    const row = findRow(field);
    if (row === undefined) throw error;
    reasons.set(row, [...(reasons.get(row) ?? []), message]);
  }
  if (reasons.size === 0) throw error;
  return reasons;
}

/** Stores the text of a table that readers may receive. */
async function storeText(
  { mapping, inspection }: Pick<CheckedTable, 'mapping' | 'inspection'>,
  { rows }: TableProgress,
): Promise<void> {
  const { source } = mapping.frame.submission;
  if (source.fields['redistributable'] !== true || rows === 0) return;
  const chunks: string[] = [];
  for await (const chunk of inspection.openText()) chunks.push(chunk);
  await putText(inspection.sha256, chunks.join(''));
}
