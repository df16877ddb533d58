import type { DateValue } from '@rapporteur/contracts';
import { formatDate, formatForPeriod } from '@rapporteur/drafting';
import {
  isEmpty,
  isJsonFields,
  type JsonFields,
  listNamedEntries,
  readText,
} from './words/json-object.ts';
import { formatDateText, formatValue, nameState, NOT_STATED } from './words/value-words.ts';

const AGREEMENT_MARKS: Readonly<Record<string, string>> = {
  'sources differ': ' (sources differ)',
  settled: ' (settled)',
};

/** The members of a date. */
export const DATE_FIELDS = [
  'edtf',
  'precision',
  'earliest',
  'latest',
  'basis',
  'asWritten',
  'rule',
] as const;

interface DayOptions {
  /** The property that the sources state, if it has another name than the member. */
  readonly property?: string;
  /** Whether the day is that of an event, or the end of something that lasts: `by`, or `until`. */
  readonly use?: 'moment' | 'duration';
}

/**
 * The members of one object of an answer. It remembers which of them were read, so that a page can
 * show the others too: a member that this program does not know is never lost.
 */
export class Fields {
  readonly #values: JsonFields;
  readonly #read = new Set<string>();
  readonly #objects: Fields[] = [];

  constructor(value: unknown) {
    this.#values = isJsonFields(value) ? value : {};
  }

  /** Returns a member, and marks it as read. */
  get(name: string): unknown {
    this.#read.add(name);
    return this.#values[name];
  }

  /** Marks members as read that a page shows by other means. */
  skip(...names: readonly string[]): void {
    for (const name of names) this.#read.add(name);
  }

  /** Marks all members as read. */
  skipAll(): void {
    this.skip(...Object.keys(this.#values));
  }

  /** Returns a member without marking it as read. */
  peek(name: string): unknown {
    return this.#values[name];
  }

  /** Returns the names of all members. */
  names(): readonly string[] {
    return Object.keys(this.#values);
  }

  has(name: string): boolean {
    return !isEmpty(this.#values[name]);
  }

  /** Returns a text; null if it is not stated, or not a text. */
  text(name: string): string | null {
    const value = this.get(name);
    return typeof value === 'string' && value !== '' ? value : null;
  }

  number(name: string): number | null {
    const value = this.get(name);
    return typeof value === 'number' ? value : null;
  }

  isTrue(name: string): boolean {
    return this.get(name) === true;
  }

  /** Returns a value of any shape in words; null if it is not stated. */
  words(name: string): string | null {
    const value = this.get(name);
    return isEmpty(value) ? null : formatValue(value, { days: 'spelled' }) + this.#mark(name);
  }

  /**
   * Returns a date with its preposition: `on 10 September 2025`; null if it is not stated. The mark
   * of its sources is that of a property, which may have another name.
   */
  day(name: string, { property = name, use = 'moment' }: DayOptions = {}): string | null {
    const value = this.get(name);
    const date = isJsonFields(value) ? toDate(value) : null;
    return date === null ? null : `${formatDate(date, use) ?? ''}${this.#mark(property)}`;
  }

  /** Returns a period with its preposition: `for 2026`, `until 10 January 2023`. */
  period(name: string): string | null {
    const value = this.get(name);
    const date = isJsonFields(value) ? toDate(value) : null;
    return date === null ? null : `${formatForPeriod(date)}${this.#mark(name)}`;
  }

  /** Returns a date without preposition and marks: `10 September 2025`. */
  plainDay(name: string): string | null {
    const edtf = new Fields(this.get(name)).text('edtf');
    return edtf === null ? null : formatDateText(edtf, 'spelled');
  }

  /** Returns a thing by its name, such as `bodyName` or `bodyNames`, else by its id. */
  named(name: string): string | null {
    const names = [`${name}Name`, `${name.replace(/s$/, '')}Names`, `${name}Names`];
    const found = names.find((one) => this.has(one)) ?? name;
    this.skip(name, ...names);
    const value = this.get(found);
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'))
      return formatValue(
        value.map((one) => nameState(one) ?? one),
        { days: 'spelled' },
      );
    const words = this.words(found);
    if (words === null || words === NOT_STATED) return null;
    return nameState(words) ?? words;
  }

  /** Returns the members of one object. Those that no one reads belong to the rest of this one. */
  object(name: string): Fields {
    const fields = new Fields(this.get(name));
    this.#objects.push(fields);
    return fields;
  }

  /** Returns the objects of a list; without a list, none. */
  rows(name: string): readonly Fields[] {
    const value = this.get(name);
    return Array.isArray(value) ? value.map((row) => new Fields(row)) : [];
  }

  /** Returns the items of a list. */
  list(name: string): readonly unknown[] {
    const value = this.get(name);
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  }

  /**
   * Returns the members that no one has read and that have a value, in the order of the answer. A
   * thing is shown by its name.
   */
  rest(): readonly (readonly [name: string, value: unknown])[] {
    const own = listNamedEntries(this.#values).filter(
      ([name, value]) => name !== 'stated' && !this.#read.has(name) && !isEmpty(value),
    );
    return [...own, ...this.#objects.flatMap((fields) => fields.rest())];
  }

  /** Returns the properties whose sources differ. */
  differing(): readonly string[] {
    const agreement = this.get('agreement');
    if (!isJsonFields(agreement)) return [];
    return Object.keys(agreement).filter((name) => agreement[name] === 'sources differ');
  }

  #mark(name: string): string {
    const { agreement } = this.#values;
    const stands = isJsonFields(agreement) ? agreement[name] : undefined;
    return typeof stands === 'string' ? (AGREEMENT_MARKS[stands] ?? '') : '';
  }
}

/** Returns the date of a member; null if it is not stated. */
function toDate(value: JsonFields): DateValue | null {
  const edtf = readText(value, 'edtf');
  const { asWritten = null, basis = 'stated', rule = null } = value as Partial<DateValue>;
  return edtf === null ? null : { edtf, asWritten, basis, rule };
}
