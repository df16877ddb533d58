import type { PageBlock } from '@rapporteur/pages';
import type { OutputLine } from '../output.ts';
import { wrapText } from '../wrap-text.ts';

const INDENT = '  ';
const BULLET = '- ';
/** The text is not narrower, however deep it is indented. */
const TEXT_WIDTH_MIN = 20;

/**
 * Returns the lines of a page, none wider than `width`: Infinity without a terminal, where a
 * paragraph is one line. Text below a heading is indented; lists have a hanging indent.
 */
export function renderPage(blocks: readonly PageBlock[], width: number): readonly OutputLine[] {
  return blocks.flatMap((block, n) => [
    ...(needsSpace(blocks[n - 1], block) ? [''] : []),
    ...renderBlock(block, width),
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

function renderBlock(block: PageBlock, width: number): readonly OutputLine[] {
  switch (block.kind) {
    case 'title':
      return [
        ...wrapText(block.text, width).map((text) => ({ style: 'bold', text }) as const),
        ...wrapText(block.note, width).map((text) => ({ style: 'dim', text }) as const),
      ];
    case 'heading':
      return [{ style: 'bold', text: block.text.toUpperCase() }];
    case 'paragraph':
      return hang('', block, width);
    case 'item':
      return hang(BULLET, block, width);
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
