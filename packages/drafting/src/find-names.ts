import { listLongerStateNames } from './state-names.ts';
import { SourceText, type TextSpan } from './source-text.ts';

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;

/**
 * Returns the occurrences of a name as whole words. An occurrence within a longer name is none:
 * `Guinea` does not occur in "Guinea-Bissau". `longerNames` are names beside those of states.
 */
export function findNames(
  text: SourceText,
  name: string,
  longerNames: readonly string[] = [],
): readonly TextSpan[] {
  const longer = [...longerNames, ...listLongerStateNames(name)]
    .filter((other) => other !== name && other.includes(name))
    .flatMap((other) => text.find(other));

  return text
    .find(name)
    .filter((span) => isWholeWord(text, span))
    .filter((span) => !longer.some(({ start, end }) => start <= span.start && span.end <= end));
}

function isWholeWord(text: SourceText, { start, end }: TextSpan): boolean {
  const before = text.slice(start - 1, start) ?? '';
  const after = text.slice(end, end + 1) ?? '';
  return !WORD_CHARACTER.test(before) && !WORD_CHARACTER.test(after);
}

/**
 * Returns the longest of the names that the words contain, as the words spell it; the first of the
 * names if they contain none.
 */
export function chooseName(names: readonly string[], words: string): string | undefined {
  const text = new SourceText(words);
  for (const name of names.toSorted((a, b) => b.length - a.length)) {
    const [span] = findNames(text, name);
    if (span !== undefined) return text.slice(span.start, span.end)?.replace(/\s+/g, ' ');
  }
  return names[0];
}
