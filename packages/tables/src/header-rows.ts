import { TableHeader } from './bound-columns.ts';
import { foldUnknown, tidy } from './cell-value.ts';
import { UNKNOWN_CELLS } from './parse-columns.ts';
import { findListedState } from './common-state-names.ts';
import type { TableRow } from './table-row.ts';

const HEADER_ROWS_MAX = 15;
const SAMPLE_ROWS = 50;
/** The part of the usual number of known cells that an extra row may have. */
const EXTRA_SHARE_MAX = 0.5;
const UNKNOWN = new Set(UNKNOWN_CELLS.map(foldUnknown));

/** Returns whether a cell tells something, unless its column decides otherwise. */
export const isKnownCell = (cell: string): boolean => !UNKNOWN.has(foldUnknown(cell));

/** Returns the number of known cells. */
export const countKnownCells = (cells: readonly string[]): number =>
  cells.filter(isKnownCell).length;

/**
 * Returns the numbers of the rows of the header: the first row in which most columns have words, and
 * few are numbers. A row beside it belongs to it if only both together name each column once.
 */
export function findHeaderRows(rows: readonly TableRow[]): readonly number[] {
  const single = findHeaderRow(rows);
  const cellsOf = (number: number): readonly string[] => rows[number - 1]?.cells ?? [];
  if (isCompleteHeader([cellsOf(single)], rows)) return [single];
  const pairs = [
    [single - 1, single],
    [single, single + 1],
  ].filter((pair) => {
    const header = pair.map(cellsOf);
    const isTitle = countKnownCells(header[0] ?? []) < 2;
    const lower = (header[1] ?? []).filter((cell) => cell.trim() !== '');
    const isData = lower.length === 0 || lower.some(isDataCell);
    return !isTitle && !isData && isCompleteHeader(header, rows);
  });
  return pairs[0] ?? [single];
}

function findHeaderRow(rows: readonly TableRow[]): number {
  const width = Math.max(1, ...rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.length));
  const found = rows.slice(0, HEADER_ROWS_MAX).findIndex(({ cells }) => {
    const words = cells.filter((cell) => cell.trim() !== '');
    const numbers = words.filter(isDataCell).length;
    return words.length >= Math.max(1, width * 0.6) && numbers <= words.length / 2;
  });
  return found < 0 ? 1 : found + 1;
}

const isDataCell = (cell: string): boolean => /^[\d.,/ -]+$/.test(cell);

/** Returns whether each column with cells has a name of its own. */
function isCompleteHeader(
  header: readonly (readonly string[])[],
  rows: readonly TableRow[],
): boolean {
  const width = Math.max(0, ...rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.length));
  const { names } = new TableHeader(header);
  const isUsed = (column: number): boolean =>
    rows.slice(0, SAMPLE_ROWS).some(({ cells }) => tidy(cells[column] ?? '') !== '');
  const used = Array.from({ length: width }, (_, column) => column).filter(isUsed);
  const named = used.map((column) => (names[column] ?? '').toLowerCase());
  return !named.includes('') && new Set(named).size === named.length;
}

/** Rows that hold no data, and a column that only they leave empty. */
export interface ExtraRows {
  readonly rows: readonly number[];
  readonly column: number;
}

/**
 * Returns the rows with few cells, such as headings, footnotes and sums; undefined if there are none,
 * or if no column tells them from the others.
 */
export function findExtraRows(data: readonly TableRow[], width: number): ExtraRows | undefined {
  const counts = data.map(({ cells }) => countKnownCells(cells)).toSorted((a, b) => a - b);
  const usual = counts[Math.floor(counts.length / 2)] ?? 0;
  const isExtra = ({ cells }: TableRow): boolean => {
    const known = cells.filter(isKnownCell);
    const isShort = known.length <= usual * EXTRA_SHARE_MAX;
    // A state or a number of which nothing else is known is data.
    return isShort && /\p{L}/u.test(known[0] ?? '') && known.every((cell) => !isState(cell));
  };
  const extras = new Set(data.filter(isExtra));
  if (extras.size === 0) return undefined;
  const column = Array.from({ length: width }, (_, index) => index).find((index) =>
    data.every((row) => isKnownCell(row.cells[index] ?? '') !== extras.has(row)),
  );
  return column === undefined ? undefined : { rows: [...extras].map((row) => row.number), column };
}

const isState = (cell: string): boolean => findListedState(tidy(cell), 'en') !== undefined;
