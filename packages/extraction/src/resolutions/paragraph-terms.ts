import { countDay } from '../language/date-values.ts';
import { type DateFinder, type DatePhrase, toDateValue } from '../language/dates.ts';
import type { DraftFields, DraftValue } from '../draft.ts';
import type { LanguageFile, ResolutionWords } from '../language/language-file.ts';
import type { NumberWords } from '../language/number-words.ts';
import type { UnitSpan } from '../text/prepared-text.ts';
import { type CompiledPattern, compilePattern, escapeForm } from '../language/pattern.ts';

/** A day and an interval of a request, and the place of its words. */
export interface RequestTerms extends UnitSpan {
  readonly dueOn: DraftValue | undefined;
  readonly every: string | undefined;
}

/** Words in which each date is one character. */
interface MarkedWords {
  readonly words: string;
  readonly dates: readonly DatePhrase[];
  /** The place of a character of the words in the text. */
  readonly toPlace: (index: number) => number;
}

/** A day with the place of its pattern in the list. */
type RankedDay = FoundDay & { readonly rank: number };

/** A deadline or the end of a period, with the place of its words in the marked ones. */
interface FoundDay extends UnitSpan {
  /** The place of the pattern that it is in: the days of a list have the same. */
  readonly list: number;
  readonly value: string | DraftFields;
  readonly edtf: string;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/\bdays?\b|\bdaily\b/i, 'D'],
  [/\bweek(?:s|ly)?\b/i, 'W'],
  [
    /\bquarter(?:ly)?\b|\bmonth(?:s|ly)?\b|\bbiannual(?:ly)?\b|\bsemi-annual(?:ly)?\b|\btwice\b/i,
    'M',
  ],
  [/\byear(?:s|ly)?\b|\bannual(?:ly)?\b/i, 'Y'],
];
const WORDS_BETWEEN_MAX = 160;
/** A paragraph has its day in its first words; a longer one would take too much time. */
const TERMS_LENGTH_MAX = 8000;
/** The days of a list are so near: "by 1 May and 1 November 2032". */
const LIST_GAP_MAX = 8;
const NEXT_DATE = /(?:,?\s(?:and|or)\s|,\s)(?:by\s)?\uE000/y;
/** A period that begins with another event than the adoption: "within 30 days of receipt". */
const OTHER_START =
  /^\s(?:of|from|after|following|prior to|before)\s(?!(?:the\s)?(?:date of\s)?(?:the\s)?(?:adoption|passing)\b)/;

/** Reads deadlines, intervals and periods of validity in the paragraphs of one language. */
export class TermReader {
  readonly #deadlines: readonly CompiledPattern[];
  readonly #intervals: readonly CompiledPattern[];
  readonly #periods: readonly CompiledPattern[];
  readonly #effects: readonly (readonly [RegExp, string])[];
  readonly #mandate: RegExp;
  readonly #numbers: NumberWords;
  readonly #dates: DateFinder;

