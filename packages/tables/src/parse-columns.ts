import { getEntries, getEntryValue, getScalarText, isNull } from '@rapporteur/drafting';
import type { MappingEntry } from '@rapporteur/drafting';
import { isScalar, isSeq, type Node } from 'yaml';
import { type CellPattern, parseCellPattern } from './cell-pattern.ts';
import {
  type CellKind,
  type CellRules,
  foldUnknown,
  NUMBER_FORMATS,
  type NumberFormat,
  type PlainValue,
  tidy,
} from './cell-value.ts';
import { type DateFormat, parseDateFormat } from './date-format.ts';
import {
  descend,
  type MappingContext,
  readEntries,
  readFlag,
  readTexts,
  report,
} from './mapping-nodes.ts';
import type { ColumnSelector, MappedColumn } from './mapping.ts';

/** Cells in which nothing is known, unless a mapping lists its own. */
export const UNKNOWN_CELLS: readonly string[] = [
  '',
  '-',
  '–',
  '—',
  '?',
  '??',
  '.',
  '..',
  '...',
  '…',
  'n/a',
  'n.a.',
  'na',
  '#n/a',
  'n/k',
  'unknown',
  'not known',
  'null',
  '(blank)',
];

const RULE_KEYS = [
  'text',
  'actor',
  'state',
  'date',
  'number',
  'values',
  'others',
  'remove',
  'split',
  'pattern',
  'unknown',
];
const COLUMN_KEYS = ['column', 'columns', 'header', 'fill', ...RULE_KEYS];
const KINDS = ['text', 'actor', 'state', 'date', 'number'];

/** Knowledge that the rules of cells need. */
export interface ColumnOptions {
  /** The cells without knowledge of all columns. */
  readonly unknown: readonly string[];
  /** The language of the source, for names of months. */
  readonly language: string;
}

/** Parses the `columns` of a mapping. */
export function parseColumns(
  node: Node | null,
  options: ColumnOptions,
  context: MappingContext,
): readonly MappedColumn[] {
  const entries = getEntries(node);
  if (entries === undefined) {
    if (!isNull(node)) readEntries(node, COLUMN_KEYS, context);
    return [];
  }
  return entries.map((entry) => parseColumn(entry, options, descend(context, entry.key)));
}

function parseColumn(
  { key, keyNode, value }: MappingEntry,
  options: ColumnOptions,
  context: MappingContext,
): MappedColumn {
  if (!/^[A-Za-z_][\w-]*$/.test(key) || key === 'row') {
    report(context, keyNode, {
      message: `\`${key}\` cannot be the name of a column in templates.`,
      remedy: 'Choose a word of letters and digits, and give the header as `column`.',
    });
  }
  const entries = readEntries(value, COLUMN_KEYS, context);
  const get = (name: string): Node | null => getEntryValue(entries, name);
  const header = get('header');
  const isGroup = !isNull(get('columns'));
  if (!isNull(header) && !isGroup)
    report(descend(context, 'header'), header, {
      message: 'belongs to a group of columns.',
      remedy: 'Give `columns`, such as `columns: Malta..Portugal`.',
    });
  return {
    name: key,
    selector: isGroup
      ? parseGroup(get('columns'), descend(context, 'columns'))
      : { kind: 'one', column: getScalarText(get('column')) ?? key },
    rules: parseRules(entries, options, context),
    headerRules: isGroup
      ? parseRules(
          isNull(header) ? [] : readEntries(header, RULE_KEYS, descend(context, 'header')),
          options,
          descend(context, 'header'),
        )
      : null,
    fillsDown: parseFill(get('fill'), descend(context, 'fill')),
    position: context.document.getPosition(keyNode),
  };
}

function parseFill(node: Node | null, context: MappingContext): boolean {
  if (isNull(node)) return false;
  if (getScalarText(node) !== 'down')
    report(context, node, {
      message: 'must be `down`.',
      remedy: 'An empty cell then has the value of the row above.',
    });
  return true;
}

function parseGroup(node: Node | null, context: MappingContext): ColumnSelector {
  const range = isSeq(node) ? null : /^(.+?)\.\.(.+)$/.exec(getScalarText(node) ?? '');
  if (range !== null)
    return { kind: 'range', first: range[1]?.trim() ?? '', last: range[2]?.trim() ?? '' };
  return { kind: 'list', columns: readTexts(node, context) };
}

function parseRules(
  entries: readonly MappingEntry[],
  options: ColumnOptions,
  context: MappingContext,
): CellRules {
  const get = (name: string): Node | null => getEntryValue(entries, name);
  const given = entries.filter(({ key, value }) => KINDS.includes(key) && !isNull(value));
  const [, second] = given;
  if (second !== undefined)
    report(descend(context, second.key), second.keyNode, {
      message: `is a second kind beside \`${given[0]?.key}\`.`,
      remedy: 'A column has one kind: text, actor, state, date or number.',
    });
  const unknown = isNull(get('unknown'))
    ? options.unknown
    : ['', ...readTexts(get('unknown'), descend(context, 'unknown'))];
  const patterns = parsePatterns(get('pattern'), descend(context, 'pattern'));
  return {
    type: parseKind(given[0], options, context),
    unknown: new Set(unknown.map(foldUnknown)),
    values: parseValues(get('values'), descend(context, 'values')),
    others: parseOthers(get('others'), descend(context, 'others')),
    remove: parsePatterns(get('remove'), descend(context, 'remove')),
    split: readTexts(get('split'), descend(context, 'split')),
    patterns,
  };
}

