import { type DateValue, getDateBounds } from '@rapporteur/contracts';
import {
  formatDatesTogether,
  formatEdtf,
  listEnds,
  listMembers,
  listMonthWords,
  PART_IN_WORDS,
} from './date-words.ts';
import { joinWords } from './english.ts';

/** Returns a date in words, without the preposition that an open end has by itself. */
const spellEdtf = (edtf: string): string => formatEdtf(edtf).replace(/^(?:since|by) /, '');

/** Returns a period as of a plan: `2025–2027`, `2026`, `June to August 2025`. */
const spellPeriod = (edtf: string): string =>
  /^\d{4}\/\d{4}$/.test(edtf) ? edtf.replace('/', '–') : spellEdtf(edtf);

const isDay = (edtf: string): boolean => /^[\dX]{4}-\d\d-\d\d/.test(edtf);
const choosePreposition = (edtf: string): string => (isDay(edtf) ? 'on' : 'in');

/** Adds the preposition of a day, month or year: `perhaps in June 2025`, `about 10 June 2025`. */
function placeOne(edtf: string): string {
  const spelled = spellEdtf(edtf);
  if (/[~%]$/.test(edtf)) return spelled;
  const place = `${choosePreposition(edtf)} ${spelled.replace(/^perhaps /, '')}`;
  return spelled.startsWith('perhaps ') ? `perhaps ${place}` : place;
}

function placeMembers(edtf: string): string {
  const members = listMembers(edtf);
  const [first = ''] = members;
  const alike = members.every((member) => isDay(member) === isDay(first));
  if (alike) return `${choosePreposition(first)} ${spellEdtf(edtf)}`;
  return joinWords(members.map(placeOne), edtf.startsWith('[') ? 'or' : 'and');
}

/** The kind of thing that happens at a date: an event at one moment, or something that lasts. */
type DateUse = 'moment' | 'duration';

/** Returns a date with its preposition: `on 10 September 2025`, `by 3 May 2024`, `since 2013`. */
function placeEdtf(edtf: string, use: DateUse): string {
  switch (getDateBounds({ edtf }).precision) {
    case 'recurring':
      return formatEdtf(edtf);
    case 'one-of':
      return placeMembers(edtf);
    case 'open': {
      if (edtf.endsWith('/..')) return `since ${spellEdtf(edtf)}`;
      return `${use === 'moment' ? 'by' : 'until'} ${spellEdtf(edtf)}`;
    }
    case 'range':
      return /[?~%]/.test(edtf)
        ? `between ${formatDatesTogether(listEnds(edtf), (words) => words.join(' and '))}`
        : `from ${spellEdtf(edtf)}`;
    case 'day':
    case 'month':
    case 'part-of-year':
    case 'year':
      return placeOne(edtf);
  }
}

/** Returns `late August 2025` for a range with these words in the source; null for others. */
function findPartInWords({ edtf, asWritten }: DateValue): string | null {
  const [, part] = PART_IN_WORDS.exec(asWritten ?? '') ?? [];
  const [from, to] = listEnds(edtf);
  const year = from.slice(0, 4);
  return part === undefined || year !== to.slice(0, 4) ? null : `${part} ${year}`;
}

/** Words of a date that say no more than the date itself. */
const NEUTRAL_WORDS =
  /^(?:on|in|of|the|since|from|to|till|until|by|and|or|at|year|dated|date|day|th|st|nd|rd)$/;

/** Returns whether the words of the source say something that the date in words does not. */
function hasOtherWords(asWritten: string, spelled: string): boolean {
  if (!/\p{Script=Latin}/u.test(asWritten) && /\p{L}/u.test(asWritten)) return false;
  const known = new Set(readTokens(spelled));
  for (const word of listMonthWords(known)) known.add(word);
  return readTokens(asWritten).some((token) => !known.has(token) && !NEUTRAL_WORDS.test(token));
}

const readTokens = (text: string): readonly string[] =>
  (text.toLowerCase().match(/\d+|\p{L}+/gu) ?? []).map((token) => token.replace(/^0+(?=\d)/, ''));