  constructor(
    { resolution }: { readonly resolution: ResolutionWords } & Pick<LanguageFile, 'language'>,
    { numbers, dates }: { readonly numbers: NumberWords; readonly dates: DateFinder },
  ) {
    const forms = { count: numbers.countForm, date: '\uE000' };
    const compile = (patterns: readonly string[]): readonly CompiledPattern[] =>
      patterns.map((pattern) => compilePattern(pattern, forms));
    this.#deadlines = compile(resolution.deadlines);
    this.#intervals = compile(resolution.intervals);
    this.#periods = compile(resolution.periods);
    this.#effects = Object.entries(resolution.effects).map(
      ([effect, words]) => [toForm(words), effect] as const,
    );
    this.#mandate = toForm(resolution.mandateWords);
    this.#numbers = numbers;
    this.#dates = dates;
  }

  /**
   * Returns the days of a request that was adopted on a day, in order, each with the interval that
   * follows it. An interval without a day is the only one.
   */
  readRequest(text: string, adoptedOn: string | undefined): readonly RequestTerms[] {
    const marked = this.#markDates(text, adoptedOn);
    const days = this.#findDays(this.#deadlines, marked, adoptedOn);
    const intervals = this.#findIntervals(marked.words);
    const [first] = days;
    const between = marked.words.slice(intervals[0]?.end, first?.start);
    // "every six months, by 4 May" is one term; "each year, and a last report by 4 May" are two.
    const isApart = first === undefined || (/\band\b|;/.test(between) && between.length > 0);
    const alone = intervals.filter(({ start }) => isApart && start < (first?.start ?? Infinity));
    const dated = days.map((day, index) => {
      const next = days.slice(index).find(({ list }) => list !== day.list)?.start ?? Infinity;
      const from = index === 0 && !isApart ? 0 : day.start;
      const own = intervals.find(({ start }) => start >= from && start < next);
      return { dueOn: day.value, every: own?.every, start: day.start, end: day.end };
    });
    const undated = alone.slice(0, 1).map((interval) => ({ dueOn: undefined, ...interval }));
    return [...undated, ...dated].map((terms) => ({
      ...terms,
      start: marked.toPlace(terms.start),
      end: marked.toPlace(terms.end),
    }));
  }

  /** Returns the effect of a paragraph on a mandate, and the period that it gives. */
  readMandate(text: string, adoptedOn: string | undefined): DraftFields {
    const effect = this.#findEffect(text);
    if (effect === undefined) return {};
    const ends = this.#findDays(this.#periods, this.#markDates(text, adoptedOn), adoptedOn);
    const [end] = ends.toSorted((one, other) => one.rank - other.rank);
    const isLong = effect === 'extends' || effect === 'establishes';
    if (end === undefined || !isLong) return { effect };
    const period =
      typeof end.value === 'string' ? `../${end.value}` : { ...end.value, edtf: `../${end.edtf}` };
    return { effect, period };
  }

  #findEffect(text: string): string | undefined {
    const head = text.slice(0, WORDS_BETWEEN_MAX * 3);
    const found = this.#effects.flatMap(([form, effect]) => {
      const match = form.exec(head);
      return match === null ? [] : [{ effect, index: match.index }];
    });
    const [first] = found.toSorted((a, b) => a.index - b.index);
    if (first === undefined || first.index > WORDS_BETWEEN_MAX) return undefined;
    return this.#mandate.test(head) ? first.effect : undefined;
  }

  /** Replaces each date by one character, so that a pattern needs no form of a date. */
  #markDates(text: string, adoptedOn: string | undefined): MarkedWords {
    const head = text.slice(0, TERMS_LENGTH_MAX);
    const found = this.#dates.find(head, adoptedOn);
    const dates = found.flatMap((date, index) => {
      if (date.basis === 'stated') return [date];
      if (date.basis === 'relative' || date.precision !== 'day') return [];
      const next = found[index + 1];
      // A day without a year has that of the next day of its list, or is the first one to come.
      const isListed = next?.basis === 'stated' && next.start - date.end < LIST_GAP_MAX;
      return isListed ? [date] : toComingDay(date, adoptedOn);
    });
    let words = '';
    let at = 0;
    const shifts: { readonly from: number; readonly by: number }[] = [];
    for (const { start, end } of dates) {
      words += `${head.slice(at, start)}\uE000`;
      at = end;
      shifts.push({ from: words.length, by: end - words.length });
    }
    const toPlace = (index: number): number =>
      index + (shifts.findLast(({ from }) => from <= index)?.by ?? 0);
    return { words: words + head.slice(at), dates, toPlace };
  }

  /**
   * Returns the days that patterns give, in order; of two that overlap the one of the first
   * pattern.
   */
  #findDays(
    patterns: readonly CompiledPattern[],
    { words, dates }: MarkedWords,
    adoptedOn: string | undefined,
  ): readonly RankedDay[] {
    const ranked = patterns.flatMap((pattern, rank) => {
      const needsDate = pattern.neededKinds.includes('date') && dates.length === 0;
      if (needsDate) return [];
      return pattern.expression.list(words).flatMap((match) =>
        this.#readDay(match, pattern, { words, dates, adoptedOn }).map((day) => ({
          ...day,
          rank,
        })),
      );
    });
    const kept: RankedDay[] = [];
    for (const day of ranked)
      if (!kept.some(({ start, end }) => day.start < end && start < day.end)) kept.push(day);
    return kept.toSorted((one, other) => one.start - other.start);
  }

  #readDay(
    match: RegExpExecArray,
    pattern: CompiledPattern,
    {
      words,
      dates,
      adoptedOn,
    }: Omit<MarkedWords, 'toPlace'> & {
      readonly adoptedOn: string | undefined;
    },
  ): readonly FoundDay[] {
    const start = match.index;
    const end = start + match[0].length;
    const count = readSlot(match, pattern, 'count');
    if (count !== undefined) {
      if (OTHER_START.test(words.slice(end, end + 60))) return [];
      const day = this.#addCount(match[0], count, adoptedOn);
      return day === undefined ? [] : [{ ...day, start, end, list: start }];
    }
    const days: FoundDay[] = [];
    let at = start + match[0].indexOf('\uE000');
    let nth = countMarks(words, at);
    for (let next = end; ;) {
      const date = dates[nth];
      if (date !== undefined && !date.edtf.includes('/'))
        days.push({
          value: toDateValue(date),
          edtf: date.edtf,
          list: start,
          start: days.length === 0 ? start : at,
          end: next,
        });
      NEXT_DATE.lastIndex = next;
      const more = NEXT_DATE.exec(words);
      if (more === null) return days;
      next += more[0].length;
      at = next - 1;
      nth += 1;
    }
  }

  #addCount(
    words: string,
    count: string,
    adoptedOn: string | undefined,
  ): Pick<FoundDay, 'edtf' | 'value'> | undefined {
    const number = this.#numbers.parseCount(count);
    const unit = findUnit(words);
    if (number === undefined || unit === undefined || adoptedOn === undefined) return undefined;
    const perUnit = unit === 'W' ? 7 : unit === 'Y' ? 12 : 1;
    const kind = unit === 'D' || unit === 'W' ? 'days' : 'months';
    const from = { event: 'adoption', day: adoptedOn } as const;
    const value = countDay(from, number * perUnit, kind, words);
    return { edtf: value.edtf, value };
  }

  #findIntervals(words: string): readonly (UnitSpan & { readonly every: string })[] {
    if (findUnit(words) === undefined) return [];
    const found = this.#intervals.flatMap((pattern) => {
      return pattern.expression.list(words).flatMap((match) => {
        const count = this.#numbers.parseCount(readSlot(match, pattern, 'count') ?? '1');
        const unit = findUnit(match[0]);
        if (count === undefined || unit === undefined) return [];
        const every = `P${count * getFactor(match[0])}${unit}`;
        return [{ every, start: match.index, end: match.index + match[0].length }];
      });
    });
    return found.toSorted((one, other) => one.start - other.start);
  }
}

