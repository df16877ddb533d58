/** A piece of text on a page, as pdf.js reports it: its words, its place and its size. */
export interface PdfPiece {
  readonly str: string;
  /** The matrix of the text: the size, the slope, and the place of its first letter. */
  readonly transform: readonly number[];
  readonly width: number;
}

/** A line of a page. Places are in points from the lower left corner. */
export interface PdfLine {
  text: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  endX: number;
  /** The size of its font. */
  size: number;
}

/** Another column or cell begins after a gap of so many sizes of the font. */
const CELL_GAP = 2;
const WORD_GAP = 0.15;
/** A piece is raised or lowered by less than so many sizes, such as the mark of a footnote. */
const BASELINE_SHIFT = 0.6;
const LABEL = /^(?:\(?[\p{L}\d]{1,5}[.)]|[-–—•▪*])$/u;

/** Joins the pieces of a page to lines, in the order of the page. Cells are parted by tabulators. */
export function joinPieces(pieces: readonly PdfPiece[], page: number): readonly PdfLine[] {
  const lines: PdfLine[] = [];
  let line: PdfLine | undefined;
  for (const piece of pieces) {
    if (piece.str.trim() !== '') {
      const { x, y, size } = placePiece(piece);
      if (line === undefined || !isOnLine(line, { x, y, size })) {
        line = { text: '', page, x, y, endX: x, size };
        lines.push(line);
      }
      line.text += findGap(line, x) + piece.str;
      line.endX = x + piece.width;
      line.size = Math.max(line.size, size);
    }
  }
  for (const one of lines) one.text = one.text.trim();
  return lines;
}

function placePiece({ transform }: PdfPiece): { x: number; y: number; size: number } {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
  return { x, y, size: Math.hypot(c, d) || Math.hypot(a, b) || 1 };
}

function isOnLine(line: PdfLine, { x, y, size }: { x: number; y: number; size: number }): boolean {
  const largest = Math.max(line.size, size);
  const isRaised = Math.abs(line.size - size) > 0.15 * largest;
  const shift = Math.abs(y - line.y) / largest;
  if (shift > (isRaised ? BASELINE_SHIFT : 0.25)) return false;
  return x >= line.endX - largest;
}

function findGap(line: PdfLine, x: number): string {
  if (line.text === '') return '';
  const gap = (x - line.endX) / line.size;
  if (gap > CELL_GAP) return LABEL.test(line.text.trim()) ? ' ' : '\t';
  return gap > WORD_GAP && !/\s$/.test(line.text) ? ' ' : '';
}
