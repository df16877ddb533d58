import { addToDay, type DateFinder, type DatePhrase, toDateValue } from './dates.ts';
import type { DraftFields, DraftValue } from './draft.ts';
import type { LanguageFile, ResolutionWords } from './language-file.ts';
import type { NumberWords } from './number-words.ts';
import { type CompiledPattern, compilePattern, escapeForm } from './pattern.ts';

/** The day and the interval of a request. */
export interface RequestTerms {
  readonly dueOn: DraftValue | undefined;
  readonly every: string | undefined;
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/\bdays?\b|\bdaily\b/i, 'D'],
  [/\bweek(?:s|ly)?\b/i, 'W'],
  [/\bquarter(?:ly)?\b|\bmonth(?:s|ly)?\b|\bbiannual\b|\bsemi-annual\b/i, 'M'],
  [/\byear(?:s|ly)?\b|\bannual(?:ly)?\b/i, 'Y'],
];
const WORDS_BETWEEN_MAX = 160;
/** A paragraph has its day in its first words; a longer one would take too much time. */
const TERMS_LENGTH_MAX = 8000;

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

  /** Returns the terms of a request that was adopted on a day. */
  readRequest(text: string, adoptedOn: string | undefined): RequestTerms {
    const { words, dates } = this.#markDates(text);
    return {
      dueOn: this.#findDay(this.#deadlines, { words, dates }, adoptedOn)?.value,
      every: this.#findInterval(words),
    };
  }

  /** Returns the effect of a paragraph on a mandate, and the period that it gives. */
  readMandate(text: string, adoptedOn: string | undefined): DraftFields {
    const effect = this.#findEffect(text);
    if (effect === undefined) return {};
    const { words, dates } = this.#markDates(text);
    const end = this.#findDay(this.#periods, { words, dates }, adoptedOn);
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
  #markDates(text: string): { readonly words: string; readonly dates: readonly DatePhrase[] } {
    const head = text.slice(0, TERMS_LENGTH_MAX);
    const dates = this.#dates.find(head, undefined).filter(({ basis }) => basis === 'stated');
    let words = '';
    let at = 0;
    for (const { start, end } of dates) {
      words += `${head.slice(at, start)}\uE000`;
      at = end;
    }
    return { words: words + head.slice(at), dates };
  }

  #findDay(
    patterns: readonly CompiledPattern[],
    { words, dates }: { readonly words: string; readonly dates: readonly DatePhrase[] },
    adoptedOn: string | undefined,
  ): { readonly value: string | DraftFields; readonly edtf: string } | undefined {
    const matches = patterns.flatMap((pattern, rank) =>
      [...words.matchAll(pattern.regExp)].map((match) => ({ match, pattern, rank })),
    );
    for (const { match, pattern } of matches.toSorted((a, b) => a.rank - b.rank)) {
      const count = readSlot(match, pattern, 'count');
      if (count !== undefined) {
        const relative = this.#addCount(match[0], count, adoptedOn);
        if (relative !== undefined) return relative;
        continue;
      }
      const date =
        dates[words.slice(0, match.index + match[0].indexOf('\uE000')).split('\uE000').length - 1];
      if (date !== undefined && !date.edtf.includes('/'))
        return { value: toDateValue(date), edtf: date.edtf };
    }
    return undefined;
  }

  #addCount(
    words: string,
    count: string,
    adoptedOn: string | undefined,
  ): { readonly value: DraftFields; readonly edtf: string } | undefined {
    const number = this.#numbers.parseCount(count);
    const unit = findUnit(words);
    if (number === undefined || unit === undefined || adoptedOn === undefined) return undefined;
    const perUnit = unit === 'W' ? 7 : unit === 'Y' ? 12 : 1;
    const kind = unit === 'D' || unit === 'W' ? 'days' : 'months';
    const edtf = addToDay(adoptedOn, number * perUnit, kind);
    const rule = `adoption + ${number * perUnit} ${kind}`;
    return { edtf, value: { edtf, asWritten: words, basis: 'relative', rule } };
  }

  #findInterval(words: string): string | undefined {
    for (const pattern of this.#intervals) {
      pattern.regExp.lastIndex = 0;
      const match = pattern.regExp.exec(words);
      if (match === null) continue;
      const count = this.#numbers.parseCount(readSlot(match, pattern, 'count') ?? '1');
      const unit = findUnit(match[0]);
      if (count === undefined || unit === undefined) continue;
      const factor = /quarter/i.test(match[0]) ? 3 : /biannual|semi-annual/i.test(match[0]) ? 6 : 1;
      return `P${count * factor}${unit}`;
    }
    return undefined;
  }
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
