import { getDateBounds } from '@rapporteur/contracts';

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

/** Returns one date of the calendar without its preposition: `10 September 2025`, `the 2010s`. */
function formatCalendarDate(edtf: string, style: DayStyle = 'spelled'): string {
  const [, date = edtf, doubt = ''] = /^(.*?)([?~%]?)$/.exec(edtf) ?? [];
  return `${DOUBT[doubt] ?? ''}${formatCertainDate(date, style)}`;
}

function formatCertainDate(date: string, style: DayStyle): string {
  const [year = '', month, day] = date.split('-');
  if (year !== 'XXXX' && year.endsWith('XX'))
    return `the years ${year.replace('XX', '00')} to ${year.replace('XX', '99')}`;
  if (year !== 'XXXX' && year.endsWith('X')) return `the ${year.replace('X', '0')}s`;
  if (month === undefined) return year;

  const part = PARTS_OF_YEAR[month];
  if (part !== undefined) return `the ${part} ${year}`;
  if (style === 'numeric' && year !== 'XXXX') return date;
  const dayAndMonth = [day === undefined ? [] : Number(day), MONTHS[Number(month) - 1] ?? month];
  return [...dayAndMonth.flat(), ...(year === 'XXXX' ? [] : [year])].join(' ');
}

/**
 * Returns the words of an EDTF text without a preposition: `10 September 2025`, `July 2024 or July
 * 2025`, `2025 to 2027`, `since 2013`, `by 2004`, `every 3 September`. Throws a RangeError for a text
 * that is not EDTF.
 */
export function formatEdtf(edtf: string, style: DayStyle = 'spelled'): string {
  const [from = '', to = ''] = edtf.split('/');
  switch (getDateBounds({ edtf }).precision) {
    case 'recurring':
      return `every ${formatCalendarDate(edtf, style)}`;
    case 'one-of': {
      const dates = edtf.slice(1, -1).split(',');
      const words = dates.map((date) => formatCalendarDate(date.trim(), style));
      return words.join(edtf.startsWith('[') ? ' or ' : ' and ');
    }
    case 'open':
      return to === '..'
        ? `since ${formatCalendarDate(from, style)}`
        : `by ${formatCalendarDate(to, style)}`;
    case 'range':
      return `${formatCalendarDate(from, style)} to ${formatCalendarDate(to, style)}`;
    case 'day':
    case 'month':
    case 'part-of-year':
    case 'year':
      return formatCalendarDate(edtf, style);
  }
}
