import type { TextParagraph } from './document-content.ts';

/** The place of words in the document as it was published. */
export interface DocumentPlace {
  /** The page, from 1; undefined in a format without pages. */
  readonly page: number | undefined;
  /** The paragraph of the text, from 1. */
  readonly paragraph: number;
  /** The element of the mark-up; undefined in a format without mark-up. */
  readonly element: string | undefined;
}

/**
 * Returns the places of the words between two code points: one for each paragraph that they touch,
 * and one more for each page on which a paragraph goes on.
 */
export function findPlaces(
  paragraphs: readonly TextParagraph[],
  start: number,
  end: number,
): readonly DocumentPlace[] {
  const places: DocumentPlace[] = [];
  for (let at = findFirstEndAfter(paragraphs, start); at < paragraphs.length; at += 1) {
    const paragraph = paragraphs[at];
    if (paragraph === undefined || paragraph.start >= end) break;
    for (const page of listPages(paragraph, start, end))
      places.push({ page, paragraph: at + 1, element: paragraph.element });
  }
  return places;
}

/** Returns the pages of the words of a paragraph between two code points. */
function listPages(
  { start: from, page, pageStarts }: TextParagraph,
  start: number,
  end: number,
): readonly (number | undefined)[] {
  const parts = [{ start: from, page }, ...pageStarts];
  return parts
    .filter((part, n) => part.start < end && (parts[n + 1]?.start ?? Infinity) > start)
    .map((part) => part.page);
}

function findFirstEndAfter(paragraphs: readonly TextParagraph[], start: number): number {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((paragraphs[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}
