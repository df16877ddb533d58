import type { DocumentContent } from './document-content.ts';
import type { PdfLine } from './pdf-lines.ts';
import { TextComposer } from './text-composer.ts';

const ENDS_SENTENCE = /[.!?:;][)"'’”»\]]*$/;
const ENDS_CLAUSE = /[.!?:;,][)"'’”»\]]*$/;
const BEGINS_POINT = /^(?:\(?(?:\d{1,3}|[a-z]{1,4}|[A-Z])[.)]|[-–—•▪*])\s/u;
const BEGINS_SMALL = /^[\p{Ll}(]/u;
const BROKEN_WORD = /(\p{L}{2,})[-\u2010\u00ad]$/u;
const FIRST_WORD = /^\p{Ll}[\p{L}]*/u;
const HYPHENATED = /\p{L}{2,}-\p{L}+/gu;

/** A paragraph begins after a gap of so many usual gaps between lines. */
const GAP_MIN = 1.35;
/** Fonts of one paragraph differ by less than this share. */
const SIZE_SHARE = 0.12;
/** A line that ends before this share of the width ends its paragraph. */
const SHORT_SHARE = 0.8;

/** Writes the lines of all pages as paragraphs. A broken word is one word again. */
export function writeParagraphs(
  lines: readonly PdfLine[],
  known: Partial<Pick<DocumentContent, 'title' | 'language'>>,
): DocumentContent {
  const composer = new TextComposer();
  const layout = measureLayout(lines);
  const compounds = new Set(
    lines.flatMap(({ text }) => text.toLowerCase().match(HYPHENATED) ?? []),
  );
  let startPage: number | undefined;
  let left = Infinity;
  for (const [index, line] of lines.entries()) {
    const last = lines[index - 1];
    const goesOn = last !== undefined && continues(last, line, { ...layout, left });
    if (!goesOn) {
      composer.endParagraph({ page: startPage });
      startPage = line.page;
      left = Infinity;
    }
    left = Math.min(left, line.x);
    const next = lines[index + 1];
    if (goesOn && last.page !== line.page) composer.turnPage(line.page);
    writeLine(composer, line.text, next === undefined ? '' : next.text, compounds);
  }
  composer.endParagraph({ page: startPage });
  return composer.finish(known);
}

/** The usual gap between lines, by the size of the font, and the right edge of the text. */
interface PdfLayout {
  readonly gap: number;
  readonly right: number;
}

function measureLayout(lines: readonly PdfLine[]): PdfLayout {
  const gaps = lines.flatMap((line, index) => {
    const last = lines[index - 1];
    if (last === undefined || last.page !== line.page) return [];
    const gap = (last.y - line.y) / line.size;
    return gap > 0.5 && gap < 3 ? [gap] : [];
  });
  const ends = lines.map(({ endX }) => endX).toSorted((a, b) => a - b);
  return {
    // Paragraphs have several lines, so the smaller gaps are those within them.
    gap: gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 4)] ?? 1.2,
    right: ends[Math.floor(ends.length * 0.9)] ?? 0,
  };
}

/** Returns whether a line goes on with the paragraph of the line before it. */
function continues(
  last: PdfLine,
  line: PdfLine,
  { gap, right, left }: PdfLayout & { readonly left: number },
): boolean {
  if (Math.abs(last.size - line.size) > SIZE_SHARE * Math.max(last.size, line.size)) return false;
  if (last.text.includes('\t') || line.text.includes('\t')) return false;
  if (BEGINS_POINT.test(line.text)) return false;
  const isNextColumn = last.page !== line.page || line.y > last.y + line.size;
  if (isNextColumn)
    return BEGINS_SMALL.test(line.text) || BROKEN_WORD.test(last.text)
      ? !ENDS_SENTENCE.test(last.text)
      : !ENDS_CLAUSE.test(last.text) && last.endX > right * SHORT_SHARE;

  if ((last.y - line.y) / line.size > gap * GAP_MIN) return false;
  const isIndented = line.x > left + line.size * 0.8;
  if (isIndented && ENDS_CLAUSE.test(last.text)) return false;
  const isShort = last.endX < right * SHORT_SHARE;
  return !isShort || (BEGINS_SMALL.test(line.text) && !ENDS_SENTENCE.test(last.text));
}

/** Writes a line, and a space unless its last word goes on in the next line. */
function writeLine(
  composer: TextComposer,
  text: string,
  next: string,
  compounds: ReadonlySet<string>,
): void {
  const broken = BROKEN_WORD.exec(text)?.[1];
  const rest = FIRST_WORD.exec(next)?.[0];
  const cells = broken === undefined || rest === undefined ? text : text.slice(0, -1);
  for (const [index, cell] of cells.split('\t').entries()) {
    if (index > 0) composer.writeSpace('\t');
    composer.write(cell);
  }
  if (broken === undefined || rest === undefined) composer.writeSpace(' ');
  // "well-known" is written so elsewhere, and "break-water" is not.
  else if (compounds.has(`${broken}-${rest}`.toLowerCase())) composer.write('-');
}
