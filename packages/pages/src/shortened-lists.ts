import { joinWords } from './words/list-words.ts';
import type { Fields } from './fields.ts';
import type { PageBlock } from './page-block.ts';

/** How the sentence about shortened lists names them. */
interface ShortenedWords {
  readonly names?: Readonly<Record<string, string>>;
  /** Lists that are not among the sections of the page. */
  readonly unshown?: readonly string[];
}

/** Names the lists of which a page shows the last items only. */
export function buildShortened(
  page: Fields,
  { names = {}, unshown = [] }: ShortenedWords = {},
): readonly PageBlock[] {
  const shown = page
    .list('shortened')
    .map(String)
    .filter((name) => !unshown.includes(name))
    .map((name) => names[name] ?? name);
  if (shown.length === 0) return [];
  const text = `Of the ${joinWords(shown)}, this page has the last. Their lists have all.`;
  return [{ kind: 'paragraph', text }];
}
