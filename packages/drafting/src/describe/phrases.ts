import type {
  ActorRef,
  Assertion,
  Count,
  CountryValue,
  OrdinalValue,
  Place,
} from '@rapporteur/contracts';
import { countryName } from '@rapporteur/contracts';

/** An actor by its name as written, a state with its code: `the Republic of Belarus (BLR)`. */
export function actor({ id, kind, nameAsWritten, of, office }: ActorRef): string {
  const marks = [kind === 'state' ? id : null, office, of === null ? null : `of ${of}`].filter(
    (mark) => mark !== null,
  );
  return marks.length === 0 ? nameAsWritten : `${nameAsWritten} (${marks.join(', ')})`;
}

export function actorOr(ref: ActorRef | null, otherwise: string): string {
  return ref === null ? otherwise : actor(ref);
}

/** `A, B and C`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const actors = (refs: readonly ActorRef[]): string => listed(refs.map(actor));

/** A phrase before a value where there is one, else nothing: `stated(' at meeting ', meeting)`. */
export function stated(before: string, value: string | null, after = ''): string {
  return value === null || value === '' ? '' : `${before}${value}${after}`;
}

function country({ code, nameAsWritten }: CountryValue): string {
  return `${nameAsWritten ?? countryName(code) ?? code} (${code})`;
}

function place({ name, country: state }: Place): string {
  const where = state === null ? null : country(state);
  return [name, where].filter((part) => part !== null).join(', ');
}

export const placeOr = (where: Place | null): string | null =>
  where === null ? null : place(where);

export const places = (all: readonly Place[]): string => listed(all.map(place));

/** `the 44th`, marked where the number is not stated. */
export function ordinal({ value, basis }: OrdinalValue): string {
  const tens = value % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `the ${value}${suffix}${basis === 'stated' ? '' : ` (${basis})`}`;
}

/** `9 persons`, `more than 300`, `at least 301`. */
export function count({ min, max, qualifier, ofWhat }: Count): string {
  const what = stated(' ', ofWhat);
  if (qualifier !== null) return `${qualifier}${what}`;
  if (min === max) return `${min}${what}`;
  if (max === null) return `at least ${min}${what}`;
  return min === null ? `at most ${max}${what}` : `${min} to ${max}${what}`;
}

export const countOr = (number: Count | null, otherwise: string): string =>
  number === null ? otherwise : count(number);

/** The tail of every sentence: by what right it is told, and where. */
export function says({
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
      : `, ${lines.length === 1 ? 'line' : 'lines'} ${listed(lines.map(String))}`;
  const by = stated(' by ', assertedBy === null ? null : actor(assertedBy));
  const to = stated(', said by ', attributedTo === null ? null : actor(attributedTo));
  return `${modality}${by}${to}${stated(', in ', statedIn)}${where}`;
}
