import { getDateBounds, type DateValue } from '@rapporteur/contracts';
import { formatEdtf } from './date-words.ts';

const preposition = (edtf: string): string => (/^[\dX]{4}-\d\d-\d\d/.test(edtf) ? 'on' : 'in');

function sayEdtf(edtf: string): string {
  const words = formatEdtf(edtf);
  switch (getDateBounds({ edtf }).precision) {
    case 'recurring':
    case 'open':
      return words;
    case 'range':
      return `from ${words}`;
    case 'one-of':
      return `${preposition(edtf.slice(1))} ${words}`;
    case 'day':
    case 'month':
    case 'part-of-year':
    case 'year':
      return `${preposition(edtf)} ${words}`;
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
