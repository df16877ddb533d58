const SHORT = `["']?([\\p{Lu}\\d][\\p{L}\\d&-]*(?:\\s[\\p{Lu}\\d][\\p{L}\\d&-]*){0,2})["']?`;
/** Some agencies have slashes for brackets: "Союз гаваней /СГ/". */
const ABBREVIATION = new RegExp(`\\s?[(（]${SHORT}[)）]|\\s/(\\p{Lu}{2,8})/`, 'uy');
/** "SOM3" is the third meeting of the SOM; "G7" is a name. */
const SERIES_NUMBER = /(?<=\p{Lu}{2})[ -]?\d{1,3}$/u;
/** Words between a part and its owner. */
export const JOINTS = / (?:(?:of|for|on) (?:[Tt]he )?|de la |de l'|du |des |de |d')/gu;
/** Letters of an abbreviation that one word may have beside its first. */
const LETTERS_MAX = 2;
const SPELLED_MAX = 12;
/** Words that an abbreviation leaves out. */
export const SMALL = /^(?:of|the|for|and|on|in|de|la|du|des|et|le|les|по|и|в|l|d|s)$/i;
/** Words between the parts of a name that most abbreviations leave out, and some do not. */
const LINKS = /^(?:pour|sur|en|au|aux|à|dans|entre|to|in|with|against|contre)$/i;
/** An abbreviation of an organization before a name; those of states are left out. */
export const OWNED =
  /^(?!(?:UK|US|USA|UAE|DPRK|DRC|ROK)\s)(?<short>\p{Lu}[\p{Lu}\d]{1,7})\s(?<part>\p{Lu}\p{Ll}+(?:\s.+)?)$/u;

/** An abbreviation within a name: "Совет капитанов (СК) государств-членов Союза". */
export const INNER_SHORT = / \((\p{Lu}{2,8})\)/gu;

/** Returns the form of an abbreviation after which a name goes on with its owner. */
export function toInnerShort(owner: string, nouns: readonly string[]): string {
  const owners = ['государств', 'стран', '\\p{Lu}{2,8}', ...nouns].join('|');
  return `\\s\\(\\p{Lu}{2,8}\\)(?=\\s(?:(?:${owners})(?!\\p{L})|${owner}))`;
}

/** Returns the abbreviation in brackets at a place of a text, without the number of a meeting. */
export function readAbbreviation(text: string, at: number): string | undefined {
  ABBREVIATION.lastIndex = at;
  const match = ABBREVIATION.exec(text);
  const found = (match?.[1] ?? match?.[2])?.replace(SERIES_NUMBER, '');
  return found !== undefined && /\p{Lu}{2}/u.test(found) ? found : undefined;
}

/** Returns the end of the abbreviation in brackets at a place of a text. */
export function endOfAbbreviation(text: string, at: number): number {
  ABBREVIATION.lastIndex = at;
  return at + (ABBREVIATION.exec(text)?.[0].length ?? 0);
}

/** Returns the words before the part of a name that an abbreviation stands for, and that part. */
export function splitAt(
  abbreviation: string,
  name: string,
): { readonly head?: string; readonly rest?: string } {
  // In Russian no words are between the parts: "Совет Структуры".
  const joints = /\p{Script=Cyrillic}/u.test(name) ? / /gu : JOINTS;
  for (const { index, 0: joint } of name.matchAll(joints)) {
    const rest = name.slice(index + joint.length);
    if (isAbbreviationOf(abbreviation, rest)) return { head: name.slice(0, index), rest };
  }
  return {};
}

/**
 * Returns whether a name is an abbreviation, and another the capitalized words that it stands for.
 */
export function isSpelledOwner(short: string, long: string): boolean {
  return (
    /^\p{Lu}{2,8}$/u.test(short) && /^\p{Lu}\p{Ll}/u.test(long) && isAbbreviationOf(short, long)
  );
}

/** Returns whether an abbreviation has the initials of a name, in any order of its parts. */
export function isAbbreviationOf(abbreviation: string, whole: string): boolean {
  // "SOC" is the "UH Senior Officials Committee" too.
  const name =
    abbreviation.length > 1 && !whole.startsWith(abbreviation[0] ?? '')
      ? (OWNED.exec(whole)?.groups?.['part'] ?? whole)
      : whole;
  const words = name.split(/[\s'-]+/);
  const sort = (letters: readonly string[]): string => letters.toSorted().join('');
  const toInitials = (some: readonly string[]): string =>
    sort(some.map((word) => word[0]?.toUpperCase() ?? ''));
  const given = [...abbreviation.toUpperCase()].filter((one) => /\p{L}/u.test(one));
  const letters = sort(given);
  // "ECOWAS" has the "of" of its name.
  const long = words.filter((word) => !SMALL.test(word));
  const main = long.filter((word) => !LINKS.test(word));
  return [main, long, words].some((some) => letters === toInitials(some)) || isSpelled(given, long);
}

/** Returns whether letters are in the words in their order, with the first letter of each word. */
function isSpelled(letters: readonly string[], [word, ...others]: readonly string[]): boolean {
  if (word === undefined || letters.length > SPELLED_MAX) return letters.length === 0;
  const [first, ...rest] = letters;
  if (first === undefined || first !== word[0]?.toUpperCase()) return false;
  // A long word may have more letters: "антитеррористической" is AT.
  let at = 1;
  for (let count = 0; count <= Math.min(rest.length, LETTERS_MAX); count += 1) {
    if (isSpelled(rest.slice(count), others)) return true;
    at = word.toUpperCase().indexOf(rest[count] ?? '\n', at) + 1;
    if (at === 0) return false;
  }
  return false;
}

const SHORT_JOINTS = [" de l'", ' de la ', ' du ', ' des '];

/** Returns the shorter names of a body whose owner has an abbreviation: "Conseil de l'UP". */
export function listShortened(name: string, abbreviation: string): readonly string[] {
  return [...name.matchAll(JOINTS)].flatMap(({ index, 0: joint }) =>
    joint.startsWith(' d') && name[index + joint.length] === abbreviation[0]
      ? SHORT_JOINTS.map((short) => `${name.slice(0, index)}${short}${abbreviation}`)
      : [],
  );
}
