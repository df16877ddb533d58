import { parseEdtf } from '@rapporteur/contracts';
import { escapePattern } from './escaped-pattern.ts';

/** A date of a cell, or the reason why there is none. */
export type DateReading =
  | { readonly ok: true; readonly edtf: string }
  | { readonly ok: false; readonly reason: string };

/** A named format of dates, such as `D/M/YYYY`. */
export interface DateFormat {
  readonly name: string;
  /** Returns the date of a text that has this form, also if it is no day; undefined for other forms. */
  read(text: string): DateReading | undefined;
}

/** Knowledge that formats need. */
export interface DateFormatOptions {
  /** The languages of names of months, as BCP 47 tags. */
  readonly languages: readonly string[];
  /** The first year of the century of two-digit years, such as 1900; undefined: not named. */
  readonly century: number | undefined;
}

const TOKEN = /YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|mm|ss|\.\.|'[^']*'|\s+|[^YMDHms'\s]/gy;
const SERIAL_DAYS_MAX = 2_958_465;
const DAY_MS = 86_400_000;

/** The first days of the two calendars of spreadsheets; in the first one, 1900 is a leap year. */
const SERIAL_STARTS: Readonly<Record<string, number>> = {
  serial: Date.UTC(1899, 11, 30),
  'serial-1904': Date.UTC(1904, 0, 1),
};

/** A format, or the reason why the text names none. */
export type ParsedDateFormat = DateFormat | { readonly reason: string };

/** Parses the name of a format: tokens as in `D MMMM YYYY`, `serial`, `serial-1904` or `edtf`. */
export function parseDateFormat(name: string, options: DateFormatOptions): ParsedDateFormat {
  if (name === 'edtf') return { name, read: (text) => checkDate(text) };
  const start = SERIAL_STARTS[name];
  if (start !== undefined) return { name, read: (text) => readSerial(text, name, start) };

  const tokens: readonly string[] = name.trim().match(TOKEN) ?? [];
  if (tokens.join('') !== name.trim() || !tokens.some((token) => token.startsWith('Y')))
    return { reason: 'must have a year: tokens are YYYY, M, MM, MMM, MMMM, D and DD' };
  if (tokens.includes('YY') && options.century === undefined)
    return { reason: 'has two-digit years; name the century: { formats: …, century: 1900 }' };
  const format = new TokenFormat(tokens, options);
  return { name, read: (text) => format.read(text) };
}

interface DayParts {
  year?: string;
  month?: string;
  day?: string;
}

type PartName = keyof DayParts;

const PARTS: Readonly<Record<string, PartName>> = { Y: 'year', M: 'month', D: 'day' };

class TokenFormat {
  readonly #pattern: RegExp;
  /** The parts in the order of the groups; a part that comes again begins the end of a range. */
  readonly #groups: { readonly part: PartName; readonly isEnd: boolean }[] = [];
  readonly #months: ReadonlyMap<string, string>;
  readonly #century: number;
  readonly #isOpen: boolean;

