import { type CountryValue, findCountryName } from '@rapporteur/contracts';

/** Words of a country's name that make an article necessary: `the United States`. */
const ARTICLE_NOUN =
  /\b(?:Republic|Kingdom|States?|Emirates|Federation|Union|Islands|Territor(?:y|ies)|Zone|Antilles|S?SSR|USSR|Netherlands|Philippines|Maldives|Gambia|Bahamas|Comoros|Holy See|Isle of Man|New Hebrides|French Afars)\b/;

/** Returns the name of a country in a sentence: `the United States`, `Kyrgyzstan`. */
function addCountryArticle(name: string): string {
  return ARTICLE_NOUN.test(name) && !/^the /i.test(name) ? `the ${name}` : name;
}

/** Words of official names that say nothing about who governs or speaks. */
const OFFICIAL_WORDS =
  /\b(?:the|of|and|republic|kingdom|states?|federal|federation|federative|federated|confederation|union|people'?s|democratic|socialist|islamic|arab|united|plurinational|bolivarian|hashemite|sultanate|principality|grand|duchy|commonwealth|former|great|country|side|delegation)\b/g;

/** Adjectives and abbreviations in names of countries that do not begin like the short name. */
const OTHER_STEMS: Readonly<Record<string, string>> = {
  america: 'USA',
  britain: 'GBR',
  dprk: 'PRK',
  drc: 'COD',
  french: 'FRA',
  hellenic: 'GRC',
  korea: 'KOR',
  prc: 'CHN',
  rok: 'KOR',
  soviet: 'SUN',
  swiss: 'CHE',
  uae: 'ARE',
  uk: 'GBR',
  us: 'USA',
  usa: 'USA',
  ussr: 'SUN',
  vatican: 'VAT',
};

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

/**
 * Returns whether a name as written says more than the name of the state: `Tajik authorities`,
 * `Islamic Emirate of Afghanistan`, `Beijing`. Official names and those in other scripts do not.
 */
function isOtherName(nameAsWritten: string, code: string): boolean {
  const written = fold(nameAsWritten);
  if (!/[a-z]/.test(written)) return false;
  const names = (['short', 'iso'] as const).flatMap((list) => findCountryName(code, list) ?? []);
  if (names.length === 0 || names.some((name) => fold(name) === written.replace(/^the /, '')))
    return false;

  const known = names.flatMap((name) => fold(name).match(/[a-z]+/g) ?? []);
  return (written.replace(OFFICIAL_WORDS, ' ').match(/[a-z]+/g) ?? []).some((word) => {
    const isStem = known.some(
      (name) => name.startsWith(word) || (word.length >= 4 && name.startsWith(word.slice(0, 4))),
    );
    return !isStem && OTHER_STEMS[word] !== code;
  });
}

/** Returns a state by its name, with its name as written if that says something else. */
export function formatState(code: string, nameAsWritten: string | null): string {
  const name = findCountryName(code);
  if (name === undefined) return nameAsWritten ?? 'an unnamed state';
  const other = nameAsWritten !== null && isOtherName(nameAsWritten, code);
  const written = other ? ` (“${nameAsWritten.replace(/^the /i, '')}”)` : '';
  return `${addCountryArticle(name)}${written}`;
}

/** Returns the state of a place, which needs no name as written unless it differs. */
export const formatCountry = ({ code, nameAsWritten }: CountryValue): string =>
  formatState(code, nameAsWritten);
