import type { SubmissionProblem } from '@rapporteur/drafting';
import { bindColumns, type BoundColumn, TableHeader } from './bound-columns.ts';
import { findDifference } from './mapping-expectations.ts';
import type { TableMapping } from './mapping.ts';
import type { RowProblem } from './row-problem.ts';
import { RowReader, type RowResult } from './row-reader.ts';
import { openTable, type TableFile } from './table-file.ts';
import { TableError, type TableRow } from './table-row.ts';

/** The figures of a table as its mapping reads it. */
interface TableCounts {
  /** The rows after the header that are not empty. */
  rows: number;
  /** Rows that make facts. */
  fitting: number;
  /** Rows with a cell or a fact that does not fit. */
  wrong: number;
  /** Rows that are empty or that `table.when` leaves out. */
  skipped: number;
  /** Rows of which no fact is made. */
  silent: number;
  facts: number;
}

/** A table that was read once: its text, its columns, and the problems of the mapping. */
export interface TableInspection {
  readonly sha256: string;
  readonly characters: number;
  readonly bytes: number;
  readonly counts: TableCounts;
  /** Problems of the mapping with their lines: with one of them nothing is recorded. */
  readonly problems: readonly SubmissionProblem[];
  /** The number of cells in which nothing is known, by their words. */
  readonly unknownCells: ReadonlyMap<string, number>;
  /** The names of the columns. */
  readonly header: readonly string[];
  /** Returns the text of the table, in chunks. */
  openText(): AsyncIterable<string>;
  /** Returns a reader of the rows, from the first on. */
  createReader(): RowReader;
}

interface TableVisitor {
  /** Called for each row after the header, in order. */
  readonly onRow?: (result: RowResult) => void;
}

/** Reads a table once and checks its mapping. Throws a TableError if it is not a table. */
export async function inspectTable(
  file: TableFile,
  mapping: TableMapping,
  { onRow }: TableVisitor = {},
): Promise<TableInspection> {
  const { rows, digest } = openTable(file, mapping.table);
  const inspection = new Inspection(mapping);
  for await (const row of rows) {
    const result = inspection.add(row);
    if (result !== undefined) onRow?.(result);
  }
  return {
    sha256: digest.finish(),
    characters: digest.characters,
    bytes: digest.bytes,
    openText: () => openTable(file, mapping.table).text,
    ...inspection.finish(),
  };
}

/** Yields the results of the rows after the header, in a later reading. */
export async function* readTable(
  file: TableFile,
  mapping: TableMapping,
  reader: RowReader,
): AsyncGenerator<RowResult> {
  for await (const row of openTable(file, mapping.table).rows)
    if (isDataRow(row, mapping)) yield reader.read(row);
}

const isDataRow = ({ number }: TableRow, { table }: TableMapping): boolean =>
  number >= table.firstRow && number <= table.lastRow && !table.headerRows.includes(number);

