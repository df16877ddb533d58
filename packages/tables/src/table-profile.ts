import { TableHeader } from './bound-columns.ts';
import { tidy } from './cell-value.ts';
import {
  countKnownCells,
  type ExtraRows,
  findExtraRows,
  findHeaderRows,
  isKnownCell,
} from './header-rows.ts';
import { isWorkbook, openTable, type TableFile } from './table-file.ts';
import { TableError, type TableRow } from './table-row.ts';

/** The rows that a profile reads, and the different cells that it keeps of a column. */
const ROWS_MAX = 5000;
const VALUES_MAX = 500;
const SAMPLE_ROWS = 50;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** One column of a table, and its cells. */
export interface ColumnProfile {
  readonly header: string;
  /** The known cells by their words, with their number. */
  readonly values: ReadonlyMap<string, number>;
  readonly knownCount: number;
  /** The cells with words in which nothing is known. */
  readonly unknown: ReadonlySet<string>;
}

/** The columns of a table as their headers and cells show them. */
export interface TableProfile {
  readonly delimiter: string | undefined;
  /** The row of the header, or the rows of a header with merged cells. */
  readonly headerRows: readonly number[];
  readonly columns: readonly ColumnProfile[];
  /** Rows such as headings, footnotes and sums. */
  readonly extras: ExtraRows | undefined;
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
  if (rows.every(({ cells }) => cells.every((cell) => cell.trim() === '')))
    throw new TableError('The table is empty: no row has a cell with words.', 'Give another file.');
  const headerRows = findHeaderRows(rows);
  const header = new TableHeader(headerRows.map((number) => rows[number - 1]?.cells ?? []));
  const data = rows.slice(headerRows.at(-1)).filter(({ cells }) => countKnownCells(cells) > 0);
  const extras = findExtraRows(data, header.names.length);
  const left = new Set(extras?.rows);
  const columns = header.names.map((name, index) =>
    profileColumn(
      name,
      data.flatMap(({ cells, number }) => (left.has(number) ? [] : [cells[index] ?? ''])),
    ),
  );
  return { delimiter, headerRows, columns, extras };
}

function profileColumn(header: string, cells: readonly string[]): ColumnProfile {
  const values = new Map<string, number>();
  const unknown = new Set<string>();
  let knownCount = 0;
  for (const cell of cells) {
    const words = tidy(cell);
    if (!isKnownCell(words)) {
      if (words !== '') unknown.add(words);
      continue;
    }
    knownCount += 1;
    if (values.has(words) || values.size < VALUES_MAX)
      values.set(words, (values.get(words) ?? 0) + 1);
  }
  return { header, values, knownCount, unknown };
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