function parseKind(
  entry: MappingEntry | undefined,
  options: ColumnOptions,
  parent: MappingContext,
): CellKind {
  if (entry === undefined) return { kind: 'text' };
  const context = descend(parent, entry.key);
  const text = getScalarText(entry.value);
  switch (entry.key) {
    case 'date':
      return { kind: 'date', formats: parseFormats(entry.value, options, context) };
    case 'number':
      return { kind: 'number', format: parseNumberFormat(text, entry.value, context) };
    case 'state':
      if (text === 'alpha-2') return { kind: 'state', codes: 'alpha-2' };
      readFlag(entry.value, context);
      return { kind: 'state', codes: 'alpha-3' };
    default:
      readFlag(entry.value, context);
      return { kind: entry.key === 'actor' ? 'actor' : 'text' };
  }
}

function parseNumberFormat(
  text: string | undefined,
  node: Node | null,
  context: MappingContext,
): NumberFormat {
  const format = NUMBER_FORMATS.find((one) => one === text);
  if (format === undefined && text !== 'true')
    report(context, node, {
      message: 'must be the form of the numbers.',
      remedy: `Write one of ${NUMBER_FORMATS.join(', ')}, in quotation marks.`,
    });
  return format ?? '1234.5';
}

function parseFormats(
  node: Node | null,
  { language }: ColumnOptions,
  context: MappingContext,
): readonly DateFormat[] {
  const entries = getEntries(node);
  const known =
    entries === undefined ? [] : readEntries(node, ['formats', 'century', 'language'], context);
  const formats = entries === undefined ? node : getEntryValue(known, 'formats');
  const century = getScalarText(getEntryValue(known, 'century'));
  const languages = readTexts(getEntryValue(known, 'language'), descend(context, 'language'));
  const options = {
    languages: languages.length > 0 ? languages : [...new Set([language, 'en'])],
    century: /^\d\d00$/.test(century ?? '') ? Number(century) : undefined,
  };
  const names = readTexts(formats, context).filter((name) => name !== 'true');
  if (names.length === 0)
    report(context, node, {
      message: 'must name the format of the dates.',
      remedy: 'Write it as `D/M/YYYY` or `M/D/YYYY`: the order of day and month is never guessed.',
    });
  return names.flatMap((name) => {
    const format = parseDateFormat(name, options);
    if (!('reason' in format)) return [format];
    const remedy = 'Write for example `D MMMM YYYY`, `M/D/YYYY`, `YYYY`, `serial` or `edtf`.';
    report(context, node, { message: `the format \`${name}\` ${format.reason}.`, remedy });
    return [];
  });
}

function parseOthers(node: Node | null, context: MappingContext): CellRules['others'] {
  const text = getScalarText(node);
  if (text === undefined || text === 'refuse') return 'refuse';
  if (text === 'keep' || text === 'unknown') return text;
  report(context, node, {
    message: `must be refuse, keep or unknown, and is \`${text}\`.`,
    remedy: 'It tells how other cells are read.',
  });
  return 'refuse';
}

function parsePatterns(node: Node | null, context: MappingContext): readonly CellPattern[] {
  return readTexts(node, context).flatMap((text) => {
    const pattern = parseCellPattern(text);
    if (!('reason' in pattern)) return [pattern];
    report(context, node, {
      message: `the pattern \`${text}\` ${pattern.reason}.`,
      remedy: 'Write it as `S/PV.{number:number}`.',
    });
    return [];
  });
}

function parseValues(
  node: Node | null,
  context: MappingContext,
): ReadonlyMap<string, PlainValue | null> {
  const entries = getEntries(node);
  if (entries === undefined && !isNull(node))
    report(context, node, {
      message: 'must be a mapping.',
      remedy: 'Write the words of a cell and their meaning: `USSR: SUN`.',
    });
  return new Map(
    (entries ?? []).map(({ key, value }) => [
      tidy(key),
      parseMeaning(value, descend(context, JSON.stringify(key))),
    ]),
  );
}

function parseMeaning(node: Node | null, context: MappingContext): PlainValue | null {
  if (isNull(node)) return null;
  if (isScalar(node) && (typeof node.value === 'boolean' || typeof node.value === 'number'))
    return node.value;
  const text = getScalarText(node);
  const [entry, second] = getEntries(node) ?? [];
  const name = getScalarText(entry?.value ?? null);
  if (entry !== undefined && second === undefined && name !== undefined)
    return { [entry.key]: name };
  if (text === undefined)
    report(context, node, {
      message: 'must be one value.',
      remedy: 'Write a text, a number, {KEY: name as written}, or null if nothing is known.',
    });
  return text ?? null;
}
