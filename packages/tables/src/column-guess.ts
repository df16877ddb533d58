import { findSimilarName } from '@rapporteur/contracts';
import { iso31661 } from 'iso-3166';
import { parseDateFormat } from './date-format.ts';
import { findStateByName } from './state-value.ts';
import type { ColumnProfile } from './table-profile.ts';

/** The part of the different cells that must be states. */
const STATES_SHARE_MIN = 0.7;
/** The part of the different cells that must be days of the calendar. */
const DAYS_SHARE_MIN = 0.75;
const FORMATS = [
  'YYYY-MM-DD',
  'D.M.YYYY',
  'D/M/YYYY',
  'M/D/YYYY',
  'D-M-YYYY',
  'M-D-YYYY',
  'YYYY/M/D',
  'D MMMM YYYY',
  'MMMM D, YYYY',
  'MMMM YYYY',
  'D-D MMMM YYYY',
  'D MMMM - D MMMM YYYY',
  'MMMM D-D, YYYY',
  'YYYY-YYYY',
  'YYYY',
];

/** The kind of a column, as its cells prove it. */
export type ColumnGuess =
  | {
      readonly kind: 'state';
      readonly codes: 'alpha-3' | 'alpha-2';
      /** Cells that need an entry in `values`. */
      readonly listed: ReadonlyMap<string, string>;
      /** Cells that a person must decide, with the most similar name. */
      readonly open: ReadonlyMap<string, string | undefined>;
    }
  | { readonly kind: 'date'; readonly format: string }
  /** All cells have the form of several formats that give different dates. */
  | { readonly kind: 'unproven-date'; readonly formats: readonly string[] }
  | { readonly kind: 'text' };

/** Returns the kind of a column. `language` is that of names. */
export function guessColumn({ values }: ColumnProfile, language: string): ColumnGuess {
  const words = [...values.keys()];
  if (words.length === 0) return { kind: 'text' };
  return guessState(words, language) ?? guessDate(words, language) ?? { kind: 'text' };
}

/** Returns the code of a state by its name in a list of CLDR or ISO 3166. */
export function findListedState(name: string, language: string): string | undefined {
  return findStateByName(name, 'alpha-3') ?? listCldrNames(language).get(name.toLowerCase());
}

function guessState(words: readonly string[], language: string): ColumnGuess | undefined {
  if (words.every((word) => findStateByName(word, 'alpha-2') !== undefined && word.length === 2))
    return { kind: 'state', codes: 'alpha-2', listed: new Map(), open: new Map() };
  const listed = new Map<string, string>();
  const open = new Map<string, string | undefined>();
  for (const word of words) {
    if (findStateByName(word, 'alpha-3') !== undefined) continue;
    const code = listCldrNames(language).get(word.toLowerCase());
    if (code === undefined) open.set(word, suggestState(word, language));
    else listed.set(word, code);
  }
  const known = words.length - open.size;
  if (known < Math.max(1, words.length * STATES_SHARE_MIN)) return undefined;
  return { kind: 'state', codes: 'alpha-3', listed, open };
}

function suggestState(word: string, language: string): string | undefined {
  const names = listCldrNames(language);
  const distanceMax = word.length < 7 ? 1 : 2;
  const similar = findSimilarName(word.toLowerCase(), names.keys(), { distanceMax });
  return similar === undefined ? undefined : names.get(similar);
}

const NAMES_BY_LANGUAGE = new Map<string, ReadonlyMap<string, string>>();

/** Returns the codes by the names of CLDR, in lower case: `uk`, `vereinigtes königreich`. */
function listCldrNames(language: string): ReadonlyMap<string, string> {
  const known = NAMES_BY_LANGUAGE.get(language);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  for (const tag of new Set([language, 'en'])) {
    for (const style of ['long', 'short', 'narrow'] as const) {
      const display = new Intl.DisplayNames(tag, { type: 'region', style, fallback: 'none' });
      for (const { alpha2, alpha3 } of iso31661) {
        const name = display.of(alpha2)?.toLowerCase();
        if (name !== undefined && !names.has(name)) names.set(name, alpha3);
      }
    }
  }
  NAMES_BY_LANGUAGE.set(language, names);
  return names;
}

function guessDate(words: readonly string[], language: string): ColumnGuess | undefined {
  const formats = FORMATS.flatMap((name) => {
    const format = parseDateFormat(name, { languages: [language, 'en'], century: undefined });
    if ('reason' in format) return [];
    const readings = words.map((word) => format.read(word));
    const isYear = name !== 'YYYY' || words.every((word) => word >= '1500' && word < '2200');
    if (!isYear || readings.includes(undefined)) return [];
    const valid = readings.filter((reading) => reading?.ok === true).length;
    return [{ name, valid, dates: readings.map((reading) => JSON.stringify(reading)).join() }];
  });
  // A wrong day in a table proves nothing, but a format that fits better is the one meant.
  const most = Math.max(0, ...formats.map(({ valid }) => valid));
  const fitting = formats.filter(({ valid }) => valid === most);
  const [first] = fitting;
  if (first === undefined || most < words.length * DAYS_SHARE_MIN) return undefined;
  const isProven = fitting.every(({ dates }) => dates === first.dates);
  if (isProven) return { kind: 'date', format: first.name };
  return { kind: 'unproven-date', formats: fitting.map(({ name }) => name) };
}
