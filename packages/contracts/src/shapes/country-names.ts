import { iso31661, iso31663 } from 'iso-3166';

/** The lists of country names: the short names that people use, or the names of ISO 3166. */
export const COUNTRY_NAME_LISTS = ['short', 'iso'] as const;
export type CountryNameList = (typeof COUNTRY_NAME_LISTS)[number];

/** ISO 3166 has no code for Kosovo. Most organizations use this code, which ISO leaves to users. */
const KOSOVO_CODE = 'XKX';

/**
 * Names that differ from CLDR, which the runtime contains, and for former states from ISO 3166-3.
 * A name is here if the other one is ambiguous, an abbreviation, not in use, or takes a side in a
 * dispute. The code and the name of Palestine are those of CLDR and of ISO without `State of`.
 */
const OTHER_SHORT_NAMES: Readonly<Record<string, string>> = {
  BIH: 'Bosnia and Herzegovina',
  CCK: 'Cocos (Keeling) Islands',
  COD: 'DR Congo',
  COG: 'Republic of the Congo',
  FLK: 'Falkland Islands (Malvinas)',
  GBR: 'United Kingdom',
  SGS: 'South Georgia and the South Sandwich Islands',
  USA: 'United States',
  VAT: 'Holy See',
  VCT: 'Saint Vincent and the Grenadines',
  // Former states.
  DDR: 'East Germany',
  NTZ: 'Saudi–Iraqi Neutral Zone',
  PCI: 'Trust Territory of the Pacific Islands',
  SUN: 'Soviet Union',
  VDR: 'North Vietnam',
  YMD: 'South Yemen',
};

/** Names that differ from ISO 3166-1: its own takes a side in a dispute. */
const OTHER_ISO_NAMES: Readonly<Record<string, string>> = { TWN: 'Taiwan' };

const cldrNames = new Intl.DisplayNames('en', { type: 'region', style: 'short', fallback: 'none' });

/** Returns the name of CLDR without its abbreviations: `Saint Lucia` for `St. Lucia`. */
function findCldrName(alpha2: string): string | undefined {
  return cldrNames
    .of(alpha2)
    ?.replace(/^St\. /, 'Saint ')
    .replace(' & ', ' and ')
    .replace('’', "'");
}

/** Returns a name of ISO in the order of speech: `Republic of Korea` for `Korea, Republic of`. */
function toReadingOrder(name: string): string {
  return name.replace(/^([^,]+), ((?:.+ )?of(?: the)?|Democratic|Metropolitan)$/, '$2 $1');
}

const present = iso31661.map(({ alpha2, alpha3, name }) => ({
  code: alpha3,
  short: findCldrName(alpha2) ?? name,
  iso: name,
}));
const former = iso31663.map(({ from }) => ({
  code: from.alpha3,
  short: toReadingOrder(from.name),
  iso: from.name,
}));
const kosovo = { code: KOSOVO_CODE, short: 'Kosovo', iso: 'Kosovo' };

// A present state comes last: a former territory has the code of a present one.
const countries = [...former, ...present, kosovo];

const NAMES: Readonly<Record<CountryNameList, ReadonlyMap<string, string>>> = {
  short: new Map(countries.map(({ code, short }) => [code, OTHER_SHORT_NAMES[code] ?? short])),
  iso: new Map(
    countries.map(({ code, iso }) => [code, OTHER_ISO_NAMES[code] ?? toReadingOrder(iso)]),
  ),
};

let chosenList: CountryNameList = 'short';

/** Chooses the list of country names for this process; it is called once, at the start. */
export function chooseCountryNames(list: CountryNameList): void {
  chosenList = list;
}

/**
 * Returns the name of a present (ISO 3166-1) or former state (3166-3), or of Kosovo, from the
 * chosen list; undefined for other codes.
 */
export function findCountryName(
  code: string,
  list: CountryNameList = chosenList,
): string | undefined {
  return NAMES[list].get(code);
}

/**
 * Returns whether a text is the code of a state: one with a name, or one of the codes `XAA` to
 * `XXZ`, which ISO leaves to users. `XKK` is a second code of Kosovo, so it is none.
 */
export function isCountryCode(code: string): boolean {
  return NAMES.iso.has(code) || (/^X[A-X][A-Z]$/.test(code) && code !== 'XKK');
}

/** Returns the names of every state by its code: the short one first, then that of ISO. */
export function listCountryNames(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...NAMES.short].map(([code, short]) => [
      code,
      [...new Set([short, NAMES.iso.get(code) ?? short])],
    ]),
  );
}
