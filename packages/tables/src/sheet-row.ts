import { countPoints, type TableRow } from './table-row.ts';

/** A row of a sheet with its words. */
export interface SheetRow {
  /** From 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** One sheet of a workbook. */
export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
}

/** A row, and its line in the text of the sheet. */
export interface RenderedRow {
  readonly row: TableRow;
  readonly text: string;
}

/**
 * Yields the rows of a sheet as lines: cells are joined by tabs, and white space in a cell is one
 * space. The line of a row is its number, so that anyone can find it in the workbook.
 */
export function* renderRows(rows: Iterable<SheetRow>): Generator<RenderedRow> {
  let point = 0;
  let line = 0;
  for (const { number, cells } of rows) {
    for (; line < number - 1; line += 1) {
      yield { row: createRow({ number: line + 1, cells: [] }, point), text: '\n' };
      point += 1;
    }
    const row = createRow({ number, cells: trimCells(cells) }, point);
    point += countPoints(row.place?.words ?? '') + 1;
    line = number;
    yield { row, text: `${row.place?.words ?? ''}\n` };
  }
}

function trimCells(cells: readonly string[]): readonly string[] {
  const words = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  return words.slice(0, words.findLastIndex((cell) => cell !== '') + 1);
}

function createRow({ number, cells }: SheetRow, start: number): TableRow {
  const words = cells.join('\t');
  const place =
    words === '' ? undefined : { start, end: start + countPoints(words), line: number, words };
  const findCell: TableRow['findCell'] = (index) => {
    const cell = cells[index] ?? '';
    if (cell === '') return undefined;
    const before = cells.slice(0, index).reduce((sum, one) => sum + countPoints(one) + 1, start);
    return { start: before, end: before + countPoints(cell), line: number, words: cell };
  };
  return { number, cells, place, findCell };
}
