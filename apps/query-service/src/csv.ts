import {
  type ActorRef,
  type Count,
  findCountryName,
  type CountryValue,
  type DateValue,
} from '@rapporteur/contracts';
import { formatCount, formatId, type NamedKind } from '@rapporteur/drafting';
import { toDateView } from '@rapporteur/read-models';
import { stringify } from 'csv-stringify/sync';

/**
 * The form of a column's values. A client parses a field by the kind of its column, never by the
 * characters of the field.
 *
 * - text: the value itself, whatever its characters.
 * - number: a decimal number. boolean: true or false.
 * - date: EDTF; an EDTF date set looks like a JSON list. time: RFC 3339.
 * - list: texts separated by `; `; `formatList` has the rule for texts that contain `;`.
 * - json: JSON, also for a single text.
 */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'date' | 'time' | 'list' | 'json';

/** A thing that a row names by its id. */
interface RowThing {
  readonly kind: NamedKind;
  readonly id: string;
}

/** Returns the name of a thing of a row; `written` is a name that a source gives to it. */
export type FindRowName = (row: CsvRow, thing: RowThing, written?: string | null) => string;

/** One column of a CSV table. A value that is not stated is an empty field. */
export interface CsvColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The things whose names the value needs. */
  readonly things?: (row: never) => readonly RowThing[];
  readonly value: (row: never, findName: FindRowName) => unknown;
}

export type CsvRow = Readonly<Record<string, unknown>>;

const DATE_PARTS = ['stated', 'precision', 'earliest', 'latest', 'basis'];
const DATE_PART_KINDS: Readonly<Record<string, ColumnKind>> = {
  stated: 'boolean',
  earliest: 'date',
  latest: 'date',
};

function column(
  name: string,
  value: (row: CsvRow) => unknown,
  kind: ColumnKind = 'text',
): CsvColumn {
  return { name, kind, value };
}

/**
 * Returns one column for each member of the row. After a colon stands the kind of its values, unless
 * they are texts: `fieldColumns('document', 'events:list')`.
 */
export function fieldColumns(...fields: readonly string[]): readonly CsvColumn[] {
  return fields.map((field) => {
    const [name = field, kind] = field.split(':');
    return column(toSnakeCase(name), (row) => row[name], kind as ColumnKind | undefined);
  });
}

/** Returns one column of numbers for each member of the row. */
export function numberColumns(...names: readonly string[]): readonly CsvColumn[] {
  return fieldColumns(...names.map((name) => `${name}:number`));
}

/** Returns a column that is computed from the row. */
export function computedColumn<T extends object>(
  name: string,
  value: (row: T) => unknown,
  kind: ColumnKind = 'text',
): CsvColumn {
  return { name, kind, value };
}

/**
 * Returns a column for each resolved value: how its sources stand to each other. After a colon
 * stands the property, if its name differs: `agreementColumns('heldOn:occurredOn')`.
 */
export function agreementColumns(...fields: readonly string[]): readonly CsvColumn[] {
  return fields.map((field) => {
    const [name = field, property = name] = field.split(':');
    return column(
      `${toSnakeCase(name)}_agreement`,
      (row) => (row['agreement'] as CsvRow | undefined)?.[property],
    );
  });
}

/** Returns the columns of a recorded date: the EDTF text, then its parts. */
export function dateColumns(name: string): readonly CsvColumn[] {
  const view = (row: CsvRow) => toDateView((row[name] ?? null) as DateValue | null);
  return viewColumns(toSnakeCase(name), view, DATE_PARTS);
}

/** Returns the columns of a date that the row already holds as a view. */
export function dateViewColumns(
  name: string,
  prefix = toSnakeCase(name),
  parts: readonly string[] = DATE_PARTS,
): readonly CsvColumn[] {
  return viewColumns(prefix, (row) => row[name], parts);
}

function viewColumns(
  prefix: string,
  view: (row: CsvRow) => unknown,
  parts: readonly string[],
): readonly CsvColumn[] {
  const read = (row: CsvRow, part: string) => (view(row) as CsvRow | undefined)?.[part];
  return [
    column(prefix, (row) => read(row, 'edtf'), 'date'),
    ...parts.map((part) =>
      column(`${prefix}_${part}`, (row) => read(row, part), DATE_PART_KINDS[part]),
    ),
  ];
}

/** Returns the columns of a count: its words, whether it is stated, and its bounds. */
export function countColumns(name: string): readonly CsvColumn[] {
  const prefix = toSnakeCase(name);
  const read = (row: CsvRow) => row[name] as Count | null | undefined;
  const words = (count: Count | null) => (count === null ? null : formatCount(count));
  return [
    column(prefix, (row) => words(read(row) ?? null)),
    column(`${prefix}_stated`, (row) => (read(row) ?? null) !== null, 'boolean'),
    column(`${prefix}_min`, (row) => read(row)?.min, 'number'),
    column(`${prefix}_max`, (row) => read(row)?.max, 'number'),
    column(`${prefix}_qualifier`, (row) => read(row)?.qualifier),
  ];
}

