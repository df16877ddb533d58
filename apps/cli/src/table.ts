import stringWidth from 'string-width';

/** A column of a table for people. */
export interface TextColumn<R> {
  readonly title: string;
  text(row: R): string;
  /** Figures are read from the right. */
  readonly alignRight?: boolean;
}

const GAP = '  ';
const ELLIPSIS = '…';
/** A column is never cut below this. */
const WIDTH_MIN = 8;

/** The lines of a table: its titles, then one line a row, no borders, so that `grep` finds whole rows. */
export function formatTableLines<R>(
  columns: readonly TextColumn<R>[],
  rows: readonly R[],
  width: number,
): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const body = rows.map((row) => columns.map((column) => oneLine(column.text(row))));
  const widths = fit(
    columns.map((_, n) =>
      Math.max(...[titles, ...body].map((cells) => stringWidth(cells[n] ?? ''))),
    ),
    width,
  );
  const right = columns.map((column) => column.alignRight === true);
  return [titles, ...body].map((cells) => joinCells(cells, widths, right));
}

/** White space within a cell would break the row. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function joinCells(
  cells: readonly string[],
  widths: readonly number[],
  right: readonly boolean[],
): string {
  return cells
    .map((cell, n) => pad(cell, widths[n] ?? 0, right[n] === true))
    .join(GAP)
    .trimEnd();
}

function pad(cell: string, width: number, right: boolean): string {
  const cut = stringWidth(cell) > width ? cutTo(cell, width) : cell;
  const fill = ' '.repeat(Math.max(width - stringWidth(cut), 0));
  return right ? fill + cut : cut + fill;
}

/** Cuts a text to a width, with an ellipsis where something is left out. */
function cutTo(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const point of text) {
    const next = stringWidth(point);
    if (used + next > width - 1) break;
    kept += point;
    used += next;
  }
  return kept + ELLIPSIS;
}

// What does not fit is taken from the widest columns, evenly.
function fit(widths: readonly number[], available: number): readonly number[] {
  const fitted = [...widths];
  let over =
    fitted.reduce((sum, width) => sum + width, 0) +
    GAP.length * Math.max(fitted.length - 1, 0) -
    available;
  while (over > 0) {
    const widest = fitted.indexOf(Math.max(...fitted));
    const width = fitted[widest];
    if (width === undefined || width <= WIDTH_MIN) break;
    fitted[widest] = width - 1;
    over -= 1;
  }
  return fitted;
}
