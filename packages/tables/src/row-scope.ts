import type { BoundColumn } from './bound-columns.ts';
import { type CellReading, type CellValue, readCell, tidy } from './cell-value.ts';
import type { TableRow } from './table-row.ts';
import type { TemplateScope } from './template.ts';

/** A cell that does not fit. */
interface CellFailure {
  /** The name of the mapped column. */
  readonly column: string;
  readonly index: number;
  readonly reason: string;
  readonly remedy: string;
}

/** The values of one row. Only the cells that a template or condition uses are read. */
export class RowScope implements TemplateScope {
  readonly row: number;
  readonly tableRow: TableRow;
  readonly failures: CellFailure[] = [];
  /** The words of cells in which nothing is known. */
  readonly unknown: string[] = [];
  /** The columns with words in a cell. */
  readonly knownParts = new Set<string>();
  readonly #columns: ReadonlyMap<string, BoundColumn>;
  readonly #filled: Map<string, string>;
  readonly #values = new Map<string, readonly CellValue[]>();

  /** `filled` has the last words of columns that are filled down, and is updated by this row. */
  constructor(
    tableRow: TableRow,
    columns: ReadonlyMap<string, BoundColumn>,
    filled: Map<string, string>,
  ) {
    this.row = tableRow.number;
    this.tableRow = tableRow;
    this.#columns = columns;
    this.#filled = filled;
    for (const { name, fillsDown, cells } of columns.values()) {
      const words = fillsDown ? tidy(tableRow.cells[cells[0]?.index ?? -1] ?? '') : '';
      if (words !== '') filled.set(name, words);
    }
  }

  /** Returns whether a name means a group of columns. */
  isGroup(name: string): boolean {
    return this.#columns.get(name)?.cells.some(({ header }) => header !== undefined) ?? false;
  }

  getValues(name: string): readonly CellValue[] {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const column = this.#columns.get(name);
    const values = column === undefined ? [] : this.#readColumn(column);
    this.#values.set(name, values);
    return values;
  }

  #readColumn(column: BoundColumn): readonly CellValue[] {
    const { name, rules, fillsDown, cells } = column;
    return cells.flatMap(({ index, header }) => {
      const own = this.tableRow.cells[index] ?? '';
      const words = fillsDown && tidy(own) === '' ? (this.#filled.get(name) ?? '') : own;
      const reading = readCell(words, rules);
      this.#count(name, words, reading);
      if (!reading.ok) {
        this.failures.push({ column: name, index, reason: reading.reason, remedy: reading.remedy });
        return [];
      }
      const place = { column: index, ...(header === undefined ? {} : { header }) };
      return reading.values.map((value) => ({ ...value, ...place }));
    });
  }

  #count(name: string, words: string, reading: CellReading): void {
    if (tidy(words) === '') return;
    if (reading.ok && reading.values.length === 0) this.unknown.push(tidy(words));
    else this.knownParts.add(`columns.${name}`);
  }
}
