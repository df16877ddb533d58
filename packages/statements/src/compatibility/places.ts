import { findCountryName, type Place } from '@rapporteur/contracts';
import { foldText } from '../fold-text.ts';
import type { StatementContext } from '../statement.ts';

const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Armenian',
  'Georgian',
  'Devanagari',
  'Bengali',
  'Thai',
  'Hangul',
  'Han',
  'Hiragana',
  'Katakana',
].map((script) => ({ script, pattern: new RegExp(`\\p{Script=${script}}`, 'u') }));

// These scripts separate no words.
const WITHOUT_SPACES = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/u;

function sharesScript(a: string, b: string): boolean {
  return SCRIPTS.some(({ pattern }) => pattern.test(a) && pattern.test(b));
}

function contains(outer: string, inner: string): boolean {
  if (WITHOUT_SPACES.test(inner)) return outer.includes(inner);
  return ` ${outer} `.includes(` ${inner} `);
}

/**
 * Returns the consonants of a name, written alike in the languages of one script, with the vowel
 * that it begins with: `lsbn` for Lisbon and Lissabon, `vn` for Vienna and Wien.
 */
function listConsonants(folded: string): string {
  return folded
    .replaceAll(/sch|sh|sz|x|z/g, 's')
    .replaceAll(/[cgkq]/g, 'k')
    .replaceAll(/ph|[fw]/g, 'v')
    .replaceAll(/(?<=.)[aeiouyhj\s]/g, '')
    .replaceAll(/(.)\1+/g, '$1');
}

/** Returns whether two names sound like one name in two languages: Lisbon and Lisboa. */
function soundsAlike(a: string, b: string): boolean {
  const [short = '', long = ''] = [listConsonants(a), listConsonants(b)].toSorted(
    (one, other) => one.length - other.length,
  );
  return (
    short === long ||
    (short.length > 2 && short.length + 1 === long.length && long.startsWith(short))
  );
}

/** Returns whether two names may name one place: equal, one within the other, or in two scripts. */
function isCompatibleName(a: string, b: string, context: StatementContext): boolean {
  const foldedA = foldText(a);
  const foldedB = foldText(b);
  if (foldedA === '' || foldedB === '' || !sharesScript(foldedA, foldedB)) return true;
  if (contains(foldedA, foldedB) || contains(foldedB, foldedA)) return true;

  const listNames = (name: string): readonly string[] =>
    [name, ...(context.listPlaceAliases?.(name) ?? [])].map(foldText);
  const namesB = new Set(listNames(b));
  return listNames(a).some((name) => namesB.has(name));
}

/** Returns whether the name of a place is only the name of the country of the other. */
function isNameOfCountry(name: string, { country }: Place): boolean {
  if (country === null) return false;
  const folded = foldText(name);
  return [country.nameAsWritten, findCountryName(country.code)].some(
    (countryName) => countryName != null && foldText(countryName) === folded,
  );
}

/**
 * Returns whether two places can be one: the same country or one without, and compatible names, or
 * names that sound alike if both state the country.
 * A former state is another state than its successor.
 */
export function isCompatiblePlace(a: Place, b: Place, context: StatementContext): boolean {
  if (a.country !== null && b.country !== null && a.country.code !== b.country.code) return false;
  if (a.name === null || b.name === null) return true;
  if (isNameOfCountry(a.name, b) || isNameOfCountry(b.name, a)) return true;
  // In one country, few cities sound alike.
  if (a.country !== null && b.country !== null && soundsAlike(foldText(a.name), foldText(b.name)))
    return true;
  return isCompatibleName(a.name, b.name, context);
}
