import { escapeControls } from '@rapporteur/platform/terminal-text';
import stringWidth from 'string-width';
import { NOT_STATED } from '@rapporteur/pages';
import { measureWidestWord, wrapText } from './wrap-text.ts';

/** A column of a table for people. */
export interface TextColumn<R> {
  readonly title: string;
  text(row: R): string;
  /** True for numbers. */
  readonly alignRight?: boolean;
  /** True: the column answers the question, so it gets more of a narrow line. */
  readonly isAnswer?: boolean;
  /** Columns with the largest number are left out first on a narrow terminal; 0: never. */
  readonly dropOrder?: number;
}

/** A table as text. */
export interface TextTable {
  /** The titles, then the rows. */
  readonly lines: readonly string[];
  /** The titles of the columns that did not fit. */
  readonly dropped: readonly string[];
}

/** A column with the texts of its cells. */
interface MeasuredColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly alignRight: boolean;
  readonly dropOrder: number;
  /** True: no row has a value. Such a column gives way before all others. */
  readonly isBlank: boolean;
  /** The width without a line break. */
  readonly widthMax: number;
  /** The width below which the cells are hard to read. */
  readonly widthMin: number;
}

const GAP = '  ';
/** A column is never narrower. */
const WIDTH_MIN = 8;
/** A word up to this width is kept on one line if other columns can give way. */
const WORD_WIDTH_MAX = 24;
/** The width that a text needs to be readable: of an ordinary column, and of an answer. */
const TEXT_WIDTH = 18;
const ANSWER_WIDTH = 40;

/**
 * Formats a table. Without a terminal, it has one line per row, so that `grep` finds rows. On a
 * terminal, columns that do not fit are left out by their `dropOrder`, and long cells are wrapped.
 * No cell is cut.
 */
export function formatTextTable<R>(
  columns: readonly TextColumn<R>[],
  rows: readonly R[],
  width: number,
): TextTable {
  const measured = columns.map((column) => measureColumn(column, rows));
  const shown = chooseFittingColumns(measured, width);
  const widths = fitWidths(shown, width);
  const titles = shown.map(({ title }) => title);
  const body = rows.map((_, n) => shown.map(({ cells }) => cells[n] ?? ''));
  return {
    lines: [titles, ...body].flatMap((cells) => layOutRow(cells, shown, widths)),
    dropped: measured.filter((column) => !shown.includes(column)).map(({ title }) => title),
  };
}

/** Returns the lines of a table whose columns are all shown. */
export function formatTableLines<R>(
  columns: readonly TextColumn<R>[],
  rows: readonly R[],
  width: number,
): readonly string[] {
  return formatTextTable(columns, rows, width).lines;
}

function measureColumn<R>(
  { alignRight = false, isAnswer = false, dropOrder = 0, ...column }: TextColumn<R>,
  rows: readonly R[],
): MeasuredColumn {
  // A line break within a cell would break the row.
  const cells = rows.map((row) => escapeControls(column.text(row).replaceAll(/\s+/g, ' ').trim()));
  const texts = [column.title, ...cells];
  const widthMax = Math.max(...texts.map((text) => stringWidth(text)));
  const widestWord = Math.min(Math.max(...texts.map(measureWidestWord)), WORD_WIDTH_MAX);
  const readable = isAnswer ? ANSWER_WIDTH : TEXT_WIDTH;
  const widthMin = Math.min(widthMax, Math.max(widestWord, readable));
  const isBlank = cells.every((cell) => cell === '' || cell === NOT_STATED);
  return { title: column.title, cells, alignRight, dropOrder, isBlank, widthMax, widthMin };
}

/** Leaves out columns until the line fits, then takes back those that are narrow enough. */
function chooseFittingColumns(
  columns: readonly MeasuredColumn[],
  width: number,
): readonly MeasuredColumn[] {
  const droppable = columns.filter(({ dropOrder }) => dropOrder > 0).toSorted(compareDropOrder);
  const shown = new Set(columns);
  const fits = (): boolean => sumWidths([...shown].map(({ widthMin }) => widthMin)) <= width;

  for (const column of droppable) if (!fits()) shown.delete(column);
  for (const column of droppable.toReversed()) {
    if (shown.has(column) || column.isBlank) continue;
    shown.add(column);
    if (!fits()) shown.delete(column);
  }
  return columns.filter((column) => shown.has(column));
}

const compareDropOrder = (a: MeasuredColumn, b: MeasuredColumn): number =>
  Number(b.isBlank) - Number(a.isBlank) || b.dropOrder - a.dropOrder;

/** Returns the width of a line. */
function sumWidths(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP.length * Math.max(widths.length - 1, 0));
}

/** Returns the width of each column, so that the line fits. */
function fitWidths(columns: readonly MeasuredColumn[], width: number): readonly number[] {
  const full = columns.map(({ widthMax }) => widthMax);
  if (sumWidths(full) <= width) return full;
  const fitted = columns.map(({ widthMin }) => widthMin);
  while (sumWidths(fitted) > width) {
    const widest = fitted.indexOf(Math.max(...fitted));
    if ((fitted[widest] ?? 0) <= WIDTH_MIN) return fitted;
    fitted[widest] = (fitted[widest] ?? 0) - 1;
  }
  return widenColumns(fitted, full, width);
}

/** Gives the rest of the line to the columns that lack most. */
function widenColumns(
  widths: readonly number[],
  full: readonly number[],
  width: number,
): readonly number[] {
  const widened = [...widths];
  const lack = (n: number): number => (full[n] ?? 0) / (widened[n] ?? 1);
  for (let rest = width - sumWidths(widths); rest > 0; rest -= 1) {
    const [neediest = 0] = [...widened.keys()].toSorted((a, b) => lack(b) - lack(a));
    widened[neediest] = (widened[neediest] ?? 0) + 1;
  }
  return widened;
}

function layOutRow(
  cells: readonly string[],
  columns: readonly MeasuredColumn[],
  widths: readonly number[],
): readonly string[] {
  const wrapped = cells.map((cell, n) => wrapText(cell, widths[n] ?? 0));
  const height = Math.max(1, ...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ alignRight }, n) => padCell(wrapped[n]?.[line] ?? '', widths[n] ?? 0, alignRight))
      .join(GAP)
      .trimEnd(),
  );
}

function padCell(text: string, width: number, alignRight: boolean): string {
  const fill = ' '.repeat(Math.max(width - stringWidth(text), 0));
  return alignRight ? fill + text : text + fill;
}
