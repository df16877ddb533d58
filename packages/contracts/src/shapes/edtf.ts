/** How exactly the words give a date, from one day to a day of every year. */
export type DatePrecision =
  | 'day'
  | 'month'
  | 'part-of-year'
  | 'year'
  | 'range'
  | 'open'
  | 'one-of'
  | 'recurring';

/** The days a date may mean, both inclusive, `YYYY-MM-DD`; null where it is open or recurs. */
export interface DateBounds {
  readonly precision: DatePrecision;
  readonly earliest: string | null;
  readonly latest: string | null;
}

type EdtfResult =
  | { readonly ok: true; readonly bounds: DateBounds }
  | { readonly ok: false; readonly reason: string };

/** One date of the calendar: the days it spans. */
interface CalendarSpan {
  readonly precision: 'day' | 'month' | 'part-of-year' | 'year';
  readonly earliest: string;
  readonly latest: string;
}

const FORMS =
  'is not a date as EDTF writes it: use 2025-09-10, 2025-09, 2025, 2025-09-01/2025-09-03 or 2013/..';
const NO_DAY = 'names no day of the calendar';
const REVERSED = 'ends before it begins: write the earlier date first';

// Of ISO 8601-2, with their first and last months: quarters, thirds and halves of a year.
const PARTS_OF_YEAR: ReadonlyMap<string, readonly [first: number, last: number]> = new Map([
  ['33', [1, 3]],
  ['34', [4, 6]],
  ['35', [7, 9]],
  ['36', [10, 12]],
  ['37', [1, 4]],
  ['38', [5, 8]],
  ['39', [9, 12]],
  ['40', [1, 6]],
  ['41', [7, 12]],
]);

const no = (why: string): EdtfResult => ({ ok: false, reason: why });
const yes = (
  precision: DatePrecision,
  earliest: string | null,
  latest: string | null,
): EdtfResult => ({
  ok: true,
  bounds: { precision, earliest, latest },
});

/**
 * Reads a date as EDTF (ISO 8601-2) writes it, in the forms of the codebook. Written here, not taken from a library:
 * npm `edtf` takes 29 February 2025 for 1 March, gives thirds of a year five months, and needs 0.3 ms for a day.
 */
export function parseEdtf(value: string): EdtfResult {
  if (/\s/.test(value)) return no('holds white space: write it without');
  if (value.startsWith('XXXX-')) return readRecurring(value);
  if (/^[[{]/.test(value)) return readSet(value);
  if (value.includes('/')) return readInterval(value);
  const date = readDate(value);
  return typeof date === 'string' ? no(date) : yes(date.precision, date.earliest, date.latest);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const two = (number: number): string => String(number).padStart(2, '0');

function months(
  precision: CalendarSpan['precision'],
  year: string,
  first: number,
  last: number,
): CalendarSpan {
  return {
    precision,
    earliest: `${year}-${two(first)}-01`,
    latest: `${year}-${two(last)}-${two(daysIn(Number(year), last))}`,
  };
}

/** A day, month, part of a year, year, decade or century; a text says why it is none of them. */
function readDate(value: string): CalendarSpan | string {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?$/.exec(value) ?? [];
  if (year === '') return readYears(value);
  if (month === undefined) return months('year', year, 1, 12);
  const part = PARTS_OF_YEAR.get(month);
  if (part !== undefined && /^\d{4}-\d\d$/.test(value))
    return months('part-of-year', year, ...part);
  const number = Number(month);
  if (number > 20 && number < 33 && day === undefined) {
    return 'is a season, whose days are not the same everywhere: write months, and the season in asWritten';
  }
  if (number < 1 || number > 12) return NO_DAY;
  if (day === undefined) return months('month', year, number, number);
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), number)) return NO_DAY;
  return {
    precision: 'day',
    earliest: `${year}-${month}-${day}`,
    latest: `${year}-${month}-${day}`,
  };
}

function readYears(value: string): CalendarSpan | string {
  if (!/^(\d{3}X|\d\dXX)[?~%]?$/.test(value)) return FORMS;
  const years = value.slice(0, 4);
  return {
    precision: 'year',
    earliest: `${years.replaceAll('X', '0')}-01-01`,
    latest: `${years.replaceAll('X', '9')}-12-31`,
  };
}

function readRecurring(value: string): EdtfResult {
  const [, month, day = '01'] = /^XXXX-(\d\d)(?:-(\d\d))?$/.exec(value) ?? [];
  if (month === undefined) return no(FORMS);
  const number = Number(month);
  // A leap year has every day that recurs.
  const exists =
    number >= 1 && number <= 12 && Number(day) >= 1 && Number(day) <= daysIn(2000, number);
  return exists ? yes('recurring', null, null) : no(NO_DAY);
}

/** `[a,b]`: one of these; `{a,b}`: all of them. */
function readSet(value: string): EdtfResult {
  const [, dates] =
    /^(?:\[([^[\]{}]+)\]|\{([^[\]{}]+)\})$/.exec(value) === null ? [] : [value, value.slice(1, -1)];
  if (dates === undefined) return no(FORMS);
  if (dates.includes('..'))
    return no('is a set without an end, whose bounds are unclear: write the dates, or 2013/..');
  const spans: CalendarSpan[] = [];
  for (const date of dates.split(',')) {
    const span = /[?~%]$/.test(date) ? FORMS : readDate(date);
    if (typeof span === 'string') return no(span);
    if (span.precision === 'part-of-year') return no('is a set of parts of a year: write months');
    if ((spans.at(-1)?.earliest ?? '') > span.earliest)
      return no('is not in order: write the earlier date first');
    spans.push(span);
  }
  const latest = spans.reduce((last, span) => (span.latest > last ? span.latest : last), '');
  return yes('one-of', spans[0]?.earliest ?? null, latest);
}

function readInterval(value: string): EdtfResult {
  const [from = '', to = '', ...more] = value.split('/');
  if (from === '' || to === '' || more.length > 0) return no(FORMS);
  if (from === to) return no(from === '..' ? FORMS : `is one date, not a range: write ${from}`);
  const first = from === '..' ? null : readEnd(from);
  const last = to === '..' ? null : readEnd(to);
  if (typeof first === 'string') return no(first);
  return typeof last === 'string' ? no(last) : interval(first, last);
}

function interval(first: CalendarSpan | null, last: CalendarSpan | null): EdtfResult {
  if (first === null || last === null)
    return yes('open', first?.earliest ?? null, last?.latest ?? null);
  if (first.earliest > last.latest) return no(REVERSED);
  // From some day of 2025 to June 2025: it is not clear that it ends after it begins.
  if (first.latest >= last.earliest)
    return no('begins and ends within one date: write both as days, or as months');
  return yes('range', first.earliest, last.latest);
}

function readEnd(value: string): CalendarSpan | string {
  const date = readDate(value);
  return typeof date === 'string' || date.precision !== 'part-of-year'
    ? date
    : 'is a range of parts of a year, whose bounds are unclear: write months, and the words in asWritten';
}
