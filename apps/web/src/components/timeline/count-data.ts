import type { QueryAnswers, Schemas } from '../../api/query-answers.ts';

/** One row of a chart of numbers: an organization or a body, with its numbers by period. */
export interface CountRow {
  /** The collection and the body; the body is null if the facts have none. */
  readonly collection: string | null;
  readonly body: string | null;
  readonly key: string;
  /** Whether the facts are counted by body. */
  readonly isBody: boolean;
  readonly label: string;
  readonly total: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** The numbers of a chart: its rows, the most first, and all periods between the first and the last. */
export interface CountChartData {
  readonly rows: readonly CountRow[];
  readonly periods: readonly string[];
  readonly total: number;
  /** The facts that have no day, or none that is exact enough. */
  readonly undated: number;
  readonly largest: { readonly period: string; readonly facts: number } | null;
}

type CountedFacts = Schemas['FactCount'];

/** The names of rows that an answer does not have. */
interface RowNames {
  /** The titles of collections, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** The name of the row of facts without a body. */
  readonly noBody: string;
}

/** Returns the numbers of an answer as rows. */
export function readCountChart(
  { data: counted, names }: Pick<QueryAnswers['/v1/timeline/counts'], 'data' | 'names'>,
  byMonth: boolean,
  { titles, noBody }: RowNames,
): CountChartData {
  const length = byMonth ? MONTH_LENGTH : YEAR_LENGTH;
  const isDated = ({ period }: CountedFacts): boolean => period?.length === length;
  const dated = counted.filter(isDated);
  const groups = Map.groupBy(
    counted,
    ({ collection, body }) => `${collection ?? ''}/${body ?? ''}`,
  );
  const rows = [...groups].map(([key, each]): CountRow => {
    const { collection = null, body = null } = each[0] ?? {};
    const label =
      body === null
        ? (formatCollection(collection, each, titles) ?? noBody)
        : (names?.['body']?.[key] ?? body.replaceAll('-', ' '));
    const counts = new Map(
      each.flatMap(({ period, facts }) => (period?.length === length ? [[period, facts]] : [])),
    );
    const isBody = each.some((one) => 'body' in one);
    return { collection, body, key, isBody, label, total: sum(each), counts };
  });
  const byPeriod = [...Map.groupBy(dated, ({ period }) => period ?? '')].map(([period, each]) => ({
    period,
    facts: sum(each),
  }));
  return {
    rows: rows.toSorted(compareRows),
    periods: listPeriods(byPeriod.map(({ period }) => period)),
    total: sum(counted),
    undated: sum(counted.filter((each) => !isDated(each))),
    largest: byPeriod.toSorted((a, b) => b.facts - a.facts)[0] ?? null,
  };
}

// The facts without a body come last.
function compareRows(a: CountRow, b: CountRow): number {
  const isLast = (row: CountRow): number => (row.isBody && row.body === null ? 1 : 0);
  return isLast(a) - isLast(b) || b.total - a.total || (a.key < b.key ? -1 : 1);
}

const YEAR_LENGTH = 'YYYY'.length;
const MONTH_LENGTH = 'YYYY-MM'.length;

/** Returns the title of a collection whose facts are not counted by body; null for others. */
function formatCollection(
  collection: string | null,
  counted: readonly CountedFacts[],
  titles: ReadonlyMap<string, string>,
): string | null {
  if (collection === null || counted.some((each) => 'body' in each)) return null;
  return titles.get(collection) ?? collection;
}

const sum = (counted: readonly { readonly facts: number }[]): number =>
  counted.reduce((total, { facts }) => total + facts, 0);

/** Returns all years or months from the first to the last: one without facts is shown empty. */
function listPeriods(known: readonly string[]): readonly string[] {
  const sorted = known.toSorted((a, b) => (a < b ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const periods: string[] = [];
  for (let period = first; period <= last; period = nextPeriod(period)) periods.push(period);
  return periods;
}

/** Returns the year or month after another one. */
function nextPeriod(period: string): string {
  const [year = 0, month] = period.split('-').map(Number);
  if (month === undefined) return formatYear(year + 1);
  return month === 12 ? `${formatYear(year + 1)}-01` : `${formatYear(year)}-${pad(month + 1)}`;
}

const formatYear = (year: number): string => String(year).padStart(4, '0');
const pad = (month: number): string => String(month).padStart(2, '0');
