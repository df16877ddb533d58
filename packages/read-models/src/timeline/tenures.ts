/**
 * Terms of office and memberships, from all facts about one holder.
 * 1. Facts about one holder are one term, unless one of them ends before another begins. Test:
 *    "are one over time, however many facts tell of it".
 * 2. A term had begun by its start; else by the first day to which a fact refers; else by the day
 *    of its document. Test: "begin by their document's day if nothing else is stated".
 * 3. A term ends by its end, or by a fact that ends it. Test: "end with a withdrawal".
 */
import { type DateValue, getDateBounds } from '@rapporteur/contracts';

/** One fact about a holder. */
export interface TenureFact {
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
  /** The first day on which it is known to have begun; null: no day is known. */
  readonly begunBy: string | null;
  readonly events: readonly string[];
  readonly documents: readonly string[];
  /** The facts that tell the term itself, the first by day first. */
  readonly facts: readonly T[];
}

/** How a fact tells of a term: that it is held, that it ends, or that it is proposed. */
export type TenureRole = 'hold' | 'end' | 'plan';

const LAST_DAY = '9999-12-31';

/** Returns the terms that facts about one holder give, the first first. */
export function combineTenures<T extends TenureFact>(
  facts: readonly T[],
  getRole: (fact: T) => TenureRole,
): readonly Tenure<T>[] {
  const groups: T[][] = [];
  const ordered = facts.toSorted((a, b) =>
    compare(getOrderDay(a, getRole), getOrderDay(b, getRole)),
  );
  for (const fact of ordered) {
    const last = groups.at(-1);
    if (last === undefined || (getRole(fact) !== 'end' && isOver(last, fact, getRole))) {
      groups.push([fact]);
    } else {
      last.push(fact);
    }
  }
  return groups.map((group) => toTenure(group, getRole));
}

function getOrderDay<T extends TenureFact>(fact: T, getRole: (fact: T) => TenureRole): string {
  const day = findFirst(fact.startedOn) ?? findFirst(fact.heldAsOf);
  if (getRole(fact) === 'end') return findEndDay(fact) ?? LAST_DAY;
  return day ?? findFirst(fact.endedOn) ?? fact.documentDay ?? LAST_DAY;
}

/** A term is over before a fact that begins after its end. */
function isOver<T extends TenureFact>(
  group: readonly T[],
  next: T,
  getRole: (fact: T) => TenureRole,
): boolean {
  const starts = findFirst(next.startedOn) ?? findFirst(next.heldAsOf);
  const ends = group.flatMap((fact) =>
    getRole(fact) === 'end' ? (findEndDay(fact) ?? []) : (findLast(fact.endedOn) ?? []),
  );
  return starts !== null && ends.some((end) => end <= starts);
}

function toTenure<T extends TenureFact>(
  group: readonly T[],
  getRole: (fact: T) => TenureRole,
): Tenure<T> {
  const held = group.filter((fact) => getRole(fact) !== 'end');
  const ending = group.filter((fact) => getRole(fact) === 'end');
  const ends = ending.map((fact) => fact.endedOn ?? fact.startedOn ?? fact.heldAsOf);
  const begun = held
    .filter((fact) => getRole(fact) === 'hold')
    .flatMap((fact) => findBegun(fact) ?? []);
  const facts = held.length === 0 ? ending : sameKind(group, held);
  return {
    startedOn: findMostPrecise(held.map(({ startedOn }) => startedOn)),
    endedOn: findMostPrecise([...held.map(({ endedOn }) => endedOn), ...ends]),
    heldAsOf: findLatest(held.map(({ heldAsOf }) => heldAsOf)),
    begunBy: begun.toSorted()[0] ?? null,
    events: [...new Set(group.map(({ event }) => event))],
    documents: [...new Set(group.flatMap(({ documents }) => documents))].toSorted(),
    facts,
  };
}

// The first fact names the thing; the last one tells its last stage.
function sameKind<T extends TenureFact>(group: readonly T[], held: readonly T[]): readonly T[] {
  const [first] = held;
  return first === undefined ? group : [first, ...group.filter((fact) => fact !== first)];
}

/** Returns whether a term had begun by a day and is not known to have ended before it. */
export function isHeldOn<T extends TenureFact>(tenure: Tenure<T>, day: string): boolean {
  const ended = findLast(tenure.endedOn);
  return tenure.begunBy !== null && tenure.begunBy <= day && (ended === null || day <= ended);
}

function findBegun({ startedOn, heldAsOf, endedOn, documentDay }: TenureFact): string | null {
  const stated = findFirst(startedOn) ?? findLast(startedOn) ?? findFirst(heldAsOf);
  return stated ?? (endedOn === null ? documentDay : null);
}

function findEndDay({ endedOn, startedOn, heldAsOf, documentDay }: TenureFact): string | null {
  return findLast(endedOn) ?? findLast(startedOn) ?? findLast(heldAsOf) ?? documentDay;
}

function findMostPrecise(dates: readonly (DateValue | null)[]): DateValue | null {
  const width = (date: DateValue): number =>
    Date.parse(findLast(date) ?? LAST_DAY) - Date.parse(findFirst(date) ?? '0001-01-01');
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