/** Returns the columns of one or more actors: their ids, and their names as written. */
export function actorColumns(name: string): readonly CsvColumn[] {
  const prefix = toSnakeCase(name);
  const read = (row: CsvRow) => toList<ActorRef>(row[name]);
  return [
    column(`${prefix}_ids`, (row) => read(row).map(({ id }) => id), 'list'),
    column(`${prefix}_names`, (row) => read(row).map(({ nameAsWritten }) => nameAsWritten), 'list'),
  ];
}

/**
 * Returns two columns for each member of the row: ids of things, and their names. `:list` follows
 * the name of a list: `thingColumns('body', 'parents:list')` has `parents` and `parents_names`.
 */
export function thingColumns(kind: NamedKind, ...fields: readonly string[]): readonly CsvColumn[] {
  return fields.flatMap((field) => {
    const [name = field, list] = field.split(':');
    const prefix = toSnakeCase(name);
    const read = (row: CsvRow) => toList<string>(row[name]);
    if (list !== undefined) return computedThingColumns(kind, prefix, read);
    return [column(prefix, (row) => row[name]), nameColumn(`${prefix}_name`, 'text', kind, read)];
  });
}

/** Returns the columns of a computed list of things: their ids, and their names. */
export function computedThingColumns<T extends object>(
  kind: NamedKind,
  name: string,
  read: (row: T) => readonly string[],
): readonly CsvColumn[] {
  return [{ name, kind: 'list', value: read }, nameColumn(`${name}_names`, 'list', kind, read)];
}

function nameColumn(
  name: string,
  form: 'text' | 'list',
  kind: NamedKind,
  read: (row: never) => readonly string[],
): CsvColumn {
  const things = (row: never) => read(row).map((id) => ({ kind, id }));
  const value = (row: never, findName: FindRowName) => {
    const names = things(row).map((thing) => findName(row, thing));
    return form === 'list' ? names : names[0];
  };
  return { name, kind: form, things, value };
}

/** Returns the columns of one or more states: their codes, and their names. */
export function stateListColumns(name: string): readonly CsvColumn[] {
  const prefix = toSnakeCase(name);
  const read = (row: CsvRow) => toList<CountryValue>(row[name]);
  return [
    column(`${prefix}_codes`, (row) => read(row).map(({ code }) => code), 'list'),
    column(
      `${prefix}_names`,
      (row) => read(row).map(({ code, nameAsWritten }) => findCountryName(code) ?? nameAsWritten),
      'list',
    ),
  ];
}

/** Names things by their ids in words, and states by their names. */
const nameById: FindRowName = (_, { kind, id }) =>
  (kind === 'actor' ? findCountryName(id) : undefined) ?? formatId(id);

/** The choices of a client for its CSV tables. */
export const CSV_CHOICES = ['exact', 'bom'] as const;
export type CsvChoice = (typeof CSV_CHOICES)[number];

/** The form of a part of a CSV table. */
export interface CsvForm {
  /** True: the header line precedes the rows. */
  readonly first: boolean;
  readonly findName?: FindRowName;
  /** Default: cells that a spreadsheet would run as formulas are marked, and there is no BOM. */
  readonly choices?: readonly CsvChoice[];
}

/** Formats rows as CSV (RFC 4180). */
export function formatCsv(
  columns: readonly CsvColumn[],
  rows: readonly object[],
  { first, findName = nameById, choices = [] }: CsvForm,
): string {
  const isExact = choices.includes('exact');
  const formatCell = ({ value, kind }: CsvColumn, row: object): string => {
    const field = formatField(value(row as never, findName), kind);
    return isExact || VALUE_KINDS.has(kind) ? field : markFormula(field);
  };
  const lines = rows.map((row) => columns.map((one) => formatCell(one, row)));
  return stringify(first ? [columns.map(({ name }) => name), ...lines] : lines, {
    bom: first && choices.includes('bom'),
    record_delimiter: '\r\n',
    // Quote a line break of any kind, not only the record delimiter.
    quoted_match: /[\r\n]/,
  });
}

/** The kinds whose cells are values and never words of a person. */
const VALUE_KINDS: ReadonlySet<ColumnKind> = new Set(['number', 'boolean']);

/** The characters with which a cell becomes a formula; also after marks, so that one can be removed. */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Returns a cell that a spreadsheet shows as text: a `'` precedes what it would run as a formula. */
function markFormula(field: string): string {
  return FORMULA.test(field) ? `'${field}` : field;
}

function formatField(value: unknown, kind: ColumnKind): string {
  if (value === null || value === undefined) return '';
  if (kind === 'json') return JSON.stringify(value);
  return Array.isArray(value) ? formatList(value) : formatItem(value);
}

function formatItem(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Returns a list as one field. Its items are separated by `; `. An item is in double quotes, and
 * its own double quotes are doubled, if it is an empty text or `null`, has a `;` or a double quote,
 * or begins or ends with white space. An item that is not stated is `null`, without quotes: a list
 * of one such item differs from a list without items.
 */
function formatList(items: readonly unknown[]): string {
  return items.map((item) => quoteItem(item ?? null)).join('; ');
}

function quoteItem(item: unknown): string {
  if (item === null) return 'null';
  const text = formatItem(item);
  return /^(null)?$|[;"]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns a list as it is, a single value as a list of one, and no value as an empty list. */
function toList<T>(value: unknown): readonly T[] {
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as readonly T[];
}

/** Returns `occurred_on` for `occurredOn`. */
function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
