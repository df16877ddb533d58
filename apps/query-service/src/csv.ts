import {
  type ActorRef,
  type Count,
  findCountryName,
  type CountryValue,
  type DateValue,
} from '@rapporteur/contracts';
import { toDateView } from '@rapporteur/read-models';
import { stringify } from 'csv-stringify/sync';

/** One column of a CSV table. A value that is not stated is an empty field. */
export interface CsvColumn {
  readonly name: string;
  readonly kind: 'text' | 'number';
  readonly value: (row: never) => unknown;
}

type CsvRow = Readonly<Record<string, unknown>>;

const DATE_PARTS = ['stated', 'precision', 'earliest', 'latest', 'basis'];

function column(
  name: string,
  value: (row: CsvRow) => unknown,
  kind: CsvColumn['kind'] = 'text',
): CsvColumn {
  return { name, kind, value };
}

/** Returns one column for each member of the row. */
export function fieldColumns(...names: readonly string[]): readonly CsvColumn[] {
  return names.map((name) => column(toSnakeCase(name), (row) => row[name]));
}

/** Returns one column of numbers for each member of the row. */
export function numberColumns(...names: readonly string[]): readonly CsvColumn[] {
  return names.map((name) => column(toSnakeCase(name), (row) => row[name], 'number'));
}

/** Returns a column that is computed from the row. */
export function computedColumn<T extends object>(
  name: string,
  value: (row: T) => unknown,
  kind: CsvColumn['kind'] = 'text',
): CsvColumn {
  return { name, kind, value };
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
    column(prefix, (row) => read(row, 'edtf')),
    ...parts.map((part) => column(`${prefix}_${part}`, (row) => read(row, part))),
  ];
}

/** Returns the columns of a count: its bounds, and whether it is stated. */
export function countColumns(name: string): readonly CsvColumn[] {
  const prefix = toSnakeCase(name);
  const read = (row: CsvRow) => row[name] as Count | null | undefined;
  return [
    column(`${prefix}_stated`, (row) => (read(row) ?? null) !== null),
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
    column(`${prefix}_ids`, (row) => read(row).map(({ id }) => id)),
    column(`${prefix}_names`, (row) => read(row).map(({ nameAsWritten }) => nameAsWritten)),
  ];
}

/** Returns the columns of a state's code: the code, and the state's name. */
export function stateColumns(name: string): readonly CsvColumn[] {
  const prefix = toSnakeCase(name);
  return [
    column(prefix, (row) => row[name]),
    column(`${prefix}_name`, (row) => findCountryName(String(row[name]))),
  ];
}

/** Returns the columns of one or more states: their codes, and their names. */
export function stateListColumns(name: string): readonly CsvColumn[] {
  const prefix = toSnakeCase(name);
  const read = (row: CsvRow) => toList<CountryValue>(row[name]);
  return [
    column(`${prefix}_codes`, (row) => read(row).map(({ code }) => code)),
    column(`${prefix}_names`, (row) => read(row).map(({ code }) => findCountryName(code))),
  ];
}

/** Formats rows as CSV (RFC 4180), with the header line if they are the first. */
export function formatCsv(
  columns: readonly CsvColumn[],
  rows: readonly object[],
  first: boolean,
): string {
  const lines = rows.map((row) => columns.map(({ value }) => formatField(value(row as never))));
  return stringify(first ? [columns.map(({ name }) => name), ...lines] : lines, {
    record_delimiter: '\r\n',
    // Quote a line break of any kind, not only the record delimiter.
    quoted_match: /[\r\n]/,
  });
}

function formatField(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(formatField).join('; ');
  return typeof value === 'string' ? value : JSON.stringify(value);
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
