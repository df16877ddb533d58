import type { TextPosition } from '@rapporteur/drafting';
import { tidy } from './cell-value.ts';
import type { TableRow } from './table-row.ts';

/** The most characters of a cell in a report. */
const CELL_SHOWN_MAX = 80;

/** A cell or a fact of a row that does not fit. */
export interface RowProblem {
  readonly row: number;
  readonly line: number;
  /** The header of the cell; null for a problem of a fact. */
  readonly column: string | null;
  readonly cell: string | null;
  readonly message: string;
  readonly remedy: string | null;
  /** The place in the mapping that made the fact; null for a cell. */
  readonly position: TextPosition | null;
  /** The template or column that has the problem, such as `facts.2 (VoteTaken)`. */
  readonly part: string;
}

/** Returns the problem of a fact, or of the row as a whole. */
export function createFactProblem(
  row: TableRow,
  problem: Pick<RowProblem, 'message' | 'remedy' | 'position' | 'part'>,
): RowProblem {
  return { row: row.number, line: row.place?.line ?? 1, column: null, cell: null, ...problem };
}

/** Returns the words of a cell for a message. */
export function shortenCell(text: string): string {
  const points = Array.from(tidy(text));
  return points.length > CELL_SHOWN_MAX
    ? `${points.slice(0, CELL_SHOWN_MAX - 1).join('')}…`
    : points.join('');
}
