import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { CliError } from './cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';

const CHANGES = [
  'added',
  'removed',
  'changed',
  'column-added',
  'column-removed',
  'table-added',
  'table-removed',
] as const;

/** A difference between two generations that is expected, and why. */
export interface CliAllowedDifference {
  readonly table: string;
  readonly change: (typeof CHANGES)[number];
  /** Left out: of any column. */
  readonly column?: string;
  readonly reason: string;
}

/** Reads a list of allowed differences. @throws CliError, naming the entry, its field, the rule and the remedy */
export async function readAllowedDifferences(
  file: string,
): Promise<readonly CliAllowedDifference[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliError(
      EXIT.notFound,
      `${file} cannot be read.`,
      'Name a file of allowed differences.',
    );
  });
  return parseAllowedDifferences(text, file);
}

/** The same, of its text. */
export function parseAllowedDifferences(
  text: string,
  file: string,
): readonly CliAllowedDifference[] {
  let found: unknown;
  try {
    found = parse(text);
  } catch (error) {
    throw new CliError(EXIT.usage, `${file} is neither YAML nor JSON: ${String(error)}`);
  }
  if (!Array.isArray(found)) {
    throw new CliError(
      EXIT.usage,
      `${file} is no list.`,
      'Write one entry a difference: table, change, reason.',
    );
  }
  return found.map((entry, index) => checkEntry(entry, `${file}, entry ${index + 1}`));
}

function checkEntry(entry: unknown, where: string): CliAllowedDifference {
  const { table, change, column, reason, ...rest } = (entry ?? {}) as Readonly<
    Record<string, unknown>
  >;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw wrong(where, unknown, 'is no field of it', 'There are table, change, column, reason.');
  if (!isText(table)) throw wrong(where, 'table', 'is missing', 'Name the table, such as facts.');
  if (!isText(reason)) throw wrong(where, 'reason', 'is missing', 'Say why it may differ.');
  if (column !== undefined && !isText(column))
    throw wrong(where, 'column', 'is no name', 'Name a column, or leave it out.');
  const known = CHANGES.find((one) => one === change);
  if (known === undefined)
    throw wrong(where, 'change', 'is none', `Write one of ${CHANGES.join(', ')}.`);
  return { table, change: known, reason, ...(column === undefined ? {} : { column }) };
}

function wrong(where: string, field: string, what: string, remedy: string): CliError {
  return new CliError(EXIT.usage, `${where}: ${field} ${what}.`, remedy);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
