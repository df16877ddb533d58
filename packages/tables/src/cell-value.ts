import type { CellPattern } from './cell-pattern.ts';
import { type DateFormat, readDate } from './date-format.ts';
import { findStateByName } from './state-value.ts';
import { escapePattern } from './escaped-pattern.ts';

/** A value for the fields of facts. A name under its key is an actor or a state: `{SUN: USSR}`. */
export type PlainValue = string | number | boolean | Readonly<Record<string, string>>;

/** The value of one cell, or of one of several values in it. */
export interface CellValue {
  /** Its words in the cell. */
  readonly text: string;
  readonly value: PlainValue;
  /** Its parts by name: the slots of a pattern, or the year, month and day of a date. */
  readonly slots: Readonly<Record<string, string>>;
  /** The value of the header, for a column of a group. */
  readonly header?: CellValue;
  /** The index of its column. */
  readonly column?: number;
}

/** The kind of value that a column holds. */
export type CellKind =
  | { readonly kind: 'text' | 'actor' }
  | { readonly kind: 'state'; readonly codes: 'alpha-3' | 'alpha-2' }
  | { readonly kind: 'date'; readonly formats: readonly DateFormat[] }
  | { readonly kind: 'number'; readonly format: NumberFormat };

/** Named forms of numbers: the marks of thousands and of decimals. */
export const NUMBER_FORMATS = ['1234.5', '1,234.5', '1.234,5', '1 234,5', "1'234.5"] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/** How the cells of a column are read. */
export interface CellRules {
  readonly type: CellKind;
  /** Cells in which nothing is known, folded. */
  readonly unknown: ReadonlySet<string>;
  /** The meaning of cells by their words; null: nothing is known. */
  readonly values: ReadonlyMap<string, PlainValue | null>;
  /** A text that is neither listed nor fits a pattern: an error, kept as it is, or not known. */
  readonly others: 'refuse' | 'keep' | 'unknown';
  readonly remove: readonly CellPattern[];
  /** The separators of several values. */
  readonly split: readonly string[];
  readonly patterns: readonly CellPattern[];
}

/** The values of a cell, or the reason why it does not fit. No value: nothing is known. */
export type CellReading =
  | { readonly ok: true; readonly values: readonly CellValue[] }
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

const NOTHING: CellReading = { ok: true, values: [] };

/** Returns a text with its white space as single spaces. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Returns the form in which cells without knowledge are compared. */
export const foldUnknown = (text: string): string => tidy(text).toLowerCase();

/** Reads a cell by the rules of its column. */
export function readCell(cell: string, rules: CellRules): CellReading {
  let text = cell.trim();
  for (const pattern of rules.remove) text = pattern.remove(text);
  const isListed = rules.values.has(tidy(text));
  if (!isListed && rules.unknown.has(foldUnknown(text))) return NOTHING;
  if (rules.split.length === 0 || isListed) return readOne(text, rules);

  const values: CellValue[] = [];
  for (const part of splitParts(text, rules.split)) {
    if (!rules.values.has(tidy(part)) && rules.unknown.has(foldUnknown(part))) continue;
    const read = readOne(part, rules);
    if (!read.ok) return read;
    values.push(...read.values);
  }
  return { ok: true, values };
}

