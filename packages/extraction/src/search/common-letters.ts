/**
 * Classes of Unicode with the common characters that they have. A class of all alphabets has hundreds
 * of ranges, which are costly to compile and to search.
 */
const COMMON_LETTERS = 'A-Za-zªµºÀ-ÖØ-öø-ÿŒœЀ-џ一-鿿';
const COMMON_CLASSES: Readonly<Record<string, string>> = {
  '\\p{L}': COMMON_LETTERS,
  '\\p{Lu}': 'A-ZÀ-ÖØ-ÞŒЀ-Я',
  '\\p{Ll}': 'a-zµß-öø-ÿœа-џ',
  '\\p{N}': '0-9²³¹¼-¾',
  '\\p{Script=Han}': '一-鿿',
};

const FORMS = Object.entries(COMMON_CLASSES).map(([all, common]) => ({
  all: new RegExp(all, 'u'),
  common: new RegExp(`[${common}]`, 'u'),
}));

const SURROGATE = /[\ud800-\udfff]/;
/** A class of Unicode, another escape, or a bracket of a class. */
const TOKEN = /\\[pP]\{[^}]*\}|\\.|[[\]]/gsu;

/**
 * Returns whether the short classes differ for a UTF-16 unit: a letter of another alphabet, or a half
 * of a character.
 */
export function isRareUnit(unit: number): boolean {
  const character = String.fromCharCode(unit);
  if (SURROGATE.test(character)) return true;
  return FORMS.some(({ all, common }) => all.test(character) !== common.test(character));
}

/**
 * Returns the source of a regular expression with short classes. It has the same matches in a text
 * without rare units, if it does not ignore the case. (Test: "has the matches of … in common letters")
 */
export function toCommonSource(source: string): string {
  let isClass = false;
  return source.replace(TOKEN, (token) => {
    if (token === '[') isClass = true;
    else if (token === ']') isClass = false;
    const common = COMMON_CLASSES[token];
    if (common === undefined) return token;
    return isClass ? common : `[${common}]`;
  });
}
