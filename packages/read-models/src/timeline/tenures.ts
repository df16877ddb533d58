/**
 * Terms of office and memberships, from all facts about one holder.
 * 1. Facts about one holder are one term, unless one of them ends before another begins. Test:
 *    "are one over time, however many facts tell of it".
 * 2. A term had begun by its start; else by the first day to which a fact refers; else by the day
 *    of its document. Test: "begin by their document's day if nothing else is stated".
 * 3. A term ends by its end, or by a fact that ends it. Test: "end with a withdrawal".
 * 4. A term of which only the end is known is held on each day before it, as a chair is. Test: "are
 *    held before their end if no start is stated".
 */
import { type DateValue, getDateBounds } from '@rapporteur/contracts';

/** One fact about a holder. */
export interface TenureFact {
  readonly role: TenureRole;
  readonly event: string;
  readonly documents: readonly string[];
  /** The first day that the document may be of, `YYYY-MM-DD`. */
  readonly documentDay: string | null;
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
}

/** A term of one holder, from all facts about it. */
export interface Tenure<T extends TenureFact> {
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
  /**
   * The first day on which it is known to have begun; before all days if only its end is known.
   * Null: no day is known.
   */
  readonly begunBy: string | null;
  /** The last day on which it may have been held; null: no end is known. */
  readonly endedBy: string | null;
  readonly events: readonly string[];
  readonly documents: readonly string[];
  /** The facts that tell the term itself, the first by day first. */
  readonly facts: readonly T[];
  /** Those and the facts that end it. */
  readonly all: readonly T[];
}

/**
 * How a fact tells of a term: that it is held, that it ends because something else begins, or that
 * it is proposed.
 */
export type TenureRole = 'hold' | 'end' | 'plan';

const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-12-31';

/** Returns the terms that facts about one holder give, the first first. */
export function combineTenures<T extends TenureFact>(facts: readonly T[]): readonly Tenure<T>[] {
  const groups: T[][] = [];
  // The first day on which facts say that the last group ends.
  let end: string | null = null;
  const ordered = facts.toSorted((a, b) => compare(getOrderDay(a), getOrderDay(b)));
  for (const fact of ordered) {
    const begun = fact.role === 'end' ? null : findBegun(fact);
    const last = groups.at(-1);
    if (last === undefined || (begun !== null && end !== null && end <= begun)) {
      groups.push([fact]);
      end = null;
    } else {
      last.push(fact);
    }
    const ownEnd = fact.role === 'end' ? findEndDay(fact) : findLast(fact.endedOn);
    if (ownEnd !== null && (end === null || ownEnd < end)) end = ownEnd;
  }
  return groups.map(toTenure);
}

function getOrderDay(fact: TenureFact): string {
  if (fact.role === 'end') return findEndDay(fact) ?? LAST_DAY;
  return findBegun(fact) ?? findFirst(fact.endedOn) ?? fact.documentDay ?? LAST_DAY;
}

function toTenure<T extends TenureFact>(group: readonly T[]): Tenure<T> {
  const held = group.filter(({ role }) => role !== 'end');
  const ending = group.filter(({ role }) => role === 'end');
  const begun = held.filter(({ role }) => role === 'hold').flatMap((fact) => findBegun(fact) ?? []);
  const isPlan = group.every(({ role }) => role === 'plan');
  const endedOn = findMostPrecise([
    ...held.map((fact) => fact.endedOn),
    ...ending.map(findStatedEnd),
  ]);
  const endedBy =
    findLast(endedOn) ?? ending.flatMap((fact) => findEndDay(fact) ?? []).toSorted()[0];
  return {
    startedOn: findMostPrecise(held.map(({ startedOn }) => startedOn)),
    endedOn,
    heldAsOf: findLatest(held.map(({ heldAsOf }) => heldAsOf)),
    begunBy: begun.toSorted()[0] ?? (endedBy === undefined || isPlan ? null : FIRST_DAY),
    endedBy: endedBy ?? null,
    events: [...new Set(group.map(({ event }) => event))],
    documents: [...new Set(group.flatMap(({ documents }) => documents))].toSorted(),
    facts: held.length === 0 ? ending : sameKind(group, held),
    all: group,
  };
}

// The first fact names the thing; the last one tells its last stage.
function sameKind<T extends TenureFact>(group: readonly T[], held: readonly T[]): readonly T[] {
  const [first] = held;
  return first === undefined ? group : [first, ...group.filter((fact) => fact !== first)];
}

/** Returns whether a term had begun by a day and is not known to have ended before it. */
export function isHeldOn({ begunBy, endedBy }: Tenure<TenureFact>, day: string): boolean {
  return begunBy !== null && begunBy <= day && (endedBy === null || day <= endedBy);
}

/**
 * Returns the first day on which a fact tells that a term is held, `YYYY-MM-DD`; null: it tells no
 * day, or only the end.
 */
export function findBegun(fact: TenureFact): string | null {
  const { startedOn, heldAsOf, endedOn, documentDay } = fact;
  const stated = findFirst(startedOn) ?? findLast(startedOn) ?? findFirst(heldAsOf);
  return stated ?? (endedOn === null ? documentDay : null);
}

// A fact that ends a term begins another: its start is the end.
function findStatedEnd({ startedOn, heldAsOf, endedOn }: TenureFact): DateValue | null {
  return startedOn ?? heldAsOf ?? endedOn;
}

function findEndDay(fact: TenureFact): string | null {
  return findLast(findStatedEnd(fact)) ?? fact.documentDay;
}

function findMostPrecise(dates: readonly (DateValue | null)[]): DateValue | null {
  const width = (date: DateValue): number =>
    Date.parse(findLast(date) ?? LAST_DAY) - Date.parse(findFirst(date) ?? FIRST_DAY);
  return dates
    .filter((date) => date !== null)
    .reduce<DateValue | null>(
      (best, date) => (best === null || width(date) < width(best) ? date : best),
      null,
    );
}

function findLatest(dates: readonly (DateValue | null)[]): DateValue | null {
  return dates
    .filter((date) => date !== null)
    .reduce<DateValue | null>(
      (best, date) =>
        best === null || compare(findLast(best) ?? '', findLast(date) ?? '') < 0 ? date : best,
      null,
    );
}

const findFirst = (date: DateValue | null): string | null =>
  date === null ? null : getDateBounds(date).earliest;
const findLast = (date: DateValue | null): string | null =>
  date === null ? null : getDateBounds(date).latest;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
