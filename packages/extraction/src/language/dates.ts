import { toCapital } from './word-forms.ts';
import { readNextYear } from './next-years.ts';
import type { DraftFields } from '../draft.ts';
import { getMonthLength, pad } from './date-values.ts';
import type { DatePattern, LanguageFile } from './language-file.ts';
import { type CompiledPattern, compilePattern, escapeForm } from './pattern.ts';
import { SearchExpression } from '../search/search-expression.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

/** A date that a text names, as EDTF, with its basis if the words do not state all of it. */
export interface DatePhrase extends UnitSpan {
  readonly edtf: string;
  readonly words: string;
  readonly basis: 'stated' | 'context' | 'relative';
  readonly rule: string | null;
  readonly precision: 'day' | 'month' | 'year' | 'other';
}

interface CompiledDate extends CompiledPattern {
  readonly part: DatePattern['part'];
  readonly anchor: DatePattern['anchor'];
  readonly neededCounts: readonly (readonly [kind: string, least: number])[];
}

interface WrittenDateParts {
  readonly years: readonly string[];
  readonly months: readonly number[];
  readonly days: readonly number[];
}

/** The codes of EDTF for the divisions of a year. */
const DIVISIONS: Readonly<Record<string, number>> = {
  'first-quarter': 33,
  'second-quarter': 34,
  'third-quarter': 35,
  'fourth-quarter': 36,
  'first-half': 40,
  'second-half': 41,
};
const YEAR = '(?:1[89]|20)\\d{2}(?!\\d)';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
/** "今（4）日". */
const OPENING_BRACKET = /^[（(]/u;
const MIGHT_BE_DATE = /\d|\b(?:last|this|later)\b|\sгода|\s[ст]\.\s?г\./u;

/** Finds dates in the words of one language. */
export class DateFinder {
  readonly #patterns: readonly CompiledDate[];
  /** The forms of the slots, to count their matches in a text. */
  readonly #slots: ReadonlyMap<string, SearchExpression>;
  readonly #months = new Map<string, number>();

  constructor(file: LanguageFile) {
    for (const [month, names] of Object.entries(file.months))
      for (const name of names.flatMap(listSpellings))
        this.#months.set(name.toLowerCase(), Number(month));
    const names = Object.values(file.months)
      .flat()
      .flatMap(listSpellings)
      .toSorted((a, b) => b.length - a.length);
    const forms = {
      day: '(?<!\\d)(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er|ST|ND|RD|TH|-(?:ого|го|е|ое))?(?![\\d%])',
      month:
        names.length === 0
          ? '(?!)'
          : `(?:${names.map(escapeForm).join('|')})(?:\\.(?!\\s*$|\\s+\\p{Lu}))?(?!\\p{L})`,
      // "In June", without a year: the words before it tell that it is a month.
      monthalone:
        names.length === 0
          ? '(?!)'
          : `(?<=(?:^|\\s)(?:[Ii]n|[Ee]n|[Вв]) )(?:${names.map(escapeForm).join('|')})(?!\\p{L}|,? \\d)`,
      // No number of a month, so that "13/11/2031" can only be a day.
      lateday: '(?<!\\d)(?:1[3-9]|2\\d|3[01])(?!\\d)',
      monthnumber: '(?:0?[1-9]|1[0-2])(?!\\d)',
      year: `(?<!\\d)${YEAR}`,
      bareyear: `(?<![\\d/.-])${YEAR}(?![\\d/)-])`,
      isodate: '(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)',
      dash: '\\s?[-–—]\\s?',
      dayalone: `(?<![\\d月第]|为期|历时)(?:${DAY}日(?![内后本元游])|(?<=[今昨明])[（(]${DAY}[)）]日)`,
    };
    this.#slots = new Map(
      Object.entries(forms).map(([kind, form]) => [kind, new SearchExpression(form)] as const),
    );
    this.#patterns = file.dates.map(({ pattern, part, anchor }) => {
      const compiled = compilePattern(pattern, forms);
      const neededCounts = [...Map.groupBy(compiled.neededKinds, (kind) => kind)].map(
        ([kind, { length }]) => [kind, length] as const,
      );
      return { ...compiled, part, anchor, neededCounts };
    });
  }

  /**
   * Returns the dates of a sentence, in order. A day without a year has that of the next date with a
   * month, or of `published`, YYYY-MM-DD; without both it is left out.
   */
  find(text: string, published: string | undefined): readonly DatePhrase[] {
    const isPossibleDate =
      MIGHT_BE_DATE.test(text) || this.#slots.get('monthalone')?.test(text) === true;
    if (!isPossibleDate && !this.#mayName(text)) return [];
    const found: {
      readonly span: UnitSpan;
      readonly match: RegExpExecArray;
      readonly date: CompiledDate;
    }[] = [];
    const taken = new Uint8Array(text.length);
    const isPossible = this.#countSlots(text);
    for (const date of this.#patterns) {
      if (!isPossible(date, found)) continue;
      for (const match of date.expression.list(text)) {
        const span = { start: match.index, end: match.index + match[0].length };
        if (taken[span.start] === 1 || taken[span.end - 1] === 1) continue;
        taken.fill(1, span.start, span.end);
        found.push({ span, match, date });
      }
    }
    found.sort((a, b) => a.span.start - b.span.start);
    const parts = found.map(({ match, date }) => this.#readParts(match, date));
    return found.flatMap(({ span, match, date }, index) => {
      const next = parts.findIndex((one, at) => at > index && isDatedYear(one));
      const between = text.slice(span.end, found[next]?.span.start ?? span.end);
      const nextYear = readNextYear(parts[next]?.years[0], between, published);
      const phrase = resolveDate(parts[index] ?? { years: [], months: [], days: [] }, date, {
        nextYear,
        previousYear: parts.slice(0, index).findLast(isDatedYear)?.years.at(-1),
        published,
      });
      return phrase === undefined ? [] : [{ ...phrase, ...span, words: match[0] }];
    });
  }

  /**
   * Returns a test whether a text may have a match of a pattern: its words, and slots enough beside
   * those that the dates found so far have used.
   */
  #countSlots(
    text: string,
  ): (date: CompiledDate, found: readonly { readonly date: CompiledDate }[]) => boolean {
    const counts = new Map<string, number>();
    let used = 0;
    const count = (kind: string): number => {
      const known = counts.get(kind);
      if (known !== undefined) return known;
      const total = this.#slots.get(kind)?.list(text).length ?? 0;
      counts.set(kind, total);
      return total;
    };
    return ({ expression, neededCounts }, found) => {
      for (; used < found.length; used += 1)
        for (const [kind, least] of found[used]?.date.neededCounts ?? [])
          counts.set(kind, count(kind) - least);
      for (const [kind, least] of neededCounts)
        // A year alone is one of the years.
        if (count(kind === 'bareyear' ? 'year' : kind) < (kind === 'bareyear' ? 1 : least))
          return false;
      return expression.mayMatch(text);
    };
  }

  #mayName(text: string): boolean {
    return this.#patterns.length > 0 && /\p{Script=Han}/u.test(text);
  }

  #readParts(match: RegExpExecArray, { slots }: CompiledDate): WrittenDateParts {
    const read = (kind: string): readonly string[] =>
      slots.flatMap((slot) => {
        const value = match.groups?.[slot.group];
        return slot.kind === kind && value !== undefined ? [value] : [];
      });
    const [iso] = read('isodate');
    if (iso !== undefined) {
      const [year = '', month, day] = iso.split('-');
      return { years: [year], months: [Number(month)], days: [Number(day)] };
    }
    const named = [...read('month'), ...read('monthalone')].map(
      (name) =>
        this.#months.get(name.replace('.', '').toLowerCase()) ??
        this.#months.get(name.toLowerCase()) ??
        0,
    );
    return {
      years: [...read('year'), ...read('bareyear')],
      months: [...named, ...read('monthnumber').map(Number)],
      days: [...read('day'), ...read('lateday'), ...read('dayalone')].map((day) =>
        parseInt(day.replace(OPENING_BRACKET, ''), 10),
      ),
    };
  }
}

