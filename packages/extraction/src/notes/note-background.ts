import { onceByFile } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { NotePart } from './note-context.ts';
import { isSentence } from './note-title.ts';
import type { TextBlock } from '../text/prepared-text.ts';
import { SearchExpression } from '../search/search-expression.ts';

/** A block of a note, and the part that it belongs to. */
interface PartBlock {
  readonly block: TextBlock;
  readonly part: NotePart;
}

/** The words above or before a background. */
const getLabel = onceByFile(
  ({ slots }) => new SearchExpression(`^(?:${slots['background'] ?? '(?!)'})\\s?[:：.–—]?`, 'i'),
);

/**
 * Returns the blocks, those that only tell the reader of the past as background: the paragraph after
 * "For reference:", or all those below "Notes to editors" up to a heading.
 */
export function markBackground(
  blocks: readonly PartBlock[],
  file: LanguageFile,
): readonly PartBlock[] {
  const label = getLabel(file);
  let isSection = false;
  return blocks.map(({ block, part }) => {
    const found = label.exec(block.text)?.[0];
    isSection = found === block.text || (isSection && isSentence(block));
    const isParagraph = found !== undefined && /[:：.–—]$/u.test(found);
    return { block, part: isSection || isParagraph ? { ...part, isBackground: true } : part };
  });
}
