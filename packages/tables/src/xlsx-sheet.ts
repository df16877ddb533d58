import { unpackWorkbook, WORKBOOK_LIMITS } from './sheet-archive.ts';
import type { SheetEntry, SheetRow } from './sheet-row.ts';
import { readSheetXml, readWholeXml } from './sheet-xml.ts';
import { TableError } from './table-row.ts';

/** The formats of dates that XLSX does not list in the file. */
const DATE_FORMATS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const DAY_MS = 86_400_000;
const NAMES =
  /^(xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

interface XlsxSheet extends SheetEntry {
  readonly part: string;
}

/** A workbook of XLSX: its sheets, and the values that formulas had when it was saved. */
export class XlsxWorkbook {
  readonly sheets: readonly XlsxSheet[];
  readonly #parts: ReadonlyMap<string, string>;
  readonly #strings: readonly string[];
  /** The styles of cells that are dates. */
  readonly #dateStyles: ReadonlySet<number>;
  #firstDay = Date.UTC(1899, 11, 30);

  constructor(bytes: Uint8Array) {
    this.#parts = unpackWorkbook(bytes, (name) => NAMES.test(name));
    this.sheets = this.#readSheets();
    this.#strings = readStrings(this.#parts.get('xl/sharedStrings.xml') ?? '<sst/>');
    this.#dateStyles = readDateStyles(this.#parts.get('xl/styles.xml') ?? '<styleSheet/>');
  }

  #readSheets(): readonly XlsxSheet[] {
    const workbook = this.#parts.get('xl/workbook.xml');
    if (workbook === undefined)
      throw new TableError('The file is an archive, and no XLSX workbook.', 'Save it as XLSX.');
    const targets = new Map<string, string>();
    readWholeXml(this.#parts.get('xl/_rels/workbook.xml.rels') ?? '<Relationships/>', {
      open: (name, { Id = '', Target = '' }) => {
        if (name === 'Relationship') targets.set(Id, Target.replace(/^\/xl\/|^(?!\/)/, 'xl/'));
      },
    });
    const sheets: XlsxSheet[] = [];
    readWholeXml(workbook, {
      open: (element, attributes) => {
        if (element === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? ''))
          this.#firstDay = Date.UTC(1904, 0, 1);
        if (element !== 'sheet') return;
        const { name = '', state = 'visible' } = attributes;
        const part = (targets.get(attributes['r:id'] ?? '') ?? '').replace('xl/xl/', 'xl/');
        sheets.push({ name, isHidden: state !== 'visible', part });
      },
    });
    return sheets;
  }

  /** Yields the rows of a sheet that have cells, in order. */
  *readRows({ part, name }: XlsxSheet): Generator<SheetRow> {
    const xml = this.#parts.get(part);
    if (xml === undefined)
      throw new TableError(`The sheet \`${name}\` has no cells.`, 'Choose another.');
    const done: SheetRow[] = [];
    const reader = new SheetReader({
      onRow: (row) => done.push(row),
      toText: (cell) => this.#toText(cell),
    });
    for (const _ of readSheetXml(xml, reader)) yield* done.splice(0);
    yield* done;
  }

  #toText({ type, style, value, reference, hasFormula }: XlsxCell): string {
    if (hasFormula && value === '' && type !== 'str' && type !== 'inlineStr')
      throw new TableError(
        `The cell ${reference} has a formula, and no value of it is stored.`,
        'Open the workbook in its program, let it calculate, and save it.',
      );
    switch (type) {
      case 's':
        return this.#strings[Number(value)] ?? '';
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return this.#dateStyles.has(style) ? this.#formatDay(value) : formatNumber(value);
      default:
        return value;
    }
  }

  /** Returns `2031-05-04`, or the number if it is no day. */
  #formatDay(value: string): string {
    const days = Number(value);
    if (value === '' || !(days >= 1) || days > 2_958_465) return value;
    const shift =
      this.#firstDay < 0 && days < 60 && this.#firstDay === Date.UTC(1899, 11, 30) ? 1 : 0;
    return new Date(this.#firstDay + (Math.floor(days) + shift) * DAY_MS)
      .toISOString()
      .slice(0, 10);
  }
}

function formatNumber(value: string): string {
  return /^-?\d{1,15}(\.\d+)?$/.test(value) ? value : value === '' ? '' : String(Number(value));
}

interface XlsxCell {
  readonly reference: string;
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly hasFormula: boolean;
}

interface SheetReaderOptions {
  readonly onRow: (row: SheetRow) => void;
  readonly toText: (cell: XlsxCell) => string;
}

/** Collects the cells of rows. */
class SheetReader {
  readonly #options: SheetReaderOptions;
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #cell: Readonly<Record<string, string>> = {};
  #value = '';
  #hasFormula = false;
  #isValue = false;
  #phonetic = 0;

  constructor(options: SheetReaderOptions) {
    this.#options = options;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow(attributes);
    if (name === 'c') this.#openCell(attributes);
    if (name === 'f') this.#hasFormula = true;
    if (name === 'rPh') this.#phonetic += 1;
    this.#isValue = (name === 'v' || name === 't') && this.#phonetic === 0;
  }

  text(words: string): void {
    if (this.#isValue) this.#value += words;
  }

  close(name: string): void {
    this.#isValue = false;
    if (name === 'rPh') this.#phonetic -= 1;
    if (name === 'c') this.#closeCell();
    if (name === 'row') this.#options.onRow({ number: this.#row, cells: this.#cells });
  }

  #openRow({ r }: Readonly<Record<string, string>>): void {
    const number = r === undefined ? this.#row + 1 : Number(r);
    if (!(number > this.#row) || number > WORKBOOK_LIMITS.rowsMax)
      throw new TableError('The rows of the sheet are not in order.', 'Save the workbook again.');
    this.#row = number;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const letters = /^[A-Z]{1,3}/.exec(attributes['r'] ?? '')?.[0];
    this.#column = letters === undefined ? this.#column + 1 : toColumn(letters);
    if (this.#column >= WORKBOOK_LIMITS.columnsMax)
      throw new TableError('The sheet has too many columns.', 'Save it as CSV.');
    this.#cell = attributes;
    this.#value = '';
    this.#hasFormula = false;
  }

  #closeCell(): void {
    const { r = '', t = 'n', s = '-1' } = this.#cell;
    const cell = { reference: r, type: t, style: Number(s), value: this.#value };
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = this.#options.toText({ ...cell, hasFormula: this.#hasFormula });
  }
}

/** Returns 0 for `A`, 26 for `AA`. */
const toColumn = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function readStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let words = '';
  let isText = false;
  let phonetic = 0;
  readWholeXml(xml, {
    open: (name) => {
      if (name === 'si') words = '';
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    text: (part) => {
      if (isText) words += part;
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.push(words);
    },
  });
  return strings;
}

/** Returns the indices of the styles whose format shows a day. */
function readDateStyles(xml: string): ReadonlySet<number> {
  const formats = new Set(DATE_FORMATS);
  const styles = new Set<number>();
  let isCellStyles = false;
  let index = 0;
  readWholeXml(xml, {
    open: (name, { numFmtId, formatCode = '' }) => {
      const bare = formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
      if (name === 'numFmt' && /[yd]/i.test(bare)) formats.add(Number(numFmtId));
      if (name === 'cellXfs') isCellStyles = true;
      if (name !== 'xf' || !isCellStyles) return;
      if (formats.has(Number(numFmtId))) styles.add(index);
      index += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyles = false;
    },
  });
  return styles;
}
