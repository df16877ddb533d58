import { type DateValue, getDateBounds } from '@rapporteur/contracts';
import { foldText } from '../fold-text.ts';
import type { StatementScope } from '../statement.ts';

/**
 * The largest number up to which a series may begin anew every year: a body that counts its
 * meetings by year rarely meets more than monthly.
 */
const YEARLY_NUMBER_MAX = 12;

type TermScope = NonNullable<StatementScope['term']>;

function addYear(day: string): string {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
}

function subtractYear(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
}

/** A term of which one end is not stated may have lasted a year, or for ever. */
function findTermBounds(
  { startedOn, endedOn }: TermScope,
  lasting: boolean,
): { readonly from: string | null; readonly to: string | null } {
  const from = startedOn === null ? null : getDateBounds(startedOn).earliest;
  const to = endedOn === null ? null : getDateBounds(endedOn).latest;
  if (lasting) return { from, to };
  return {
    from: from ?? (to === null ? null : subtractYear(to)),
    to: to ?? (from === null ? null : addYear(from)),
  };
}

function isSameTerm(a: TermScope, b: TermScope, lasting: boolean): boolean {
  const termA = findTermBounds(a, lasting);
  const termB = findTermBounds(b, lasting);
  // A second term may begin on the day on which the first one ends.
  const isBefore = (x: string | null, y: string | null): boolean =>
    x !== null && y !== null && x <= y;
  return !isBefore(termA.to, termB.from) && !isBefore(termB.to, termA.from);
}

interface YearRange {
  readonly first: number;
  readonly last: number;
}

function findYears(date: DateValue | null): YearRange | null {
  if (date === null) return null;
  const { earliest, latest } = getDateBounds(date);
  if (earliest === null || latest === null) return null;
  return { first: Number(earliest.slice(0, 4)), last: Number(latest.slice(0, 4)) };
}

function isSameSeries(
  a: NonNullable<StatementScope['series']>,
  b: NonNullable<StatementScope['series']>,
  ordinal: number,
): boolean {
  if (a.name !== null || b.name !== null)
    return a.name !== null && b.name !== null && foldText(a.name) === foldText(b.name);
  return ordinal > YEARLY_NUMBER_MAX || !isInOtherYear(a.date, b.date);
}

function isInOtherYear(a: DateValue | null, b: DateValue | null): boolean {
  const yearsA = findYears(a);
  const yearsB = findYears(b);
  if (yearsA === null || yearsB === null) return false;
  return yearsA.last < yearsB.first || yearsB.last < yearsA.first;
}

/**
 * Returns whether two statements of one property are about the same: the same thing counted, the
 * same term of office, or the same series of numbers.
 */
export function isSameScope(
  a: StatementScope | null,
  b: StatementScope | null,
  ordinal: number,
): boolean {
  if (a === null || b === null) return true;
  if (a.counted !== undefined && b.counted !== undefined && a.counted !== b.counted) return false;
  if (a.series !== undefined && b.series !== undefined)
    return isSameSeries(a.series, b.series, ordinal);
  if (a.term !== undefined && b.term !== undefined)
    return isSameTerm(a.term, b.term, a.lasting === true && b.lasting === true);
  return true;
}
