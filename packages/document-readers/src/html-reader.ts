import { Parser } from 'htmlparser2';
import type { DocumentContent } from './document-content.ts';
import { formatListNumber } from './list-number.ts';
import { decodeMarkup } from './markup-encoding.ts';
import { TextComposer } from './text-composer.ts';
import { checkElements } from './xml-events.ts';

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section ' +
    'summary table tbody tfoot thead tr ul'
  ).split(' '),
);
const CELLS = new Set(['td', 'th']);
/** Elements whose words are no words of the document. */
const SILENT = new Set(
  (
    'audio button canvas datalist head iframe input map math nav noscript object script select ' +
    'style svg template textarea video'
  ).split(' '),
);
/** The furniture of a page, unless it belongs to the document itself. */
const FURNITURE = new Set(['header', 'footer', 'aside']);
const OWN_PARTS = new Set(['article', 'main']);
const LIST_FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** An element that is not closed yet. */
interface HtmlElement {
  readonly name: string;
  readonly id: string | undefined;
  readonly isSilent: boolean;
  /** The format and the next number of a list with numbers. */
  readonly list: { readonly format: string; next: number } | undefined;
}

/** Returns the text of a page: a line for each block, and the cells of a row with tabulators. */
export function readHtml(bytes: Uint8Array): DocumentContent {
  const reader = new HtmlReader();
  const parser = new Parser(reader, { decodeEntities: true });
  parser.write(decodeMarkup(bytes));
  parser.end();
  return reader.finish();
}

/** Receives the parts of a page from the parser. */
class HtmlReader {
  readonly #composer = new TextComposer();
  readonly #open: HtmlElement[] = [];
  #count = 0;
  /** How many open elements are silent, cells, or parts of the document itself. */
  #silent = 0;
  #cells = 0;
  #own = 0;
  #preformatted = 0;
  #inTitle = false;
  #title = '';
  #language: string | undefined;

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#count += 1;
    checkElements(this.#count, this.#open.length);
    if (this.#silent === 0) this.#beginElement(name, attributes);
    if (CELLS.has(name)) this.#cells += 1;
    if (OWN_PARTS.has(name)) this.#own += 1;
    if (name === 'pre') this.#preformatted += 1;
    if (name === 'title' && this.#title === '') this.#inTitle = true;
    if (name === 'html')
      this.#language = toLanguageTag(attributes['lang'] ?? attributes['xml:lang']);
    const isSilent = this.#isSilent(name, attributes);
    if (isSilent) this.#silent += 1;
    const list = name === 'ol' ? createList(attributes) : undefined;
    this.#open.push({ name, id: attributes['id'], isSilent, list });
  }

  ontext(words: string): void {
    if (this.#inTitle) this.#title += words;
    if (this.#inTitle || this.#silent > 0) return;
    const lines = this.#preformatted > 0 ? words.split('\n') : [words];
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.#composer.writeSpace('\n');
      this.#composer.write(line);
    }
  }

  onclosetag(name: string): void {
    if (BLOCKS.has(name) && this.#silent === 0) this.#endBlock(name);
    if (this.#open.pop()?.isSilent === true) this.#silent -= 1;
    if (CELLS.has(name)) this.#cells -= 1;
    if (OWN_PARTS.has(name)) this.#own -= 1;
    if (name === 'pre') this.#preformatted -= 1;
    if (name === 'title') this.#inTitle = false;
  }

  finish(): DocumentContent {
    const title = this.#title.replace(/\s+/g, ' ').trim();
    return this.#composer.finish({
      title: title === '' ? undefined : title,
      language: this.#language,
    });
  }

  #beginElement(name: string, attributes: Readonly<Record<string, string>>): void {
    if (BLOCKS.has(name)) this.#endBlock(name);
    if (CELLS.has(name) && !this.#composer.isLineEmpty) this.#composer.writeSpace('\t');
    if (name === 'br') this.#composer.writeSpace(this.#cells > 0 ? ' ' : '\n');
    if (name === 'li') this.#writeNumber(attributes['value']);
  }

  /** A block within a cell belongs to the line of its row. */
  #endBlock(name: string): void {
    if (this.#cells > 0 && name !== 'tr') {
      this.#composer.writeSpace(' ');
      return;
    }
    const { name: element = name, id } = this.#open.findLast(isNamed) ?? {};
    this.#composer.endParagraph({ element: id === undefined ? element : `#${id}` });
  }

  /** Writes the number that a browser shows before an item. */
  #writeNumber(value: string | undefined): void {
    const list = this.#open.findLast(({ name }) => name === 'ol' || name === 'ul')?.list;
    if (list === undefined) return;
    const number = /^\d{1,6}$/.test(value ?? '') ? Number(value) : list.next;
    list.next = number + 1;
    this.#composer.write(`${formatListNumber(number, list.format)}. `);
  }

  #isSilent(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (SILENT.has(name) || 'hidden' in attributes) return true;
    if (/display:\s*none/i.test(attributes['style'] ?? '')) return true;
    return this.#own === 0 && FURNITURE.has(name);
  }
}

function createList({ start, type }: Readonly<Record<string, string>>): HtmlElement['list'] {
  const first = /^\d{1,6}$/.test(start ?? '') ? Number(start) : 1;
  return { format: LIST_FORMATS[type ?? ''] ?? 'decimal', next: first };
}

function isNamed({ name, id }: HtmlElement): boolean {
  return id !== undefined || BLOCKS.has(name) || CELLS.has(name);
}

/** Returns a tag of the registry; undefined for a value that is none. */
export function toLanguageTag(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  try {
    return Intl.getCanonicalLocales(value.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