/** Splits at separators; one of letters must have white space around it. */
function splitParts(text: string, separators: readonly string[]): readonly string[] {
  const sources = separators.map((separator) => {
    const words = escapePattern(separator.trim());
    if (separator.trim() === '') return separator.includes('\n') ? '\\r?\\n' : '\\s+';
    return /^\p{L}/u.test(separator.trim()) ? `\\s+${words}\\s+` : `\\s*${words}\\s*`;
  });
  return text
    .split(new RegExp(sources.join('|'), 'u'))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readOne(text: string, rules: CellRules): CellReading {
  const words = tidy(text);
  const listed = rules.values.get(words);
  if (listed === null) return NOTHING;
  if (typeof listed === 'object') return single({ text: words, value: listed, slots: {} });
  if (listed !== undefined) return readListed(words, listed, rules);

  const slots = matchPattern(words, rules.patterns);
  const needsPattern = rules.patterns.length > 0 && slots === undefined;
  if (needsPattern) return readOther(words, rules, describePatterns(rules.patterns));
  const named = slots?.['value'] ?? words;
  const read = readKind(named, { words, slots: slots ?? {} }, rules);
  const needsValue = rules.type.kind === 'text' && rules.patterns.length === 0;
  if (needsValue && rules.values.size > 0)
    return readOther(words, rules, { reason: 'is not in the list of values', remedy: '' });
  return read.ok || rules.others === 'refuse' ? read : readOther(words, rules, read);
}

function readListed(words: string, listed: string | number | boolean, rules: CellRules) {
  const isPlain = rules.type.kind === 'text' || rules.type.kind === 'number';
  const slots = typeof listed === 'string' ? (matchPattern(listed, rules.patterns) ?? {}) : {};
  if (isPlain || typeof listed !== 'string') return single({ text: words, value: listed, slots });
  if (rules.type.kind === 'date') {
    const formats = [{ name: 'edtf', read: readEdtf }, ...rules.type.formats];
    return readDateValue(listed, words, formats);
  }
  return single({ text: words, value: { [listed]: words }, slots });
}

const readEdtf = (text: string) =>
  /^[\d[{X.]/.test(text) ? ({ ok: true, edtf: text } as const) : undefined;

const single = (value: CellValue): CellReading => ({ ok: true, values: [value] });

function readOther(
  text: string,
  { others }: CellRules,
  problem: { readonly reason: string; readonly remedy: string },
): CellReading {
  if (others === 'keep') return single({ text, value: text, slots: {} });
  if (others === 'unknown') return NOTHING;
  const remedy = problem.remedy === '' ? listValueRemedy(text, 'its meaning') : problem.remedy;
  return { ok: false, reason: problem.reason, remedy };
}

/** Returns the advice to list the words of a cell. */
function listValueRemedy(text: string, meaning: string): string {
  return `Add to \`values\` of the column: ${JSON.stringify(text)}: ${meaning}; or null if nothing is known.`;
}

function describePatterns(patterns: readonly CellPattern[]) {
  const names = patterns.map(({ text }) => `\`${text}\``).join(' or ');
  return { reason: `does not have the form ${names}`, remedy: '' };
}

function matchPattern(text: string, patterns: readonly CellPattern[]) {
  for (const pattern of patterns) {
    const slots = pattern.match(text);
    if (slots !== undefined) return slots;
  }
  return undefined;
}

function readKind(
  text: string,
  cell: { readonly words: string; readonly slots: Readonly<Record<string, string>> },
  { type }: CellRules,
): CellReading {
  const { words, slots } = cell;
  switch (type.kind) {
    case 'text':
      return single({ text: words, value: text, slots });
    case 'actor':
      return single({ text: words, value: { [text]: words }, slots });
    case 'state': {
      const code = findStateByName(text, type.codes);
      if (code !== undefined) return single({ text: words, value: { [code]: words }, slots });
      return {
        ok: false,
        reason: 'is not the name or code of a state',
        remedy: listValueRemedy(words, 'CODE'),
      };
    }
    case 'date':
      return readDateValue(text, words, type.formats);
    case 'number': {
      const value = readNumber(text, type.format);
      if (value !== undefined) return single({ text: words, value, slots });
      return {
        ok: false,
        reason: `is not a number in the form ${type.format}`,
        remedy: listValueRemedy(words, 'the number'),
      };
    }
  }
}

function readDateValue(text: string, words: string, formats: readonly DateFormat[]): CellReading {
  const reading = readDate(text, formats);
  if (!reading.ok) {
    const remedy = `Name its format in \`date\`, or: ${listValueRemedy(words, 'its date, such as 2031-05-04')}`;
    return { ok: false, reason: reading.reason, remedy };
  }
  const { edtf } = reading;
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(edtf) ?? [];
  const parts = Object.entries({ year, month, day }).filter((entry) => entry[1] !== undefined);
  const slots = Object.fromEntries(parts) as Record<string, string>;
  return single({ text: words, value: edtf, slots });
}

const NUMBER_FORMS: Readonly<Record<NumberFormat, readonly [thousands: RegExp, decimal: string]>> =
  {
    '1234.5': [/(?!)/g, '.'],
    '1,234.5': [/,(?=\d{3})/g, '.'],
    '1.234,5': [/\.(?=\d{3})/g, ','],
    '1 234,5': [/[ \u00A0\u202F](?=\d{3})/g, ','],
    "1'234.5": [/['’](?=\d{3})/g, '.'],
  };

function readNumber(text: string, format: NumberFormat): number | undefined {
  const [thousands, decimal] = NUMBER_FORMS[format];
  const digits = text.replace(thousands, '');
  // A mark of another form would change the number a thousandfold.
  if (decimal === ',' && digits.includes('.')) return undefined;
  const plain = digits.replace(decimal, '.').replace('−', '-');
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
