import { findCountryName, parseEdtf } from '@rapporteur/contracts';
import { type DayStyle, formatCount, formatEdtf } from '@rapporteur/drafting';
import { formatOrdinal } from './ordinal-words.ts';
import {
  isEmpty,
  isJsonFields,
  type JsonFields,
  listNamedEntries,
  readText,
} from './json-object.ts';
import { isSameText, joinWords } from './list-words.ts';

export const NOT_STATED = 'not stated';

/** How values are written: in a table cell or in prose. */
export interface WordOptions {
  readonly days: DayStyle;
}

const IN_CELL: WordOptions = { days: 'numeric' };

/**
 * Returns any JSON value of an answer in words. A value with a known shape (a date, a count, an
 * actor, a place, an ordinal, …) is read by its members; any other object as `name: value` pairs.
 */
export function formatValue(value: unknown, options: WordOptions = IN_CELL): string {
  if (value === null || value === undefined) return NOT_STATED;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return formatItems(value, options);
  if (!isJsonFields(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  for (const format of SHAPES) {
    const words = format(value, options);
    if (words !== null) return words;
  }
  return formatMembers(value, options);
}

/** Returns whether an object has a known shape, such as that of a date or an actor. */
export function isKnownShape(fields: JsonFields): boolean {
  return SHAPES.some((format) => format(fields, IN_CELL) !== null);
}

/** Returns `asWritten` in quotes, and the basis unless the source states the value as such. */
function formatMarks(fields: JsonFields, words: string): string {
  const quote = readText(fields, 'asWritten');
  const basis = readText(fields, 'basis');
  const isNew = quote !== null && !isSameText(quote, words);
  const mark = basis === null || basis === 'stated' ? '' : ` (${basis})`;
  return isNew ? `${mark} “${quote}”` : mark;
}

/** Returns an EDTF text in words; any other text as it is. */
export function formatDateText(edtf: string, days: DayStyle = 'numeric'): string {
  return parseEdtf(edtf).ok ? formatEdtf(edtf, days) : edtf;
}

type FormatShape = (fields: JsonFields, options: WordOptions) => string | null;

const SHAPES: readonly FormatShape[] = [
  formatUnstatedShape,
  formatDateShape,
  formatCountShape,
  formatOrdinalShape,
  formatActorShape,
  formatActorsShape,
  formatCountryShape,
  formatPlaceShape,
  formatIdentifierShape,
  formatPassageShape,
];

function formatUnstatedShape({ stated }: JsonFields): string | null {
  return stated === false ? NOT_STATED : null;
}

function formatDateShape(fields: JsonFields, { days }: WordOptions): string | null {
  const edtf = readText(fields, 'edtf');
  if (edtf === null) return null;
  const words = formatDateText(edtf, days);
  return words + formatMarks(fields, words);
}

function formatCountShape(fields: JsonFields): string | null {
  if (!('min' in fields && 'max' in fields)) return null;
  const { min, max } = fields;
  return formatCount({
    min: typeof min === 'number' ? min : null,
    max: typeof max === 'number' ? max : null,
    qualifier: readText(fields, 'qualifier'),
    ofWhat: readText(fields, 'ofWhat'),
  });
}

function formatOrdinalShape(fields: JsonFields): string | null {
  const { value } = fields;
  if (typeof value !== 'number' || !('basis' in fields)) return null;
  return formatOrdinal(value) + formatMarks(fields, '');
}

/** An actor, or an instrument: both have an id and a name. */
function formatActorShape(fields: JsonFields): string | null {
  const id = readText(fields, 'id');
  const written = readText(fields, 'nameAsWritten');
  if (id === null || written === null) return null;
  const office = readText(fields, 'office');
  const name = readText(fields, 'name') ?? (fields['kind'] === 'state' ? nameState(id) : null);
  return `${name ?? written}${office === null ? '' : ` (${office})`}`;
}

/** Actors with whether they are stated: `{ stated: true, actors: […] }`. */
function formatActorsShape({ stated, actors }: JsonFields, options: WordOptions): string | null {
  return stated === true && Array.isArray(actors) ? formatItems(actors, options) : null;
}

function formatCountryShape(fields: JsonFields): string | null {
  const code = readText(fields, 'code');
  return code === null ? null : (nameState(code) ?? code) + formatMarks(fields, '');
}

function formatPlaceShape(fields: JsonFields, options: WordOptions): string | null {
  const { name, country } = fields;
  if (name === undefined || country === undefined) return null;
  const parts = [name, country].filter((part) => part !== null);
  return parts.map((part) => formatValue(part, options)).join(', ');
}

function formatIdentifierShape(fields: JsonFields): string | null {
  const scheme = readText(fields, 'scheme');
  return scheme === null ? null : `${scheme} ${formatValue(fields['value'])}`;
}

/** A passage of a document, with its words where the server holds the text. */
function formatPassageShape(fields: JsonFields): string | null {
  const { line, start, end } = fields;
  const document = readText(fields, 'document');
  if (document === null || typeof start !== 'number' || typeof end !== 'number') return null;
  const quote = readText(fields, 'quote');
  const where = `${document}, line ${formatValue(line)}, characters ${start} to ${end}`;
  return quote === null ? where : `${where}: “${quote}”`;
}

function formatItems(items: readonly unknown[], options: WordOptions): string {
  const words = items.map((item) => formatValue(item, options));
  const isPlain = words.every((word) => !/[,;]/.test(word));
  return options.days === 'spelled' && isPlain ? joinWords(words) : words.join('; ');
}

function formatMembers(fields: JsonFields, options: WordOptions): string {
  return listNamedEntries(fields)
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => `${formatFieldName(name)}: ${formatValue(value, options)}`)
    .join(', ');
}

/** Returns the name of a field in words: `held as of` for `heldAsOf` and `held_as_of`. */
export function formatFieldName(name: string): string {
  return name
    .replaceAll(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll(/[_-]/g, ' ');
}

/** Returns the English name of a state; null if it is not a code of a state. */
export function nameState(code: string): string | null {
  return findCountryName(code) ?? null;
}

const LANGUAGE_NAMES = new Map<string, Intl.DisplayNames>();

/** Returns the names of languages in one language. A list asks for many of them. */
function getLanguageNames(language: string): Intl.DisplayNames {
  const known = LANGUAGE_NAMES.get(language);
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });
  LANGUAGE_NAMES.set(language, names);
  return names;
}

/** Returns a language by its code, in words of another language: `English` for `en`. A code without a name stays as it is. */
export function spellLanguage(code: string, inLanguage = 'en'): string {
  try {
    return getLanguageNames(inLanguage).of(code) ?? code;
  } catch {
    // The code may be no tag of a language.
    return code;
  }
}
