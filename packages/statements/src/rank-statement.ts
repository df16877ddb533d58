import {
  CONDEMNATION_LADDER,
  type Count,
  type DatePrecision,
  type DateValue,
  getDateBounds,
  type Place,
} from '@rapporteur/contracts';
import { getValueType, type PropertyValues, type ThingKind } from './properties.ts';
import {
  compareEventIds,
  formatSettlement,
  type Speaker,
  SPEAKERS,
  type Statement,
  type StatementContext,
  VALUE_BASES,
  type ValueBasis,
} from './statement.ts';
import { STRENGTHS } from './strength.ts';
import type { ChairClaim, StatementValues, ValueType, VerbValue } from './statement-values.ts';

/** The number of levels of precision. */
const PRECISIONS = 10;

const DATE_PRECISIONS: Readonly<Record<DatePrecision, number>> = {
  day: 0,
  recurring: 0,
  range: 1,
  'one-of': 2,
  month: 3,
  'part-of-year': 4,
  year: 5,
  open: 6,
};

const DAY_MS = 86_400_000;

/** A range is as precise as it is short: "2023 to 2024" says less than "2023". */
function getRangePrecision(earliest: string, latest: string): number {
  const days = (Date.parse(latest) - Date.parse(earliest)) / DAY_MS + 1;
  if (days <= 31) return DATE_PRECISIONS.range;
  return days <= 366 ? DATE_PRECISIONS['part-of-year'] : DATE_PRECISIONS.open;
}

function getDatePrecision(date: DateValue): number {
  const { precision, earliest, latest } = getDateBounds(date);
  const isDecade = /X/.test(date.edtf) && earliest !== null;
  const isRange = precision === 'range' && earliest !== null && latest !== null;
  const ofRange = isRange ? getRangePrecision(earliest, latest) : null;
  const level = isDecade ? 7 : (ofRange ?? DATE_PRECISIONS[precision]);
  return /[?~%]/.test(date.edtf) ? level + 1 : level;
}

function getCountPrecision({ min, max }: Count): number {
  if (min === null || max === null) return 2;
  return min === max ? 0 : 1;
}

function getPlacePrecision({ name, country }: Place): number {
  if (name === null) return 2;
  return country === null ? 1 : 0;
}

// A longer list says more than a shorter one.
const getListPrecision = (length: number): number => Math.max(0, PRECISIONS - 1 - length);

function getChairPrecision(claims: readonly ChairClaim[]): number {
  const dates = claims.flatMap(({ startedOn, endedOn, heldAsOf }) => [
    startedOn,
    endedOn,
    heldAsOf,
  ]);
  return getListPrecision(dates.filter((date) => date !== null).length);
}

function getStrengthPrecision({ strength }: VerbValue): number {
  return strength === null ? STRENGTHS.length : STRENGTHS.indexOf(strength);
}

// A held meeting was announced before: this does not make it an announced one again.
const getStagePrecision = (stage: string): number => (stage === 'held' ? 0 : 1);

const PRECISION_BY_TYPE: {
  readonly [T in ValueType]?: (value: StatementValues[T]) => number;
} = {
  date: getDatePrecision,
  count: getCountPrecision,
  place: getPlacePrecision,
  places: (places) =>
    getListPrecision(2 * places.length + (places.some(({ country }) => country !== null) ? 1 : 0)),
  actors: ({ length }) => getListPrecision(length),
  chair: getChairPrecision,
  verb: getStrengthPrecision,
  strength: (strength) => CONDEMNATION_LADDER.indexOf(strength),
  stage: getStagePrecision,
  latestDate: getDatePrecision,
};

/**
 * Returns the precision of a value, from 0 (most precise) to 9. The strongest verb counts as the
 * most precise one.
 */
export function getPrecision<T extends ValueType>(valueType: T, value: StatementValues[T]): number {
  const get: ((value: StatementValues[T]) => number) | undefined = PRECISION_BY_TYPE[valueType];
  return get === undefined ? 0 : Math.min(PRECISIONS - 1, get(value));
}

/**
 * Returns the rank of a statement from its speaker, basis and precision: an integer from 0, of
 * which the smallest is the best. Rows store it, so that a query can order by it.
 */
export function rankStatement(statement: Statement): number {
  const { speaker, basis } = statement;
  return combineRank(speaker, basis, getStatementPrecision(statement));
}

/** Returns the same rank for a date that an event states; a date that is not stated comes last. */
export function rankDate(speaker: Speaker, date: DateValue | null): number {
  return date === null
    ? combineRank(speaker, 'stated', PRECISIONS - 1)
    : combineRank(speaker, date.basis, getPrecision('date', date));
}

function combineRank(speaker: Speaker, basis: ValueBasis, precision: number): number {
  const source = SPEAKERS.indexOf(speaker) * VALUE_BASES.length + VALUE_BASES.indexOf(basis);
  return source * PRECISIONS + precision;
}

/** Returns the precision of the value of a statement, see {@link getPrecision}. */
export function getStatementPrecision({ thing, property, value }: Statement): number {
  return getPrecision(getValueType(thing.kind, property), value as never);
}

/** The later day comes first, and a document without a day last. */
function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a > b ? -1 : 1;
}

/** The plans of a meeting. A later document may change them without calling it a change. */
const PLANS = [
  'scheduledOn',
  'scheduledPlace',
  'scheduledVenue',
  'plannedHost',
  'plannedChair',
] as const satisfies readonly (keyof PropertyValues<'meeting'>)[];

const isPlanned = (kind: ThingKind, property: string): boolean =>
  kind === 'meeting' && (PLANS as readonly string[]).includes(property);

/** The names and words that are given to the shown id come before those of a merged one. */
function compareMerged(type: ValueType, a: Statement, b: Statement): number {
  return type === 'text' ? Number(a.isMerged) - Number(b.isMerged) : 0;
}

// Ids of events differ between collections. Ids of documents are chosen, and say the same in both.
function compareDocuments(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

/** A held meeting stays held; otherwise the later day decides. */
function compareSuccessive(type: ValueType, a: Statement, b: Statement): number {
  const held = type === 'stage' ? getStatementPrecision(a) - getStatementPrecision(b) : 0;
  return held || compareDays(a.asOfDay ?? a.documentDay, b.asOfDay ?? b.documentDay);
}

/**
 * Compares two statements of one property; the better one comes first. The order is: settled by a
 * person; for a stage, a changed date or a plan the later day; for a text the shown id before merged
 * ones; the rank; the later document; the smaller id of the document, then of the event.
 */
export function compareStatements(a: Statement, b: Statement, context: StatementContext): number {
  const isSettled = ({ event, property }: Statement): boolean =>
    context.settled?.has(formatSettlement(event, property)) === true;
  const type = getValueType(a.thing.kind, a.property);
  const isSuccessive =
    type === 'stage' || type === 'latestDate' || isPlanned(a.thing.kind, a.property);
  return (
    Number(isSettled(b)) - Number(isSettled(a)) ||
    (isSuccessive ? compareSuccessive(type, a, b) : 0) ||
    compareMerged(type, a, b) ||
    rankStatement(a) - rankStatement(b) ||
    compareDays(a.documentDay, b.documentDay) ||
    compareDocuments(a.document, b.document) ||
    compareEventIds(a.event, b.event)
  );
}
