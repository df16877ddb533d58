import { readCsvRows } from './csv-rows.ts';
import { decodeText } from './decoded-text.ts';
import type { TableOptions } from './mapping.ts';
import { TableError, type TableRow } from './table-row.ts';
import type { RenderedRow } from './sheet-row.ts';
import { TextDigest } from './text-digest.ts';
import { readWorkbook } from './workbook.ts';

/** The first bytes of a ZIP archive. */
const ARCHIVE = 'PK\u0003\u0004';

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
  const format = findWorkbookFormat(file.name);
  if (format !== undefined) {
    const { sheet } = options;
    const read = () => readWorkbook(file.openBytes(), { format, sheet });
    return { rows: followRows(read(), digest), digest, text: listTexts(read()) };
  }
  const delimiter = options.delimiter ?? findDelimiter(file.name);
  const bytes = refuseArchives(file.openBytes());
  const text = digest.follow(decodeText(bytes, options.encoding));
  return { rows: readCsvRows(text, { delimiter }), digest, text };
}

/** Yields the bytes of a text. Throws a TableError for those of a workbook: XLSX and ODS are archives. */
async function* refuseArchives(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of bytes) {
    if (isFirst && String.fromCharCode(...chunk.subarray(0, ARCHIVE.length)) === ARCHIVE)
      throw new TableError(
        'The file is an archive, such as a workbook, and no text.',
        'Name a workbook .xlsx or .ods, or save the sheet as CSV.',
      );
    isFirst = false;
    yield chunk;
  }
}

/** Returns whether the name is that of a workbook with sheets. */
export function isWorkbook(name: string): boolean {
  return findWorkbookFormat(name) !== undefined;
}

function findWorkbookFormat(name: string): 'xlsx' | 'ods' | undefined {
  const ending = findEnding(name);
  return ending === 'xlsx' || ending === 'ods' ? ending : undefined;
}

const findEnding = (name: string): string | undefined =>
  /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();

async function* followRows(
  rendered: AsyncIterable<RenderedRow>,
  digest: TextDigest,
): AsyncGenerator<TableRow> {
  for await (const { row, text } of rendered) {
    digest.add(text);
    yield row;
  }
}

async function* listTexts(rendered: AsyncIterable<RenderedRow>): AsyncGenerator<string> {
  for await (const { text } of rendered) yield text;
}

function findDelimiter(name: string): string {
  const ending = findEnding(name);
  if (ending === 'csv' || ending === 'txt') return ',';
  if (ending === 'tsv' || ending === 'tab') return '\t';
  throw new TableError(
    `The format of \`${name}\` is not known.`,
    'Name the file .csv, .tsv, .xlsx or .ods, or give `table: { delimiter: … }`.',
  );
}