class Inspection {
  readonly #mapping: TableMapping;
  readonly #headerRows: (readonly string[])[] = [];
  readonly #expected: ReadonlyMap<number, TableMapping['expectations']>;
  readonly #seenRows = new Set<number>();
  readonly #problems: SubmissionProblem[] = [];
  readonly #counts: TableCounts = {
    rows: 0,
    fitting: 0,
    wrong: 0,
    skipped: 0,
    silent: 0,
    facts: 0,
  };
  #header: TableHeader | undefined;
  #columns: readonly BoundColumn[] = [];
  #reader: RowReader | undefined;

  constructor(mapping: TableMapping) {
    this.#mapping = mapping;
    this.#expected = Map.groupBy(mapping.expectations, ({ row }) => row);
  }

  /** Returns the result of a row after the header. */
  add(row: TableRow): RowResult | undefined {
    if (this.#mapping.table.headerRows.includes(row.number)) this.#headerRows.push(row.cells);
    if (!isDataRow(row, this.#mapping)) return undefined;
    this.#reader ??= this.#bind();
    // A column that is not found would be a problem of each row.
    if (this.#problems.some(({ part }) => part.startsWith('columns.'))) return undefined;
    const result = this.#reader.read(row);
    this.#count(result);
    this.#checkExpectations(result);
    return result;
  }

  finish() {
    this.#reader ??= this.#bind();
    const isRead = !this.#problems.some(({ part }) => part.startsWith('columns.'));
    if (isRead) this.#addMisfits(this.#reader);
    const header = this.#header ?? new TableHeader([]);
    return {
      counts: this.#counts,
      problems: this.#problems,
      header: header.names,
      unknownCells: this.#reader.unknownCells,
      createReader: () => new RowReader({ mapping: this.#mapping, header, columns: this.#columns }),
    };
  }

  #bind(): RowReader {
    const { headerRows } = this.#mapping.table;
    if (this.#headerRows.length < headerRows.length)
      throw new TableError(
        `The table has no row ${headerRows[this.#headerRows.length]}, which is to be its header.`,
        'Correct `table: { header: … }`.',
      );
    this.#header = new TableHeader(this.#headerRows);
    const { bound, problems } = bindColumns(this.#mapping.columns, this.#header);
    this.#columns = bound;
    this.#problems.push(...problems);
    return new RowReader({ mapping: this.#mapping, header: this.#header, columns: bound });
  }

  #count({ kind, facts, row }: RowResult): void {
    const counts = this.#counts;
    if (row.place !== undefined) counts.rows += 1;
    if (kind === 'facts') counts.fitting += 1;
    if (kind === 'problems') counts.wrong += 1;
    if (kind === 'skipped' && row.place !== undefined) counts.skipped += 1;
    if (kind === 'nothing') counts.silent += 1;
    counts.facts += facts.length;
  }

  #checkExpectations(result: RowResult): void {
    for (const { facts, position } of this.#expected.get(result.row.number) ?? []) {
      this.#seenRows.add(result.row.number);
      const made = result.facts.map(({ type, fields, assertion }) => ({
        type,
        ...fields,
        ...assertion,
      }));
      const missing = facts.flatMap((fact) => explainMissing(fact, made, result.problems));
      const isSurplus = facts.length === 0 && made.length > 0;
      const reason = isSurplus ? `it makes ${made.length} facts, and none is expected` : missing[0];
      if (reason !== undefined) this.#addProblem(`row ${result.row.number}: ${reason}`, position);
    }
  }

  #addProblem(message: string, position: { readonly line: number; readonly column: number }): void {
    this.#problems.push({
      code: 'DRAFTING_VALUE_INVALID',
      ...position,
      part: 'expect',
      field: 'expect',
      message: `expect: ${message}.`,
      remedy: 'Correct the mapping, or the expectation.',
    });
  }

  /** A column or template that fits no row at all is a mistake of the mapping, not of the rows. */
  #addMisfits({ tallies }: RowReader): void {
    this.#checkExpectedRows();
    for (const [part, { used, failed, first }] of tallies) {
      const fitsNone = used > 0 && failed >= used;
      const isMisfit = fitsNone && (used > 1 || this.#counts.fitting === 0);
      if (isMisfit && first !== undefined) this.#problems.push(this.#toMisfit(part, first));
    }
    const hasFacts = this.#counts.facts > 0 || this.#counts.wrong > 0;
    if (this.#problems.length === 0 && !hasFacts) this.#problems.push(this.#createSilence());
  }

  #checkExpectedRows(): void {
    for (const { row, position } of this.#mapping.expectations)
      if (!this.#seenRows.has(row))
        this.#addProblem(`the table has no row ${row} after its header`, position);
  }

  #createSilence(): SubmissionProblem {
    const { line, column } = this.#mapping.facts[0]?.position ?? { line: 1, column: 1 };
    return {
      code: 'DRAFTING_VALUE_INVALID',
      line,
      column,
      part: 'facts',
      field: 'facts',
      message: `facts: no fact is made of any of the ${this.#counts.rows} rows.`,
      remedy: 'Check `when`, `table.first` and the cells in which nothing is known.',
    };
  }

  #toMisfit(part: string, first: RowProblem): SubmissionProblem {
    const column = this.#mapping.columns.find(({ name }) => part === `columns.${name}`);
    const { line, column: at } = first.position ?? column?.position ?? { line: 1, column: 1 };
    const message = first.message.replace(/\.$/, '').replace(`${part}: `, '');
    return {
      code: 'DRAFTING_VALUE_INVALID',
      line,
      column: at,
      part,
      field: part,
      message: `${part}: fits no row; row ${first.row}: ${message}.`,
      remedy: first.remedy,
    };
  }
}

function explainMissing(
  expected: Readonly<Record<string, unknown>>,
  made: readonly Readonly<Record<string, unknown>>[],
  problems: readonly RowProblem[],
): readonly string[] {
  const differences = made.map((fact) => findDifference(expected, fact));
  if (differences.includes(undefined)) return [];
  const [problem] = problems;
  if (problem !== undefined) return [`it does not fit: ${problem.message.replace(/\.$/, '')}`];
  // The nearest fact is one of the same type.
  const nearest = made.findIndex(({ type }) => type === expected['type']);
  return [differences[nearest] ?? `it makes no fact of the type ${String(expected['type'])}`];
}
