import type {
  ActorRef,
  Assertion,
  Count,
  CountryValue,
  OrdinalValue,
  Place,
} from '@rapporteur/contracts';
import { findCountryName } from '@rapporteur/contracts';

/**
 * Returns the name of an actor as written, with the code of a state: `the Republic of Belarus
 * (BLR)`.
 */
export function formatActor({ id, kind, nameAsWritten, of, office }: ActorRef): string {
  const marks = [kind === 'state' ? id : null, office, of === null ? null : `of ${of}`].filter(
    (mark) => mark !== null,
  );
  return marks.length === 0 ? nameAsWritten : `${nameAsWritten} (${marks.join(', ')})`;
}

export function formatActorOr(ref: ActorRef | null, fallback: string): string {
  return ref === null ? fallback : formatActor(ref);
}

/** Returns `A, B and C`. */
function formatList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const formatActors = (refs: readonly ActorRef[]): string =>
  formatList(refs.map(formatActor));

/** Returns a value between two phrases, or nothing if there is no value. */
export function formatOptional(before: string, value: string | null, after = ''): string {
  return value === null || value === '' ? '' : `${before}${value}${after}`;
}

function formatCountry({ code, nameAsWritten }: CountryValue): string {
  return `${nameAsWritten ?? findCountryName(code) ?? code} (${code})`;
}

function formatKnownPlace({ name, country: state }: Place): string {
  const where = state === null ? null : formatCountry(state);
  return [name, where].filter((part) => part !== null).join(', ');
}

export const formatPlace = (where: Place | null): string | null =>
  where === null ? null : formatKnownPlace(where);

export const formatPlaces = (all: readonly Place[]): string =>
  formatList(all.map(formatKnownPlace));

/** Returns `the 44th`, with the basis of a number that is not stated. */
export function formatOrdinal({ value, basis }: OrdinalValue): string {
  const tens = value % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `the ${value}${suffix}${basis === 'stated' ? '' : ` (${basis})`}`;
}

/** Returns `9 persons`, `more than 300` or `at least 301`. */
export function formatCount({ min, max, qualifier, ofWhat }: Count): string {
  const what = formatOptional(' ', ofWhat);
  if (qualifier !== null) return `${qualifier}${what}`;
  if (min === max) return `${min}${what}`;
  if (max === null) return `at least ${min}${what}`;
  return min === null ? `at most ${max}${what}` : `${min} to ${max}${what}`;
}

export const formatCountOr = (number: Count | null, fallback: string): string =>
  number === null ? fallback : formatCount(number);

/** Returns the end of a sentence: the modality, the speaker and the lines. */
export function formatAssertion({
  modality,
  passages,
  assertedBy,
  attributedTo,
  statedIn,
}: Omit<Assertion, 'passages'> & {
  readonly passages: readonly { readonly line: number }[];
}): string {
  const lines = [...new Set(passages.map(({ line }) => line))];
  const where =
    lines.length === 0
      ? ''
      : `, ${lines.length === 1 ? 'line' : 'lines'} ${formatList(lines.map(String))}`;
  const by = formatOptional(' by ', assertedBy === null ? null : formatActor(assertedBy));
  const to = formatOptional(', said by ', attributedTo === null ? null : formatActor(attributedTo));
  return `${modality}${by}${to}${formatOptional(', in ', statedIn)}${where}`;
}
