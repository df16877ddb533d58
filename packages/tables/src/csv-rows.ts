/**
 * The rows of a CSV text with their places.
 *
 * Invariants (tests: csv-rows.spec.ts):
 * 1. The words of a place are the text between its offsets. ("gives each row its place in the text")
 * 2. One row is in memory at a time. A row that never ends is an error, not a crash.
 */
import { CsvError, type Info, parse, type Parser } from 'csv-parse';
import {
  countBytes,
  countLineFeeds,
  countPoints,
  TableError,
  type TablePlace,
  type TableRow,
  takePart,
} from './table-row.ts';

/** The longest row, in bytes; longer ones have a quotation mark that is never closed. */
const ROW_BYTES_MAX = 1_000_000;
const BYTE_ORDER_MARK = '\uFEFF';

interface CsvRecord {
  readonly raw: string;
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Yields the rows of a CSV text, which comes in chunks. Throws a TableError at a quotation mark that
 * is never closed, or at a letter after a closing one.
 */
export async function* readCsvRows(
  chunks: AsyncIterable<string>,
  { delimiter }: { readonly delimiter: string },
): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    raw: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: ROW_BYTES_MAX,
  });
  const feeding = feed(parser, chunks);
  const cursor = { bytes: 0, point: 0, line: 1, number: 0 };
  try {
    for await (const record of parser as AsyncIterable<CsvRecord>)
      yield toRow(record, cursor, delimiter);
  } catch (cause) {
    throw explainError(cause, cursor);
  } finally {
    parser.destroy();
    await feeding;
  }
}

/** Writes the chunks to the parser. An error of the chunks is one of the parser. */
async function feed(parser: Parser, chunks: AsyncIterable<string>): Promise<void> {
  let resume = (): void => undefined;
  // One listener each, however often the parser is full.
  parser.on('drain', () => resume());
  parser.on('close', () => resume());
  try {
    for await (const chunk of chunks) {
      if (parser.destroyed) return;
      if (parser.write(chunk)) continue;
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error('The text ended.', { cause: error }));
  }
}

/** The end of the rows so far. */
interface RowCursor {
  bytes: number;
  point: number;
  line: number;
  number: number;
}

function toRow({ raw, record, info }: CsvRecord, cursor: RowCursor, delimiter: string): TableRow {
  const isMarked = cursor.number === 0 && raw.startsWith(BYTE_ORDER_MARK);
  const words = (isMarked ? raw.slice(1) : raw).replace(/\r?\n$|\r$/, '');
  if (isMarked) cursor.point += 1;
  const start = cursor.point;
  const end = start + countPoints(words);
  const place = words === '' ? undefined : { start, end, line: cursor.line, words };

  // The rest is the line end: its characters are bytes.
  const markBytes = isMarked ? countBytes(BYTE_ORDER_MARK) : 0;
  const lineEnd = info.bytes - cursor.bytes - markBytes - countBytes(words);
  cursor.bytes = info.bytes;
  cursor.point = end + lineEnd;
  cursor.line += countLineFeeds(words) + (lineEnd > 0 ? 1 : 0);
  cursor.number += 1;
  const cells = isMarked ? [record[0]?.replace(BYTE_ORDER_MARK, '') ?? ''] : record.slice(0, 1);
  return {
    number: cursor.number,
    cells: [...cells, ...record.slice(1)],
    place,
    findCell: (index) => (place === undefined ? undefined : findCell(place, index, delimiter)),
  };
}

/** Returns the place of a cell without its quotation marks. */
function findCell(place: TablePlace, index: number, delimiter: string): TablePlace | undefined {
  const { words } = place;
  let from = 0;
  for (let n = 0; from <= words.length; n += 1) {
    const isQuoted = words[from] === '"';
    const to = isQuoted ? findClosingMark(words, from + 1) : findEnd(words, from, delimiter);
    if (n === index) return takePart(place, isQuoted ? from + 1 : from, to);
    from = findEnd(words, to, delimiter) + delimiter.length;
  }
  return undefined;
}

const findEnd = (words: string, from: number, delimiter: string): number => {
  const at = words.indexOf(delimiter, from);
  return at < 0 ? words.length : at;
};

function findClosingMark(words: string, from: number): number {
  let at = words.indexOf('"', from);
  // A doubled mark is one of the text.
  while (at >= 0 && words[at + 1] === '"') at = words.indexOf('"', at + 2);
  return at < 0 ? words.length : at;
}

function explainError(cause: unknown, { number }: RowCursor): unknown {
  if (!(cause instanceof CsvError)) return cause;
  // The parser may be ahead of the rows that were read.
  const records: unknown = Reflect.get(cause, 'records');
  const row = (typeof records === 'number' ? records : number) + 1;
  const isOpen = cause.code === 'CSV_QUOTE_NOT_CLOSED' || cause.code === 'CSV_MAX_RECORD_SIZE';
  return isOpen
    ? new TableError(
        `A quotation mark in row ${row} is never closed.`,
        'Close it, or double each mark that belongs to the text.',
        { cause },
      )
    : new TableError(`Row ${row} is not CSV: ${cause.message}.`, 'Correct it.', { cause });
}