  constructor(tokens: readonly string[], { languages, century = 0 }: DateFormatOptions) {
    this.#months = listMonths(languages);
    this.#century = century;
    this.#isOpen = tokens.includes('..');
    let isEnd = false;
    const seen = new Set<PartName>();
    const sources = tokens.map((token) => {
      const part = PARTS[token[0] ?? ''];
      if (part === undefined) return toLiteral(token);
      if (seen.has(part)) isEnd = true;
      seen.add(part);
      this.#groups.push({ part, isEnd });
      return toSource(token, this.#months);
    });
    this.#pattern = new RegExp(`^${sources.join('')}$`, 'iu');
  }

  read(text: string): DateReading | undefined {
    const match = this.#pattern.exec(text.replace(/\s+/g, ' ').trim());
    if (match === null) return undefined;
    const first: DayParts = {};
    const last: DayParts = {};
    for (const [index, { part, isEnd }] of this.#groups.entries())
      (isEnd ? last : first)[part] = this.#toDigits(part, match[index + 1] ?? '');

    if (Object.keys(last).length > 0) {
      const from = formatDay({ ...last, ...first });
      const to = formatDay({ ...first, ...last });
      return checkDate(from === to ? from : `${from}/${to}`);
    }
    return checkDate(this.#isOpen ? `${formatDay(first)}/..` : formatDay(first));
  }

  #toDigits(part: PartName, text: string): string {
    if (part === 'month') return this.#months.get(foldMonth(text)) ?? text.padStart(2, '0');
    if (part === 'year' && text.length === 2) return String(this.#century + Number(text));
    return text.padStart(2, '0');
  }
}

function toSource(token: string, months: ReadonlyMap<string, string>): string {
  switch (token) {
    case 'YYYY':
      return '(\\d{4})';
    case 'YY':
    case 'MM':
    case 'DD':
      return '(\\d\\d)';
    case 'MMM':
    case 'MMMM': {
      const names = [...months.keys()].toSorted((a, b) => b.length - a.length);
      return `(${names.map((name) => escapePattern(name)).join('|')})\\.?`;
    }
    default:
      return '(\\d{1,2})';
  }
}

function toLiteral(token: string): string {
  if (token === '..') return '';
  if (/^(HH|mm|ss)$/.test(token)) return '\\d{1,2}';
  if (/^\s/.test(token)) return ' ?';
  if (/^[-‐‑‒–—−]$/.test(token)) return ' ?[-‐‑‒–—−] ?';
  return escapePattern(token.startsWith("'") ? token.slice(1, -1) : token);
}

const formatDay = ({ year, month, day }: DayParts): string =>
  [year, month, day].filter((part) => part !== undefined).join('-');

function checkDate(edtf: string): DateReading {
  const parsed = parseEdtf(edtf);
  return parsed.ok
    ? { ok: true, edtf }
    : { ok: false, reason: `is ${edtf}, which ${parsed.reason}` };
}

function readSerial(text: string, name: string, start: number): DateReading | undefined {
  const days = /^(\d{1,7})(?:\.\d+)?$/.exec(text.trim())?.[1];
  if (days === undefined) return undefined;
  const isLeapDay = name === 'serial' && Number(days) === 60;
  if (isLeapDay || Number(days) > SERIAL_DAYS_MAX || Number(days) < 1)
    return { ok: false, reason: 'does not number a day' };
  // Before the day that never was, the numbers of the first calendar are one less.
  const shift = name === 'serial' && Number(days) < 60 ? 1 : 0;
  return checkDate(new Date(start + (Number(days) + shift) * DAY_MS).toISOString().slice(0, 10));
}

const foldMonth = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\.$/, '');

/** Returns the names of months in some languages, long and short, and their two digits. */
function listMonths(languages: readonly string[]): ReadonlyMap<string, string> {
  const formats = languages.flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) =>
      [{ month }, { day: 'numeric', month } as const].map(
        (form) => new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }),
      ),
    ),
  );
  const months = new Map<string, string>([['sept', '09']]);
  for (let n = 0; n < 12; n += 1) {
    const day = new Date(Date.UTC(2000, n, 1));
    for (const format of formats) {
      const part = format.formatToParts(day).find(({ type }) => type === 'month');
      const name = foldMonth(part?.value ?? '');
      if (/\p{L}/u.test(name)) months.set(name, String(n + 1).padStart(2, '0'));
    }
  }
  return months;
}

/**
 * Reads a date by the first of the formats that has its form. Two formats that give different dates
 * are no guess: the text is not read.
 */
export function readDate(text: string, formats: readonly DateFormat[]): DateReading {
  const readings = formats.flatMap((format) => {
    const reading = format.read(text);
    return reading === undefined ? [] : [{ name: format.name, reading }];
  });
  const valid = readings.flatMap(({ name, reading }) =>
    reading.ok ? [{ name, edtf: reading.edtf }] : [],
  );
  const [first] = valid;
  const other = valid.find(({ edtf }) => edtf !== first?.edtf);
  if (first !== undefined && other === undefined) return { ok: true, edtf: first.edtf };
  if (first !== undefined && other !== undefined) {
    const reason = `is ${first.edtf} as ${first.name}, and ${other.edtf} as ${other.name}`;
    return { ok: false, reason };
  }
  const [failed] = readings;
  if (failed !== undefined && !failed.reading.ok)
    return { ok: false, reason: `read as ${failed.name} ${failed.reading.reason}` };
  const names = formats.map(({ name }) => name).join(' or ');
  return { ok: false, reason: `does not have the form ${names}` };
}