const BASIS_MARKS: Readonly<Record<string, string>> = {
  context: 'from context',
  relative: 'relative date',
  derived: 'derived',
};

/** Returns ` (from context)` for a value that is not stated, else nothing. */
export function markBasis(basis: string): string {
  const mark = BASIS_MARKS[basis];
  return mark === undefined ? '' : ` (${mark})`;
}

/** Adds the words of the source, if they say something else, and the basis. */
function addMarks({ asWritten, basis }: DateValue, spelled: string): string {
  const words = asWritten !== null && hasOtherWords(asWritten, spelled) ? `“${asWritten}”` : null;
  // The words show by themselves that the date is relative.
  const mark = basis === 'relative' && words !== null ? undefined : BASIS_MARKS[basis];
  const marks = [words, mark].filter((part) => part !== null && part !== undefined);
  return marks.length === 0 ? spelled : `${spelled} (${marks.join(', ')})`;
}

/** Returns the date of an event with its preposition, and its basis if it is not stated. */
export function formatDate(date: DateValue | null, use: DateUse = 'moment'): string | null {
  if (date === null) return null;
  const { basis } = date;
  const part = findPartInWords(date);
  if (part !== null) return `in ${part}${basis === 'relative' ? '' : markBasis(basis)}`;
  return addMarks(date, placeEdtf(date.edtf, use));
}

/** Returns a date without its preposition, and its basis if it is not stated. */
export function formatPlainDate(date: DateValue | null): string | null {
  if (date === null) return null;
  return addMarks(date, findPartInWords(date) ?? spellEdtf(date.edtf));
}

/** Returns a period without its preposition: `2025–2027`. */
function formatPeriod(period: DateValue | null): string | null {
  return period === null ? null : addMarks(period, spellPeriod(period.edtf));
}

/**
 * Returns a period with its preposition: `for 2025–2027`, `from 1 June to 31 July 2025`; if only one
 * end is stated, `until 10 January 2023` or `since 2024`.
 */
export function formatForPeriod(period: DateValue | null): string | null {
  if (period === null) return null;
  const { precision } = getDateBounds(period);
  const hasEnds = precision === 'open' || (precision === 'range' && /-/.test(period.edtf));
  return hasEnds ? formatDate(period, 'duration') : `for ${formatPeriod(period)}`;
}

/** Returns the time in which something was counted: `between 1 January and 29 September 2025`. */
export function formatWithin(period: DateValue | null): string | null {
  if (period === null) return null;
  if (getDateBounds(period).precision !== 'range') return formatDate(period, 'duration');
  const ends = formatDatesTogether(listEnds(period.edtf), (words) => words.join(' and '));
  return addMarks(period, `between ${ends}`);
}

/** Returns whether a date is one day, month or year, without marks. */
const isPlain = ({ edtf, asWritten, basis }: DateValue): boolean =>
  /^[-\d]+$/.test(edtf) && asWritten === null && basis === 'stated';

/** The start and end of a term, and a day on which it was current. */
interface TermDates {
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
}

/**
 * Returns `from 1 January 2026 to 31 December 2026`, `since 2013`, `until 2020` or `, as of 2025`.
 * A term that may lie ahead begins `from` its day, not `since`.
 */
export function formatTermDates(
  { startedOn, endedOn, heldAsOf }: TermDates,
  startWord: 'since' | 'from' = 'since',
): string {
  const asOf = heldAsOf === null ? '' : `, as of ${formatPlainDate(heldAsOf)}`;
  if (startedOn === null)
    return endedOn === null ? asOf : `until ${formatPlainDate(endedOn)}${asOf}`;
  if (endedOn !== null && isPlain(startedOn) && isPlain(endedOn)) {
    const ends = [startedOn.edtf, endedOn.edtf];
    return `from ${formatDatesTogether(ends, (words) => words.join(' to '))}${asOf}`;
  }
  const latest = startedOn.edtf.startsWith('../') ? ' at the latest' : '';
  const start = `${formatPlainDate(startedOn)}${latest}`;
  return endedOn === null
    ? `${startWord} ${start}${asOf}`
    : `from ${start} to ${formatPlainDate(endedOn)}${asOf}`;
}
