import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';
import type { DeclaredColumn, DeclaredTable } from './declared-tables.ts';
import { openCopy } from './sql/copy.sql.ts';

/** The approximate size of the chunks that are sent to the server. */
const CHUNK_CHARACTERS = 256_000;
const SPECIAL = /[\\\n\r\t]/;
const SPECIALS = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Writes rows, given by property, by COPY in the transaction of the manager: the fastest way to
 * write many rows.
 */
export async function copyRows(
  manager: EntityManager,
  { qualified, columns }: Pick<DeclaredTable, 'qualified' | 'columns'>,
  rows: readonly object[],
): Promise<void> {
  const client = (await manager.queryRunner?.connect()) as ClientBase | undefined;
  if (client === undefined) throw new TypeError('copyRows must be called within a transaction.');

  const copy = openCopy(client, { qualified, columns });
  const copied = finished(copy);
  // An error of the server comes at any time, also when nothing waits for it.
  copied.catch(() => undefined);
  for (const chunk of formatChunks(columns, rows)) {
    if (!copy.write(chunk)) await Promise.race([once(copy, 'drain'), copied]);
  }
  copy.end();
  await copied;
}

function* formatChunks(
  columns: readonly DeclaredColumn[],
  rows: readonly object[],
): Generator<string> {
  let chunk = '';
  for (const row of rows as readonly Readonly<Record<string, unknown>>[]) {
    chunk += formatCopyLine(columns, row);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Returns a row, given by property, in the text format of COPY, with its line end. */
export function formatCopyLine(
  columns: readonly DeclaredColumn[],
  row: Readonly<Record<string, unknown>>,
): string {
  let line = '';
  let separator = '';
  // A hot path: it runs for every value, so it allocates no array.
  for (const { property, valueKind } of columns) {
    line += separator + formatValue(row[property], valueKind);
    separator = '\t';
  }
  return `${line}\n`;
}

function formatValue(value: unknown, valueKind: DeclaredColumn['valueKind']): string {
  if (value === null || value === undefined) return '\\N';
  if (valueKind === 'json') return escape(JSON.stringify(value));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return escape(value);
  if (valueKind === 'list') {
    const elements = (value as readonly (string | null)[]).map(formatElement);
    return escape(`{${elements.join(',')}}`);
  }
  return escape(JSON.stringify(value));
}

function escape(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll(SPECIALS, (found) => ESCAPES[found] ?? found);
}

function formatElement(value: string | null): string {
  if (value === null) return 'NULL';
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
