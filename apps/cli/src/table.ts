import stringWidth from 'string-width';

/** A column of a table for people. */
export interface TextColumn<R> {
  readonly title: string;
  text(row: R): string;
  /** True for numbers. */
  readonly alignRight?: boolean;
}

interface ColumnLayout {
  readonly width: number;
  readonly alignRight: boolean;
}

const GAP = '  ';
const ELLIPSIS = '…';
/** A column is never cut below this width. */
const WIDTH_MIN = 8;

/** Returns the lines of a table: the titles, then one line per row, so that `grep` finds rows. */
export function formatTableLines<R>(
  columns: readonly TextColumn<R>[],
  rows: readonly R[],
  width: number,
): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const body = rows.map((row) => columns.map((column) => toOneLine(column.text(row))));
  const lines = [titles, ...body];
  const fullWidths = columns.map((_, n) =>
    Math.max(...lines.map((cells) => stringWidth(cells[n] ?? ''))),
  );
  const widths = fitWidths(fullWidths, width);
  const layout = columns.map(({ alignRight = false }, n) => ({
    width: widths[n] ?? 0,
    alignRight,
  }));
  return lines.map((cells) => joinCells(cells, layout));
}

// A line break within a cell would break the row.
function toOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function joinCells(cells: readonly string[], layout: readonly ColumnLayout[]): string {
  return layout
    .map((column, n) => padCell(cells[n] ?? '', column))
    .join(GAP)
    .trimEnd();
}

function padCell(cell: string, { width, alignRight }: ColumnLayout): string {
  const text = stringWidth(cell) > width ? cutText(cell, width) : cell;
  const fill = ' '.repeat(Math.max(width - stringWidth(text), 0));
  return alignRight ? fill + text : text + fill;
}

/** Cuts a text to a width. The last character becomes an ellipsis. */
function cutText(text: string, width: number): string {
  let cut = '';
  let used = 0;
  for (const character of text) {
    const next = stringWidth(character);
    if (used + next > width - 1) break;
    cut += character;
    used += next;
  }
  return cut + ELLIPSIS;
}

/** Reduces the widest columns until the line fits. */
function fitWidths(widths: readonly number[], available: number): readonly number[] {
  const fitted = [...widths];
  const gaps = GAP.length * Math.max(fitted.length - 1, 0);
  let excess = fitted.reduce((sum, width) => sum + width, 0) + gaps - available;
  while (excess > 0) {
    const widest = fitted.indexOf(Math.max(...fitted));
    const width = fitted[widest];
    if (width === undefined || width <= WIDTH_MIN) break;
    fitted[widest] = width - 1;
    excess -= 1;
  }
  return fitted;
}