/** Returns a month as sites write it: "4 MAY 2031", "le 4 Août 2031", "4 aout 2031". */
function listSpellings(name: string): readonly string[] {
  const plain = name.normalize('NFD').replaceAll(/(?<=\p{Script=Latin})\p{M}/gu, '');
  return [...new Set([name, plain.normalize('NFC')])].flatMap((one) => [
    ...new Set([one, toCapital(one), one.toUpperCase()]),
  ]);
}

/** "The plan for 2032" is not the year of "1 December" in the same sentence. */
function isDatedYear({ years, months }: WrittenDateParts): boolean {
  return years.length > 0 && months.length > 0;
}

type ResolvedDate = Omit<DatePhrase, keyof UnitSpan | 'words'>;

interface DateContext {
  readonly nextYear: string | undefined;
  readonly previousYear: string | undefined;
  readonly published: string | undefined;
}

function resolveDate(
  parts: WrittenDateParts,
  { part, anchor }: Pick<CompiledDate, 'part' | 'anchor'>,
  context: DateContext,
): ResolvedDate | undefined {
  const { published } = context;
  if (anchor !== null)
    return published === undefined ? undefined : resolveRelative(parts, anchor, published);
  const [stated] = parts.years;
  const year = stated ?? context.nextYear ?? context.previousYear ?? published?.slice(0, 4);
  if (year === undefined) return undefined;
  if (stated === undefined && part === null && mayBeOfNextYear(parts, year, published))
    return undefined;
  const isYearStated = stated !== undefined;
  const basis = isYearStated ? 'stated' : 'context';
  const edtf = part === null ? formatParts(parts, year) : formatPart(parts, year, part);
  if (edtf === undefined) return undefined;
  return { edtf, basis, rule: null, precision: getPrecision(parts, part, edtf) };
}

