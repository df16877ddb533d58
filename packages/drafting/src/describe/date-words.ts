import { getDateBounds } from '@rapporteur/contracts';
import { joinWords } from './english.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

// The quarters, thirds and halves of a year in ISO 8601-2.
const PARTS_OF_YEAR: Readonly<Record<string, string>> = {
  '33': 'first quarter of',
  '34': 'second quarter of',
  '35': 'third quarter of',
  '36': 'fourth quarter of',
  '37': 'first third of',
  '38': 'second third of',
  '39': 'last third of',
  '40': 'first half of',
  '41': 'second half of',
};

const DOUBT: Readonly<Record<string, string>> = {
  '?': 'perhaps ',
  '~': 'about ',
  '%': 'perhaps about ',
};

/** How a day is written: `10 September 2025`, or `2025-09-10`, which sorts and is short. */
export type DayStyle = 'spelled' | 'numeric';

/** The parts of a date in words; null if it has none. A doubt ends with a space. */
interface DateParts {
  readonly day: string | null;
  readonly month: string | null;
  readonly year: string | null;
  readonly doubt: string;
}

function formatYear(year: string): string | null {
  if (year === 'XXXX') return null;
  if (year.endsWith('XX'))
    return `the years ${year.replace('XX', '00')} to ${year.replace('XX', '99')}`;
  return year.endsWith('X') ? `the ${year.replace('X', '0')}s` : year;
}

function readDate(edtf: string): DateParts {
  const [, date = edtf, doubt = ''] = /^(.*?)([?~%]?)$/.exec(edtf) ?? [];
  const [year = '', month, day] = date.split('-');
  const part = PARTS_OF_YEAR[month ?? ''];
  return {
    day: day === undefined ? null : String(Number(day)),
    month: part === undefined ? (MONTHS[Number(month) - 1] ?? null) : `the ${part}`,
    year: formatYear(year),
    doubt: DOUBT[doubt] ?? '',
  };
}

const joinParts = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null).join(' ');

/** Returns one date of the calendar without its preposition: `10 September 2025`, `the 2010s`. */
function formatCalendarDate(edtf: string, style: DayStyle = 'spelled'): string {
  const { day, month, year, doubt } = readDate(edtf);
  const isNumeric = style === 'numeric' && /^\d{4}-[01]\d/.test(edtf);
  return `${doubt}${isNumeric ? edtf.replace(/[?~%]$/, '') : joinParts(day, month, year)}`;
}

/** Returns several dates, with a common month or year only once: `1 or 2 June 2025`. */
export function formatDatesTogether(
  edtfs: readonly string[],
  join: (words: readonly string[]) => string,
): string {
  const dates = edtfs.map(readDate);
  const isShared = (part: 'day' | 'month' | 'year'): boolean =>
    dates.every((date) => date[part] !== null && date[part] === dates[0]?.[part]);
  const isAlike = dates.every(({ day }) => (day === null) === (dates[0]?.day === null));
  if (
    dates.some(({ doubt, month }) => doubt !== '' || month === null) ||
    !isAlike ||
    !isShared('year')
  )
    return join(edtfs.map((edtf) => formatCalendarDate(edtf)));

  const year = dates[0]?.year ?? null;
  return dates[0]?.day !== null && isShared('month')
    ? joinParts(join(dates.map(({ day }) => day ?? '')), dates[0]?.month ?? null, year)
    : joinParts(join(dates.map(({ day, month }) => joinParts(day, month))), year);
}

/** Returns the members of a set of dates. */
export const listMembers = (edtf: string): readonly string[] => edtf.slice(1, -1).split(',');

/** Returns the start and the end of a range. */
export function listEnds(edtf: string): readonly [from: string, to: string] {
  const [from = '', to = ''] = edtf.split('/');
  return [from, to];
}

/**
 * Returns the words of an EDTF text without a preposition: `10 September 2025`, `July 2024 or July
 * 2025`, `1 to 3 June 2025`, `since 2013`, `by 2004`, `every 3 September`. Throws a RangeError for a
 * text that is not EDTF.
 */
export function formatEdtf(edtf: string, style: DayStyle = 'spelled'): string {
  const join = (edtfs: readonly string[], joinAll: (words: readonly string[]) => string): string =>
    style === 'spelled'
      ? formatDatesTogether(edtfs, joinAll)
      : joinAll(edtfs.map((date) => formatCalendarDate(date, style)));
  const [from, to] = listEnds(edtf);
  switch (getDateBounds({ edtf }).precision) {
    case 'recurring':
      return `every ${formatCalendarDate(edtf, style)}`;
    case 'one-of':
      return join(listMembers(edtf), (words) =>
        joinWords(words, edtf.startsWith('[') ? 'or' : 'and'),
      );
    case 'open':
      return to === '..'
        ? `since ${formatCalendarDate(from, style)}`
        : `by ${formatCalendarDate(to, style)}`;
    case 'range':
      return join([from, to], (words) => words.join(' to '));
    case 'day':
    case 'month':
    case 'part-of-year':
    case 'year':
      return formatCalendarDate(edtf, style);
  }
}

/** Returns the number, name and short name of a month that a text names; empty without one. */
export function listMonthWords(words: ReadonlySet<string>): readonly string[] {
  const index = MONTHS.findIndex((month) => words.has(month.toLowerCase()));
  const month = MONTHS[index];
  return month === undefined ? [] : [String(index + 1), month.slice(0, 3).toLowerCase()];
}

/** Words for a part of a month or year that a source uses: `late August`, `spring`. */
export const PART_IN_WORDS = new RegExp(
  `^(?:in )?(?:the )?((?:(?:early|mid|late)[- ](?:${MONTHS.join('|')})|` +
    'spring|summer|autumn|fall|winter))(?:(?: of)? \\d{4})?$',
  'i',
);
