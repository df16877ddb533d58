import { toPairs } from '../language/word-forms.ts';
import type { LanguageFile } from '../language/language-file.ts';

/** Returns the places of the nouns of bodies in the words of a name. */
export type NounFinder = (words: readonly string[]) => readonly number[];

/** Some nouns name a body only after certain words: "the Joint Staff", but no "Chief of Staff". */
export function createNounFinder(
  { words }: LanguageFile,
  kinds: { readonly has: (noun: string) => boolean },
): NounFinder {
  const pairs = toPairs(words['nounsAfter']);
  const after = new Map(pairs.map(([noun, before]) => [noun, new Set(before.split(' '))]));
  return (name) =>
    name.flatMap((word, index) => {
      const isNoun = after.get(word)?.has(name[index - 1] ?? '') ?? true;
      return kinds.has(word) && isNoun ? [index] : [];
    });
}
