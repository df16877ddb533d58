import { wrapText } from '../wrap-text.ts';

/** A part of a page of text. */
export type PageBlock =
  | { readonly kind: 'title'; readonly text: string; readonly note: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly level?: number }
  | { readonly kind: 'item'; readonly text: string; readonly level?: number };

/** The look of a page. */
export interface PageStyle {
  /** The width of a line; Infinity without a terminal, where a paragraph is one line. */
  readonly width: number;
  emphasize(text: string): string;
  subdue(text: string): string;
}

const INDENT = '  ';
const BULLET = '- ';
/** The text is not narrower, however deep it is indented. */
const TEXT_WIDTH_MIN = 20;

/** Returns the lines of a page. Text below a heading is indented; lists have a hanging indent. */
export function renderPage(blocks: readonly PageBlock[], style: PageStyle): readonly string[] {
  return blocks.flatMap((block, n) => [
    ...(needsSpace(blocks[n - 1], block) ? [''] : []),
    ...renderBlock(block, style),
  ]);
}

/** A blank line is around the sentences that introduce a page. Sections follow one another. */
function needsSpace(before: PageBlock | undefined, { kind }: PageBlock): boolean {
  if (before === undefined) return false;
  return before.kind === 'title' || kind === 'title' || isIntroduction(before, kind);
}

function isIntroduction(before: PageBlock, kind: PageBlock['kind']): boolean {
  return before.kind === 'paragraph' && before.level === undefined && kind === 'heading';
}

function renderBlock(block: PageBlock, style: PageStyle): readonly string[] {
  switch (block.kind) {
    case 'title':
      return [
        ...wrapText(block.text, style.width).map((line) => style.emphasize(line)),
        ...wrapText(block.note, style.width).map((line) => style.subdue(line)),
      ];
    case 'heading':
      return [style.emphasize(block.text.toUpperCase())];
    case 'paragraph':
      return hang('', block, style.width);
    case 'item':
      return hang(BULLET, block, style.width);
  }
}

/** Returns a text whose first line begins with a mark, and whose other lines are aligned with it. */
function hang(
  mark: string,
  { text, level = 0 }: { readonly text: string; readonly level?: number },
  width: number,
): readonly string[] {
  const indent = INDENT.repeat(level);
  const textWidth = Math.max(width - indent.length - mark.length, TEXT_WIDTH_MIN);
  return wrapText(text, textWidth).map(
    (line, n) => indent + (n === 0 ? mark : ' '.repeat(mark.length)) + line,
  );
}
