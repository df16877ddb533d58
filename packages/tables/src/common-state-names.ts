import { iso31661 } from 'iso-3166';
import { findStateByName } from './state-value.ts';

/**
 * Names of states in tables that neither CLDR nor ISO 3166 has. A proposal lists each with its code, so
 * that a person reads it. A name of two states, or one that takes a side in a dispute, is not here.
 */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  BLR: ['Belorussia', 'Byelorussia'],
  CAF: ['Central African Rep'],
  CIV: ['Ivory Coast'],
  COD: ['DRC', 'Congo Kinshasa', 'Congo DR', 'Dem Rep of the Congo', 'Dem Rep Congo'],
  COG: ['Congo Brazzaville', 'Congo Rep', 'Rep of the Congo'],
  CPV: ['Cape Verde', 'Cape Verde Islands'],
  CZE: ['Czech Republic', 'Czech Rep'],
  DDR: ['GDR', 'German Democratic Republic', 'German Dem Rep'],
  DEU: ['FRG', 'Federal Republic of Germany', 'Fed Rep of Germany', 'West Germany'],
  DOM: ['Dominican Rep'],
  GBR: ['Great Britain', 'UK', 'Britain', 'United Kingdom of Great Britain'],
  IRN: ['Persia'],
  KHM: ['Kampuchea', 'Democratic Kampuchea'],
  KOR: ['South Korea', 'ROK', 'Rep of Korea', 'Korea South', 'Korea Rep'],
  LAO: ['Lao PDR'],
  LKA: ['Ceylon'],
  MKD: ['The former Yugoslav Republic of Macedonia', 'FYROM', 'TFYR of Macedonia'],
  NLD: ['Holland'],
  PRK: ['North Korea', 'DPRK', 'Dem Peoples Rep of Korea', 'Korea North'],
  RUS: ['Russian Fed'],
  SUN: ['Union of Soviet Socialist Republics'],
  SWZ: ['Swaziland'],
  SYR: ['Syrian Arab Rep'],
  THA: ['Siam'],
  TLS: ['East Timor'],
  TUR: ['Turkey'],
  TZA: ['United Rep of Tanzania'],
  UKR: ['Ukrainian SSR'],
  USA: ['US', 'USA', 'United States of America'],
  VAT: ['Vatican', 'Vatican City'],
};

/** Returns a name in lower case without accents and marks, and with whole words. */
const foldName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^the /, '')
    .replace(/\bst (?=\p{L})/gu, 'saint ')
    .trim();

const NAMES_BY_LANGUAGE = new Map<string, ReadonlyMap<string, string>>();

/** Returns the codes by the folded names of CLDR and other common names: `uk`, `burma`. */
export function listCommonNames(language: string): ReadonlyMap<string, string> {
  const known = NAMES_BY_LANGUAGE.get(language);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  const add = (name: string | undefined, code: string): void => {
    const folded = name === undefined ? '' : foldName(name);
    if (folded !== '' && !names.has(folded)) names.set(folded, code);
  };
  for (const tag of new Set([language, 'en'])) {
    for (const style of ['long', 'short', 'narrow'] as const) {
      const display = new Intl.DisplayNames(tag, { type: 'region', style, fallback: 'none' });
      for (const { alpha2, alpha3 } of iso31661) add(display.of(alpha2), alpha3);
    }
  }
  for (const [code, others] of Object.entries(OTHER_NAMES))
    for (const name of others) add(name, code);
  NAMES_BY_LANGUAGE.set(language, names);
  return names;
}

/** Returns the code of a state by a name that the import reads only if it is listed. */
export const findCommonName = (name: string, language: string): string | undefined =>
  listCommonNames(language).get(foldName(name));

/** Returns the code of a state by its name in a list of CLDR or ISO 3166, or by a common one. */
export const findListedState = (name: string, language: string): string | undefined =>
  findStateByName(name, 'alpha-3') ?? findCommonName(name, language);
