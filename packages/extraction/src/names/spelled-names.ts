import { toCueSource } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';

/** "Council of Ministers of the": the words between a body and its owner. */
const OWNED_MAX = 8;
const WORDS_MAX = 14;

/**
 * Returns the form of a name that its abbreviation ends, whatever words it has: "Conférence sur la
 * région des Deux Rives (CRDR)", also that of an owner. The first letters agree, and no word of it is a
 * verb. Undefined for a language without the slot `spelledWord`.
 */
export function createSpelledName(
  nouns: readonly string[],
  { slots, words, approvals, statements }: LanguageFile,
): string | undefined {
  const form = slots['spelledWord'];
  if (form === undefined) return undefined;
  const listed = [...Object.values(approvals), ...Object.values(statements)].flat();
  const verbs = [...listed, ...(words['clauseVerbs'] ?? [])].filter((verb) => !verb.includes(' '));
  const word = `\\s(?!${toCueSource(verbs)})${form}`;
  const initials = new Set(nouns.map((noun) => noun.charAt(0)));
  const whole = [...initials].map((initial) => {
    const own = nouns.filter((noun) => noun.startsWith(initial)).join('|');
    return `(?:${own})(?:${word}){1,${WORDS_MAX}}(?=\\s\\(${initial}\\p{Lu}{1,9}\\))`;
  });
  const owner = slots['ofthe'] ?? '(?!)';
  return `(?:(?:${nouns.join('|')})(?:${word}){0,${OWNED_MAX}}?\\s${owner})?(?:${whole.join('|')})`;
}
