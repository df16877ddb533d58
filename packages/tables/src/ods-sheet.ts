import { unpackWorkbook, WORKBOOK_LIMITS } from './sheet-archive.ts';
import type { SheetEntry, SheetRow } from './sheet-row.ts';
import { readSheetXml, readWholeXml } from './sheet-xml.ts';
import { TableError } from './table-row.ts';

/** A workbook of ODS, as OpenDocument stores it. */
export class OdsWorkbook {
  readonly sheets: readonly SheetEntry[];
  readonly #content: string;

  constructor(bytes: Uint8Array) {
    const content = unpackWorkbook(bytes, (name) => name === 'content.xml').get('content.xml');
    if (content === undefined)
      throw new TableError('The file is an archive, and no ODS workbook.', 'Save it as ODS.');
    this.#content = content;
    const sheets: SheetEntry[] = [];
    readWholeXml(content, {
      open: (name, attributes) => {
        const sheet = attributes['table:name'];
        if (name === 'table' && sheet !== undefined) sheets.push({ name: sheet, isHidden: false });
      },
    });
    this.sheets = sheets;
  }

  /** Yields the rows of a sheet that have words, in order. */
  *readRows({ name }: SheetEntry): Generator<SheetRow> {
    const done: SheetRow[] = [];
    const reader = new OdsReader(name, (row) => done.push(row));
    for (const _ of readSheetXml(this.#content, reader)) yield* done.splice(0);
    yield* done;
  }
}

class OdsReader {
  readonly #sheet: string;
  readonly #onRow: (row: SheetRow) => void;
  #isSheet = false;
  #row = 0;
  #rowRepeats = 1;
  #cells: string[] = [];
  #cell: Readonly<Record<string, string>> | undefined;
  #words = '';
  #notes = 0;
  #paragraphs = 0;

  constructor(sheet: string, onRow: (row: SheetRow) => void) {
    this.#sheet = sheet;
    this.#onRow = onRow;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'table') this.#isSheet = attributes['table:name'] === this.#sheet;
    if (!this.#isSheet) return;
    if (name === 'table-row') {
      this.#rowRepeats = toCount(attributes['table:number-rows-repeated']);
      this.#cells = [];
    }
    if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#cell = attributes;
      this.#words = '';
      this.#paragraphs = 0;
    }
    // Comments of a cell are no part of its words.
    if (name === 'annotation') this.#notes += 1;
    if (this.#notes > 0) return;
    if (name === 'p' && this.#paragraphs++ > 0) this.#words += '\n';
    if (name === 's') this.#words += ' '.repeat(Math.min(100, toCount(attributes['text:c'])));
    if (name === 'line-break' || name === 'tab') this.#words += ' ';
  }

  text(words: string): void {
    if (this.#cell !== undefined && this.#notes === 0) this.#words += words;
  }

  close(name: string): void {
    if (!this.#isSheet) return;
    if (name === 'annotation') this.#notes -= 1;
    if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    if (name === 'table-row') this.#closeRow();
    if (name === 'table') this.#isSheet = false;
  }

  #closeCell(): void {
    const attributes = this.#cell ?? {};
    this.#cell = undefined;
    const words = toWords(attributes, this.#words);
    const repeats = toCount(attributes['table:number-columns-repeated']);
    if (this.#cells.length + repeats > WORKBOOK_LIMITS.columnsMax && words !== '')
      throw new TableError('The sheet has too many columns.', 'Save it as CSV.');
    const length = Math.min(repeats, WORKBOOK_LIMITS.columnsMax - this.#cells.length);
    for (let n = 0; n < length; n += 1) this.#cells.push(words);
  }

  #closeRow(): void {
    const hasWords = this.#cells.some((cell) => cell.trim() !== '');
    const last = this.#row + this.#rowRepeats;
    if (hasWords && last > WORKBOOK_LIMITS.rowsMax)
      throw new TableError('The sheet has too many rows.', 'Save it as CSV.');
    if (hasWords)
      for (let number = this.#row + 1; number <= last; number += 1)
        this.#onRow({ number, cells: this.#cells });
    this.#row = last;
  }
}

const toCount = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;

/** Returns the day or number of a cell, whose words may be rounded, or its words. */
function toWords(attributes: Readonly<Record<string, string>>, words: string): string {
  const type = attributes['office:value-type'];
  if (type === 'date') return (attributes['office:date-value'] ?? words).slice(0, 10);
  return type === 'float' ? (attributes['office:value'] ?? words) : words;
}