/** "4月" of a text of September may be of the next year. */
function mayBeOfNextYear(
  { days, months }: WrittenDateParts,
  year: string,
  published = '',
): boolean {
  const [month = 0] = months;
  const isBare = days.length === 0 && months.length === 1;
  return isBare && year === published.slice(0, 4) && month < Number(published.slice(5, 7));
}

function getPrecision(
  { days, months }: WrittenDateParts,
  part: DatePattern['part'],
  edtf: string,
): DatePhrase['precision'] {
  if (part !== null || edtf.includes('/')) return 'other';
  if (days.length > 0) return 'day';
  return months.length > 0 ? 'month' : 'year';
}

function resolveRelative(
  parts: WrittenDateParts,
  anchor: NonNullable<DatePattern['anchor']>,
  published: string,
): ResolvedDate | undefined {
  const {
    months: [month = 1],
  } = parts;
  if (anchor === 'near') return resolveNear(parts, published);
  const year = Number(published.slice(0, 4));
  const rule = `published ${published}`;
  const relative = { basis: 'relative', rule, precision: 'month' } as const;
  if (anchor === 'next-year' || anchor === 'this-year') {
    const stated = `${anchor === 'next-year' ? year + 1 : year}`;
    const isBare = parts.months.length === 0;
    const edtf = isBare ? stated : formatParts(parts, stated);
    if (edtf === undefined) return undefined;
    return { ...relative, edtf, precision: getPrecision(parts, null, edtf) };
  }
  // "Last July", written in September, may be of this year or of the one before.
  if (month >= Number(published.slice(5, 7)))
    return { ...relative, edtf: `${year - 1}-${pad(month)}` };
  const both = `[${year - 1}-${pad(month)},${year}-${pad(month)}]`;
  return { ...relative, edtf: both, precision: 'other' };
}

/** A day without its month is the one nearest to the day of publication. */
function resolveNear({ days }: WrittenDateParts, published: string): ResolvedDate | undefined {
  const [last = 0] = days.slice(-1);
  const [year = 0, month = 1] = published.split('-').map(Number);
  const nearest = [-1, 0, 1]
    .map((shift) => new Date(Date.UTC(year, month - 1 + shift, last)))
    .filter((day) => day.getUTCDate() === last)
    .map((day) => ({ day, distance: Math.abs(day.getTime() - Date.parse(published)) }))
    .toSorted((a, b) => a.distance - b.distance)[0]
    ?.day.toISOString();
  if (nearest === undefined) return undefined;
  const months = [Number(nearest.slice(5, 7))];
  const edtf = formatParts({ years: [], months, days }, nearest.slice(0, 4));
  if (edtf === undefined) return undefined;
  return { edtf, basis: 'context', rule: null, precision: days.length > 1 ? 'other' : 'day' };
}

/** Returns a day, month or year, or a range of two; undefined if it is not in the calendar. */
function formatParts({ years, months, days }: WrittenDateParts, year: string): string | undefined {
  const count = Math.max(years.length, months.length, days.length);
  const ends = Array.from({ length: count }, (_, index) => {
    // A part that is given once belongs to both ends: "3 to 5 May 2030".
    const pick = <T>(list: readonly T[]): T | undefined =>
      list.length < count ? list.at(-1) : list[index];
    return formatOne(pick(years) ?? year, pick(months), pick(days));
  });
  if (ends.includes(undefined)) return undefined;
  const [first, last] = [ends[0], ends.at(-1)];
  if (count === 1) return first;
  return first !== undefined && last !== undefined && first < last ? `${first}/${last}` : undefined;
}

function formatOne(year: string, month?: number, day?: number): string | undefined {
  if (month === undefined) return year;
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return `${year}-${pad(month)}`;
  return day <= getMonthLength(Number(year), month)
    ? `${year}-${pad(month)}-${pad(day)}`
    : undefined;
}

function formatPart(
  { months: [month] }: WrittenDateParts,
  year: string,
  part: NonNullable<DatePattern['part']>,
): string {
  const division = DIVISIONS[part];
  if (division !== undefined) return `${year}-${division}`;
  if (part === 'since') return `${year}/..`;
  const at = `${year}-${pad(month ?? 1)}`;
  if (part === 'early') return `${at}-01/${at}-10`;
  if (part === 'middle') return `${at}-11/${at}-20`;
  return `${at}-21/${at}-${getMonthLength(Number(year), month ?? 1)}`;
}

/** Returns a date as a submission writes it: short, unless its basis or its words matter. */
export function toDateValue(date: Omit<DatePhrase, keyof UnitSpan>): string | DraftFields {
  const { edtf, basis, rule, words } = date;
  if (basis === 'stated' && !/\d{4}-\d{2}-\d{2}\/|^\[|-4[01]$/.test(edtf)) return edtf;
  return {
    edtf,
    asWritten: words,
    ...(basis === 'stated' ? {} : { basis }),
    ...(rule === null ? {} : { rule }),
  };
}
