import type { BodyRegister, NamedBody } from './body-names.ts';
import { joinForms } from '../language/cues.ts';
import type { LanguageFile } from '../language/language-file.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { listMatches, SearchExpression } from '../search/search-expression.ts';

/** The last of the capitalized words that go on. */
export const LAST_CAPITAL = /^(?: \p{Lu}[\p{L}-]+){0,4}? (\p{Lu}[\p{L}-]+)(?![\p{L}-]| \p{Lu})/u;
/** One or two: the second may be that of the owner. */
const ABBREVIATION = /(?<![\p{L}(])\p{Lu}{2,10}(?:\s\p{Lu}{2,10})?(?![\p{L})])/gu;

const HEREINAFTER =
  /^(?:\s?\((?:hereinafter|hereafter|ci-après)[^()]{0,60}\)|,\s(?:hereinafter|hereafter|ci-après)[^,;()]{0,60},)/;

/** Returns the end of a name with the aside after it: "(hereinafter the Union)". */
export function skipAside(text: string, end: number): number {
  return end + (HEREINAFTER.exec(text.slice(end, end + 80))?.[0].length ?? 0);
}

/** Finds the abbreviations of bodies that the text has introduced. */
export function findAbbreviations(
  text: string,
  register: BodyRegister,
): readonly (UnitSpan & { readonly body: NamedBody; readonly name: string })[] {
  return listMatches(text, ABBREVIATION).flatMap(({ 0: name, index }) => {
    const whole = register.find(name);
    if (whole !== undefined) return [{ body: whole, name, start: index, end: index + name.length }];
    const words = name.split(' ');
    return words.flatMap((word, at) => {
      const body = words.length > 1 ? register.find(word) : undefined;
      const start = index + (at === 0 ? 0 : name.length - word.length);
      return body === undefined ? [] : [{ body, name: word, start, end: start + word.length }];
    });
  });
}

/** Returns an adjective before the noun in its first case: "Высшего" is "Высший". */
export function toNominative(
  word: string,
  noun: string,
  adjectives: readonly (readonly [string, string])[],
): string {
  const pair = adjectives.find(([ending]) => word.endsWith(ending));
  const first = pair === undefined ? word : word.slice(0, -pair[0].length) + pair[1];
  return /[ое]$/u.test(noun) ? first.replace(/[ыи]й$/u, 'ое') : first;
}

/** "Port League's Council" is the Port League Council. */
export function joinOwnerNoun(name: string, nouns: ReadonlyMap<string, unknown>): string {
  if (!name.includes("'s ")) return name;
  return name.replace(/(\p{L}+)'s(?= \p{Lu})/u, (owner, noun: string) =>
    nouns.has(noun) ? noun : owner,
  );
}

/** Returns the form of a name whose noun has its words after it: "Conseil des ports de l'Union". */
export function toTailForm(
  nouns: readonly string[],
  sessions: readonly string[],
  { tail, spelled = '(?!)' }: { readonly tail: string; readonly spelled: string | undefined },
): SearchExpression {
  // "Conseil extraordinaire de l'Union": the kind of session is no part of the name.
  const rest = `(?:\\s(?:${sessions.join('|') || '(?!)'}))?${tail}`;
  // A noun in small letters begins a name only if an abbreviation ends it: "le conseil des ports de
  // l'UP".
  const ending = "(?:\\s\\(\\p{Lu}{2,9}\\)|(?<=[\\s']\\p{Lu}{2,9})(?!\\p{L}))";
  const small = nouns.map((noun) => noun.toLowerCase()).join('|');
  return new SearchExpression(
    `(?<!\\p{L})(?:${spelled}|(?:${nouns.join('|')}|(?:${small})(?=${rest}${ending}))${rest})`,
  );
}

/**
 * Returns the words with which no name goes on: those of the language file, and the first word of each
 * adverb and verb: "Совета самым решительным образом осудили", "Совет вновь подтвердил".
 */
export function toNameStop({ words, slots, ...verbs }: LanguageFile): string {
  const { statements, condemnations, approvals } = verbs;
  const told = [statements, condemnations, approvals].flatMap((lists) =>
    Object.values(lists).flat(),
  );
  const first = [...told, ...(words['adverbs'] ?? [])].map(
    (phrase) => phrase.split(' ', 1)[0] ?? '',
  );
  const stops = [...new Set([...(words['nameStops'] ?? []), ...first])].map((word) => [...word]);
  return `(?:${joinForms(stops)}(?!\\p{L})|${slots['bodyStop'] ?? '(?!)'}(?!\\p{L}))`;
}
