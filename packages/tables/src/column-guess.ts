import { findSimilarName } from '@rapporteur/contracts';
import { findCommonName, findListedState, listCommonNames } from './common-state-names.ts';
import { type DateGuess, guessDate } from './date-guess.ts';
import { hasRole } from './header-words.ts';
import { findStateByName } from './state-value.ts';
import type { ColumnProfile } from './table-profile.ts';

/** The part of the different cells that must be states; less if the header names states. */
const STATES_SHARE_MIN = 0.7;
const NAMED_SHARE_MIN = 0.3;
/** The part of the different cells that must have one form of numbers. */
const NUMBERS_SHARE_MIN = 0.9;
const SEPARATORS = [';', '/', '|', ',', ' and ', ' & ', ' et ', ' y ', ' и ', '、'];

/** The states of a column. */
interface StateGuess {
  readonly kind: 'state';
  readonly codes: 'alpha-3' | 'alpha-2';
  /** Cells that need an entry in `values`. */
  readonly listed: ReadonlyMap<string, string>;
  /** Cells that a person must decide, with the most similar name. */
  readonly open: ReadonlyMap<string, string | undefined>;
  /** The separators of several states in a cell. */
  readonly split: readonly string[];
}

/** The kind of a column, as its cells prove it. */
export type ColumnGuess =
  | StateGuess
  | DateGuess
  /** Whole numbers. `pattern` has the words around them: `S/PV.{value:number}`; null: there are none. */
  | { readonly kind: 'number'; readonly pattern: string | null; readonly isCounter: boolean }
  | { readonly kind: 'text' };

/** Returns the kind of a column. `language` is that of names. */
export function guessColumn(profile: ColumnProfile, language: string): ColumnGuess {
  const words = [...profile.values.keys()];
  if (words.length === 0) return { kind: 'text' };
  const isStates = hasRole(profile.header, 'state') || hasRole(profile.header, 'chair');
  const isNamed = (['date', 'start', 'end'] as const).some((role) => hasRole(profile.header, role));
  const states = guessStates(words, { language, isNamed: isStates });
  if (states !== undefined) return states;
  const date = guessDate(words, { language, isNamed });
  const number = guessNumber(profile);
  const isOrdinal = hasRole(profile.header, 'number') || hasRole(profile.header, 'meeting');
  const isYears = date?.kind === 'date' && date.formats.join() === 'YYYY';
  return (isOrdinal && isYears ? number : date) ?? number ?? { kind: 'text' };
}

interface GuessOptions {
  readonly language: string;
  /** The header names this kind. */
  readonly isNamed: boolean;
}

function guessStates(words: readonly string[], options: GuessOptions): StateGuess | undefined {
  const isAlpha2 = (word: string) => word.length === 2 && findStateByName(word, 'alpha-2');
  if (words.every(isAlpha2)) return guessAlpha2();
  const shareMin = options.isNamed ? NAMED_SHARE_MIN : STATES_SHARE_MIN;
  const separators = findSeparators(words, options.language);
  const whole = collectStates(words, options.language);
  if (separators.length === 0)
    return whole.share < shareMin ? undefined : { ...whole.guess, split: [] };

  // A name that contains a separator is listed, because listed cells are not split.
  const hasSeparator = (word: string): boolean => splitWords(word, separators).length > 1;
  const single = words.filter(
    (word) => hasSeparator(word) && findListedState(word, options.language),
  );
  const parts = words.filter((word) => !single.includes(word));
  const split = collectStates(
    [...new Set(parts.flatMap((word) => splitWords(word, separators)))],
    options.language,
  );
  if (split.share < shareMin) return undefined;
  const listed = new Map(split.guess.listed);
  for (const word of single) listed.set(word, findListedState(word, options.language) ?? '');
  return { ...split.guess, listed, split: separators };
}

const guessAlpha2 = (): StateGuess => ({
  kind: 'state',
  codes: 'alpha-2',
  listed: new Map(),
  open: new Map(),
  split: [],
});

function collectStates(words: readonly string[], language: string) {
  const listed = new Map<string, string>();
  const open = new Map<string, string | undefined>();
  for (const word of words) {
    if (findStateByName(word, 'alpha-3') !== undefined) continue;
    const code = findCommonName(word, language);
    if (code === undefined) open.set(word, suggestState(word, language));
    else listed.set(word, code);
  }
  const known = words.length - open.size;
  const guess = { kind: 'state', codes: 'alpha-3', listed, open } as const;
  return { guess, share: known === 0 ? 0 : known / words.length };
}

/** Returns the separators of cells in which each part is a state. */
function findSeparators(words: readonly string[], language: string): readonly string[] {
  const cells = words.filter((word) => findListedState(word, language) === undefined);
  const found = new Set<string>();
  for (const cell of cells) {
    const own = SEPARATORS.filter((separator) => cell.includes(separator));
    const isList = (separators: readonly string[]): boolean => {
      const parts = splitWords(cell, separators);
      return (
        parts.length > 1 && parts.every((part) => findListedState(part, language) !== undefined)
      );
    };
    // Alone first: names such as Bosnia and Herzegovina contain a separator.
    const fitting = [...own.map((one) => [one]), own].find(isList);
    for (const separator of fitting ?? []) found.add(separator);
  }
  return [...found];
}

function splitWords(cell: string, separators: readonly string[]): readonly string[] {
  let parts = [cell];
  for (const separator of separators) parts = parts.flatMap((part) => part.split(separator));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function suggestState(word: string, language: string): string | undefined {
  // Abbreviations of different states differ in one letter.
  if (word.length < 5) return undefined;
  const names = listCommonNames(language);
  const distanceMax = word.length < 7 ? 1 : 2;
  const similar = findSimilarName(word.toLowerCase(), names.keys(), { distanceMax });
  return similar === undefined ? undefined : names.get(similar);
}

function guessNumber({ values, knownCount }: ColumnProfile): ColumnGuess | undefined {
  const words = [...values.keys()];
  const forms = words.flatMap((word) => {
    const [, before = '', digits, after = ''] = /^(\D*|.*\D)(\d{1,5})(\D{0,3})$/.exec(word) ?? [];
    if (digits === undefined) return [];
    // 1st, 2nd and 3rd have one form.
    const ending = /^(st|nd|rd|th)$/.test(after) ? '{ending:word}' : after;
    const isPlain = !/[{}[\]\\]/.test(before + after);
    return isPlain ? [{ pattern: `${before}{value:number}${ending}`, number: Number(digits) }] : [];
  });
  const same = [...Map.groupBy(forms, ({ pattern }) => pattern)].find(
    ([, list]) => list.length >= words.length * NUMBERS_SHARE_MIN,
  );
  if (same === undefined) return undefined;
  const [pattern, list] = same;
  const numbers = list.map(({ number }) => number).toSorted((a, b) => a - b);
  const isCounter =
    knownCount === words.length && numbers.every((number, index) => number === index + 1);
  return { kind: 'number', pattern: pattern === '{value:number}' ? null : pattern, isCounter };
}