/** Returns a day without a year as the first one after the adoption. */
function toComingDay(date: DatePhrase, adoptedOn: string | undefined): readonly DatePhrase[] {
  if (adoptedOn === undefined) return [];
  const year = Number(adoptedOn.slice(0, 4));
  const [edtf] = [year, year + 1]
    .map((one) => `${one}${date.edtf.slice(4)}`)
    .filter((day) => day > adoptedOn);
  return edtf === undefined || edtf.endsWith('02-29') ? [] : [{ ...date, edtf, basis: 'context' }];
}

function getFactor(words: string): number {
  if (/quarter/i.test(words)) return 3;
  return /biannual|semi-annual|twice/i.test(words) ? 6 : 1;
}

/** Returns the number of dates before a place. */
function countMarks(words: string, place: number): number {
  let count = 0;
  for (
    let at = words.indexOf('\uE000');
    at >= 0 && at < place;
    at = words.indexOf('\uE000', at + 1)
  )
    count += 1;
  return count;
}

function readSlot(
  match: RegExpExecArray,
  { slots }: CompiledPattern,
  kind: string,
): string | undefined {
  const slot = slots.find((one) => one.kind === kind && match.groups?.[one.group] !== undefined);
  return slot === undefined ? undefined : match.groups?.[slot.group];
}

function findUnit(words: string): string | undefined {
  return UNITS.find(([form]) => form.test(words))?.[1];
}

function toForm(words: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words.map(escapeForm).join('|')})(?!\\p{L})`, 'iu');
}
