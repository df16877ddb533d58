import type { SqlExpression } from '@rapporteur/projection-runtime';

/** Returns a SQL expression with the type of its value: ``sql<string>`lower(${f.verb})` ``. */
export function sql<T>(
  texts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): SqlExpression<T> {
  return String.raw({ raw: texts.raw }, ...values);
}

/** SQL for a time as JSON writes it: UTC, in milliseconds. */
export function isoTime<T extends Date | null>(
  column: SqlExpression<T>,
): SqlExpression<T extends null ? string | null : string> {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** SQL for a text that sorts by its bytes: the locale of the database must not change an order. */
export function inByteOrder<T extends string | null>(text: SqlExpression<T>): SqlExpression<T> {
  return `(${text}) COLLATE "C"`;
}

/** SQL for a text in which letters of every script have a case, whatever the locale. */
export function withUnicodeCase<T extends string | null>(text: SqlExpression<T>): SqlExpression<T> {
  return `(${text}) COLLATE "und-x-icu"`;
}

/** Returns the pattern of a text that contains the words. */
export function formatPattern(words: string): string {
  return `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** SQL for the number of rows. */
export const countRows: SqlExpression<number> = 'count(*)::integer';
