/** Returns `A, B and C`. */
export function joinWords(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** Returns the parts that exist, one after another. */
export function joinParts(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

/** Returns a phrase around a value, or null without a value. */
export function around(before: string, value: string | null, after = ''): string | null {
  return value === null ? null : before + value + after;
}

/** Returns a text with a capital at its start. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns whether two texts have the same letters and digits: `2025-2027` and `2025 to 2027`. */
export function isSameText(one: string, other: string): boolean {
  return foldText(one) === foldText(other);
}

/** Returns whether a text already says a phrase, whatever the signs between its words. */
export function includesText(text: string, phrase: string): boolean {
  return foldText(text).includes(foldText(phrase));
}

function foldText(text: string): string {
  return text.toLowerCase().replaceAll(/\bto\b|[^\p{L}\d]/gu, '');
}

/** Returns the words of the source in quotes; null if a text already says them. */
export function quoteNewWords(text: string, asWritten: string | null): string | null {
  return asWritten === null || includesText(text, asWritten) ? null : `“${asWritten}”`;
}

/** Returns a term such as `work-plan` in words. */
export function spellTerm(term: string): string {
  return term.replaceAll('-', ' ');
}
