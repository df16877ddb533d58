import { TableHeader } from './bound-columns.ts';
import { foldUnknown, tidy } from './cell-value.ts';
import { UNKNOWN_CELLS } from './parse-columns.ts';
import { isWorkbook, openTable, type TableFile } from './table-file.ts';
import type { TableRow } from './table-row.ts';

/** The rows that a profile reads, and the different cells that it keeps of a column. */
const ROWS_MAX = 5000;
const VALUES_MAX = 500;
const HEADER_ROWS_MAX = 15;
const SAMPLE_ROWS = 50;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const UNKNOWN = new Set(UNKNOWN_CELLS.map(foldUnknown));

/** One column of a table, and its cells. */
export interface ColumnProfile {
  readonly header: string;
  /** The known cells by their words, with their number. */
  readonly values: ReadonlyMap<string, number>;
  readonly knownCount: number;
}

/** The columns of a table as their headers and cells show them. */
export interface TableProfile {
  readonly delimiter: string | undefined;
  readonly headerRow: number;
  readonly columns: readonly ColumnProfile[];
}

/** How the file is read, as far as it is known. */
export interface ProfileOptions {
  readonly encoding: string;
  readonly sheet: string | undefined;
}

/** Reads the first rows of a table. Throws a TableError if it is not a table. */
export async function profileTable(
  file: TableFile,
  options: ProfileOptions,
): Promise<TableProfile> {
  const delimiter = isWorkbook(file.name) ? undefined : await findDelimiter(file, options);
  const rows = await readRows(file, { ...options, delimiter }, ROWS_MAX);
  const headerRow = findHeaderRow(rows);
  const header = new TableHeader([rows[headerRow - 1]?.cells ?? []]);
  const columns = header.names.map((name, index) => {
    const values = new Map<string, number>();
    let knownCount = 0;
    for (const { cells } of rows.slice(headerRow)) {
      const words = tidy(cells[index] ?? '');
      if (UNKNOWN.has(foldUnknown(words))) continue;
      knownCount += 1;
      if (values.has(words) || values.size < VALUES_MAX)
        values.set(words, (values.get(words) ?? 0) + 1);
    }
    return { header: name, values, knownCount };
  });
  return { delimiter, headerRow, columns };
}

async function readRows(
  file: TableFile,
  options: ProfileOptions & { readonly delimiter: string | undefined },
  countMax: number,
): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of openTable(file, options).rows) {
    rows.push(row);
    if (rows.length >= countMax) break;
  }
  return rows;
}

/** Returns the delimiter that gives most rows of one width. */
async function findDelimiter(file: TableFile, options: ProfileOptions): Promise<string> {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = await readRows(file, { ...options, delimiter }, SAMPLE_ROWS);
    const widths = Map.groupBy(rows, ({ cells }) => cells.length);
    for (const [width, same] of widths) {
      const score = width < 2 ? 0 : same.length * Math.log2(width);
      if (score > best.score) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

/** Returns the first row in which most columns have words, and few are numbers. */
function findHeaderRow(rows: readonly TableRow[]): number {
  const width = Math.max(1, ...rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.length));
  const found = rows.slice(0, HEADER_ROWS_MAX).findIndex(({ cells }) => {
    const words = cells.filter((cell) => cell.trim() !== '');
    const numbers = words.filter((cell) => /^[\d.,/ -]+$/.test(cell)).length;
    return words.length >= Math.max(1, width * 0.6) && numbers <= words.length / 2;
  });
  return found < 0 ? 1 : found + 1;
}
