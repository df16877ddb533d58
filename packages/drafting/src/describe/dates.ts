import { getDateBounds, type DateValue } from '@rapporteur/contracts';

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
  '33': 'the first quarter of',
  '34': 'the second quarter of',
  '35': 'the third quarter of',
  '36': 'the fourth quarter of',
  '37': 'the first third of',
  '38': 'the second third of',
  '39': 'the last third of',
  '40': 'the first half of',
  '41': 'the second half of',
};

const DOUBT: Readonly<Record<string, string>> = {
  '?': 'perhaps ',
  '~': 'about ',
  '%': 'perhaps about ',
};

/** Returns a date without its preposition: `10 September 2025`, `June 2025`, `2026`. */
function spell(edtf: string): string {
  const [, date = edtf, doubt = ''] = /^(.*?)([?~%]?)$/.exec(edtf) ?? [];
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return `${DOUBT[doubt] ?? ''}${year}`;
  const named = MONTHS[Number(month) - 1] ?? PARTS_OF_YEAR[month];
  if (named === undefined) return edtf;
  return (
    `${DOUBT[doubt] ?? ''}${day === undefined ? '' : `${Number(day)} `}${named}` +
    (year === 'XXXX' ? '' : ` ${year}`)
  );
}

const preposition = (edtf: string): string => (/^[\dX]{4}-\d\d-\d\d/.test(edtf) ? 'on' : 'in');

function sayEdtf(edtf: string): string {
  switch (getDateBounds({ edtf }).precision) {
    case 'day':
    case 'month':
    case 'part-of-year':
    case 'year':
      return `${preposition(edtf)} ${spell(edtf)}`;
    case 'recurring':
      return `every year ${preposition(edtf)} ${spell(edtf)}`;
    case 'one-of': {
      const word = edtf.startsWith('[') ? ' or ' : ' and ';
      const dates = edtf.slice(1, -1).split(',');
      return `${preposition(dates[0] ?? '')} ${dates.map((date) => spell(date.trim())).join(word)}`;
    }
    case 'open': {
      const [from = '', to = ''] = edtf.split('/');
      return to === '..' ? `since ${spell(from)}` : `until ${spell(to)}`;
    }
    case 'range': {
      const [from = '', to = ''] = edtf.split('/');
      return `from ${spell(from)} to ${spell(to)}`;
    }
  }
}

/**
 * Returns a date with its preposition, `on 10 September 2025`, and its basis if it is not
 * stated.
 */
function when({ edtf, asWritten, basis }: DateValue): string {
  const marks = [asWritten === null ? null : `“${asWritten}”`, basis === 'stated' ? null : basis];
  const said = marks.filter((mark) => mark !== null).join(', ');
  return said === '' ? sayEdtf(edtf) : `${sayEdtf(edtf)} (${said})`;
}

export const formatDate = (date: DateValue | null): string | null =>
  date === null ? null : when(date);
