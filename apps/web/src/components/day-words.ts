import {
  formatDateText,
  formatValue,
  isEmpty,
  isJsonFields,
  type JsonFields,
} from '@rapporteur/pages';
import { formatMessage, getLanguage, translateTerm } from '../messages/messages.ts';

/** The parts of a day, a month or a year in EDTF. */
const PLAIN_DAY = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

/**
 * Returns an EDTF text with its months in words, in the language of the interface: `3 May 2024`,
 * `3 mai 2024`. A season, and a day that is not exact, have their English words.
 */
export function spellDay(edtf: string): string {
  const language = getLanguage();
  if (language === 'en') return formatDateText(edtf, 'spelled');
  const ends = edtf.split('/');
  if (!ends.every((end) => PLAIN_DAY.test(end))) return formatDateText(edtf, 'spelled');
  return ends.map((end) => spellPlainDay(end, language)).join(' – ');
}

function spellPlainDay(edtf: string, language: string): string {
  const [, year = '', month, day] = PLAIN_DAY.exec(edtf) ?? [];
  const time = Date.UTC(Number(year), Number(month ?? '1') - 1, Number(day ?? '1'));
  return new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
  }).format(time);
}

/**
 * Returns a value in words, and a day in the language of the interface; an empty text without a value.
 */
export function spellValue(value: unknown): string {
  if (isEmpty(value)) return '';
  const words = formatValue(value, { days: 'spelled' });
  if (!isJsonFields(value)) return words;
  const { edtf, basis } = value;
  if (typeof edtf !== 'string' || getLanguage() === 'en') return words;
  const marks = words.slice(formatDateText(edtf, 'spelled').length);
  const translated =
    typeof basis === 'string' ? marks.replace(`(${basis})`, `(${translateTerm(basis)})`) : marks;
  return spellDay(edtf) + translated;
}

/** The things whose day is that of the statement, not that of the fact. */
const STATEMENT_DAYS: ReadonlySet<unknown> = new Set(['meeting', 'stated-in', 'document']);

/**
 * Returns the day of a fact of a list. A fact without a day of its own has the day on which its meeting
 * or document states it, in words that say so.
 */
export function spellFactDay({ placedOn, date, dateOf }: JsonFields): string {
  const own = spellValue(placedOn);
  const other = spellValue(date);
  if (own !== '' || other === '') return own;
  // A row without a place in a timeline has its own day.
  const isStated = placedOn !== undefined && STATEMENT_DAYS.has(dateOf);
  return isStated ? formatMessage('day.stated', { day: other }) : other;
}
