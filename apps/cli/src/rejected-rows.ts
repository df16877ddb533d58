import { createWriteStream, type WriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { RowProblem, TableRow } from '@rapporteur/tables';

/**
 * The file of wrong rows: their reasons, and their cells as they are. It is written only if there is
 * one, or if an earlier call wrote it.
 */
export class RejectedRows {
  readonly #path: string;
  readonly #columns: readonly string[];
  #stream: WriteStream | undefined;

  constructor(path: string, columns: readonly string[]) {
    this.#path = path;
    this.#columns = columns;
  }

  /** Writes a row with its reasons. */
  async add({ number, cells }: TableRow, problems: readonly RowProblem[]): Promise<void> {
    const reasons = problems.map(formatRowProblem).join('\n');
    await this.#write([String(number), reasons, ...cells]);
  }

  async close(): Promise<void> {
    const isKnown = await stat(this.#path).then(
      () => true,
      () => false,
    );
    if (this.#stream === undefined && isKnown) await this.#open();
    if (this.#stream === undefined) return;
    this.#stream.end();
    await finished(this.#stream);
  }

  async #write(cells: readonly string[]): Promise<void> {
    const stream = this.#stream ?? (await this.#open());
    const isReady = stream.write(`${cells.map(quoteCell).join(',')}\r\n`);
    if (!isReady) await once(stream, 'drain');
  }

  async #open(): Promise<WriteStream> {
    this.#stream = createWriteStream(this.#path);
    await once(this.#stream, 'open');
    await this.#write(['row', 'reasons', ...this.#columns]);
    return this.#stream;
  }
}

/** Returns a problem on one line: the column, the message and the fix. */
function formatRowProblem({ column, message, remedy }: RowProblem): string {
  const place = column === null ? '' : `${column}: `;
  return [`${place}${message}`, remedy].filter((part) => part !== null && part !== '').join(' ');
}

const quoteCell = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
