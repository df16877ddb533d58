import type { PdfLine } from './pdf-lines.ts';

/** A page with its lines, and its height in points. */
export interface PdfPage {
  readonly lines: readonly PdfLine[];
  /** The lower and the upper edge. */
  readonly bottom: number;
  readonly top: number;
}

const LENGTH_MAX = 200;
const NUMBERS_MAX = 6;
/** Headers and footers are within this share of the height, at the edges. */
const MARGIN = 0.12;
/** They are on this share of the pages; left and right pages have different ones. */
const PAGES_SHARE = 0.3;
/** Their places differ by less than this, in points. */
const PLACE_STEP = 6;

/**
 * Returns the lines of each page without headers and footers: lines near an edge that other pages have
 * at the same place, with the same words except for the number of the page.
 */
export function removeFurniture(pages: readonly PdfPage[]): readonly (readonly PdfLine[])[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const keys = new Set(page.lines.filter((line) => isNearEdge(line, page)).flatMap(listKeys));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const least = Math.max(2, Math.ceil(pages.length * PAGES_SHARE));
  return pages.map((page) =>
    page.lines.filter((line) => {
      if (!isNearEdge(line, page)) return true;
      return listKeys(line).every((key) => (counts.get(key) ?? 0) < least);
    }),
  );
}

function isNearEdge({ y }: PdfLine, { bottom, top }: PdfPage): boolean {
  const margin = (top - bottom) * MARGIN;
  return y < bottom + margin || y > top - margin;
}

/** Returns the line as it is, and with each of its numbers as the number of the page. */
function listKeys({ text, y, page }: PdfLine): readonly string[] {
  const place = Math.round(y / PLACE_STEP);
  const words = text.slice(0, LENGTH_MAX).replace(/\s+/g, ' ');
  const numbers = [...words.matchAll(/\d{1,6}/g)].slice(0, NUMBERS_MAX);
  const numbered = numbers.map(({ 0: number, index }) => {
    const rest = words.slice(index + number.length);
    return `${words.slice(0, index)}#${Number(number) - page}#${rest}`;
  });
  return [words, ...numbered].map((key) => `${place} ${key}`);
}
