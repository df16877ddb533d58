import type { ActorRef, CountryValue, Count, DateValue } from '@rapporteur/contracts';
import { countryName } from '@rapporteur/contracts';
import { stringify } from 'csv-stringify/sync';
import { toDateView } from '@rapporteur/read-models';

/** One column of a table: its name, and its value in a row. A value that is not stated is an empty field. */
export interface CsvColumn {
  readonly name: string;
  readonly value: (row: never) => unknown;
}

type CsvRow = Readonly<Record<string, unknown>>;

const column = (name: string, value: (row: CsvRow) => unknown): CsvColumn => ({ name, value });

/** `occurredOn` → `occurred_on` */
const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Members of the row as they are. */
export function fieldColumns(...names: readonly string[]): readonly CsvColumn[] {
  return names.map((name) => column(snake(name), (row) => row[name]));
}

/** A member under another name, or worked out from the row. */
export function computedColumn<T extends object>(
  name: string,
  value: (row: T) => unknown,
): CsvColumn {
  return { name, value };
}

/** A date: as recorded, the days it may mean, and how exactly it is known. */
export function dateColumns(name: string): readonly CsvColumn[] {
  const of = (row: CsvRow) => toDateView((row[name] as DateValue | null | undefined) ?? null);
  return [
    column(snake(name), (row) => (row[name] as DateValue | null | undefined)?.edtf),
    column(`${snake(name)}_stated`, (row) => of(row).stated),
    column(`${snake(name)}_precision`, (row) => within(of(row), 'precision')),
    column(`${snake(name)}_earliest`, (row) => within(of(row), 'earliest')),
    column(`${snake(name)}_latest`, (row) => within(of(row), 'latest')),
    column(`${snake(name)}_basis`, (row) => within(of(row), 'basis')),
  ];
}

/** A number: its bounds, and whether any is stated. */
export function countColumns(name: string): readonly CsvColumn[] {
  const of = (row: CsvRow) => row[name] as Count | null | undefined;
  return [
    column(`${snake(name)}_stated`, (row) => (of(row) ?? null) !== null),
    column(`${snake(name)}_min`, (row) => of(row)?.min),
    column(`${snake(name)}_max`, (row) => of(row)?.max),
    column(`${snake(name)}_qualifier`, (row) => of(row)?.qualifier),
  ];
}

/** Actors: their ids, and their names as written. */
export function actorColumns(name: string): readonly CsvColumn[] {
  const of = (row: CsvRow) => [row[name] ?? []].flat() as unknown as readonly ActorRef[];
  return [
    column(`${snake(name)}_ids`, (row) => of(row).map(({ id }) => id)),
    column(`${snake(name)}_names`, (row) => of(row).map(({ nameAsWritten }) => nameAsWritten)),
  ];
}

/** A state, or another actor, by its id: with the name of the state. */
export function stateColumns(name: string): readonly CsvColumn[] {
  return [
    column(snake(name), (row) => row[name]),
    column(`${snake(name)}_name`, (row) => countryName(String(row[name]))),
  ];
}

/** States that words speak of. */
export function stateListColumns(name: string): readonly CsvColumn[] {
  const of = (row: CsvRow) => [row[name] ?? []].flat() as unknown as readonly CountryValue[];
  return [
    column(`${snake(name)}_codes`, (row) => of(row).map(({ code }) => code)),
    column(`${snake(name)}_names`, (row) => of(row).map(({ code }) => countryName(code))),
  ];
}

function within(of: object, name: string): unknown {
  return (of as CsvRow)[name];
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(field).join('; ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Some rows of a table as CSV (RFC 4180), with the line of the columns' names before the first of them. */
export function formatCsv(
  columns: readonly CsvColumn[],
  rows: readonly object[],
  first: boolean,
): string {
  const lines = rows.map((row) => columns.map(({ value }) => field(value(row as never))));
  return stringify(first ? [columns.map(({ name }) => name), ...lines] : lines, {
    record_delimiter: '\r\n',
    // A line break of any kind, not only that between rows.
    quoted_match: /[\r\n]/,
  });
}
