import { readCsvRows } from './csv-rows.ts';
import { decodeText } from './decoded-text.ts';
import type { TableOptions } from './mapping.ts';
import { TableError, type TableRow } from './table-row.ts';
import { TextDigest } from './text-digest.ts';

/** The file of a table, which is read several times. */
export interface TableFile {
  /** Its name, whose ending gives the format. */
  readonly name: string;
  /** Returns the bytes from the beginning. */
  openBytes(): AsyncIterable<Uint8Array>;
}

/** One reading of a table: its rows, and the digest of its text, which is complete after them. */
export interface TableReading {
  readonly rows: AsyncIterable<TableRow>;
  readonly digest: TextDigest;
  /** The text in place of the rows: only one of them may be read. */
  readonly text: AsyncIterable<string>;
}

/** Opens a table for one reading. Throws a TableError for a format that is not known. */
export function openTable(
  file: TableFile,
  options: Pick<TableOptions, 'delimiter' | 'encoding' | 'sheet'>,
): TableReading {
  const digest = new TextDigest();
  const delimiter = options.delimiter ?? findDelimiter(file.name);
  const text = digest.follow(decodeText(file.openBytes(), options.encoding));
  return { rows: readCsvRows(text, { delimiter }), digest, text };
}

function findDelimiter(name: string): string {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'txt') return ',';
  if (ending === 'tsv' || ending === 'tab') return '\t';
  throw new TableError(
    `The format of \`${name}\` is not known.`,
    'Name the file .csv or .tsv, or give `table: { delimiter: … }`.',
  );
}
