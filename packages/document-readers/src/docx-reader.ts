import type { DocumentContent } from './document-content.ts';
import { unpackDocx } from './docx-archive.ts';
import { DocxNumbering, getValue, readLevel } from './docx-numbering.ts';
import { type DocxStyle, findStyleList, readStyles } from './docx-styles.ts';
import { toLanguageTag } from './html-reader.ts';
import { TextComposer } from './text-composer.ts';
import { readXml, type XmlElement, type XmlHandler } from './xml-events.ts';

/** Elements whose words are not shown: what was deleted or moved away, fields, and second copies. */
const SILENT = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'Fallback',
  'rPrChange',
  'pPrChange',
]);

/**
 * Returns the text of a Word document as it is printed: with the numbers of its lists, the cells of a
 * row between tabulators and footnotes after their paragraph; without headers and footers, which are
 * parts of their own, and without words that were deleted.
 */
export function readDocx(bytes: Uint8Array): DocumentContent {
  const parts = unpackDocx(bytes);
  const { title, language } = readProperties(parts.get('docProps/core.xml'));
  const reader = new DocxReader({
    numbering: new DocxNumbering(parts.get('word/numbering.xml')),
    styles: readStyles(parts.get('word/styles.xml')),
    notes: new Map([
      ...readNotes(parts.get('word/footnotes.xml'), 'footnote'),
      ...readNotes(parts.get('word/endnotes.xml'), 'endnote'),
    ]),
  });
  readXml(parts.get('word/document.xml') ?? '', reader);
  return reader.finish({ title, language });
}

interface DocxParts {
  readonly numbering: DocxNumbering;
  readonly styles: ReadonlyMap<string, DocxStyle>;
  /** The words of notes, by kind and id. */
  readonly notes: ReadonlyMap<string, string>;
}

/** A paragraph while it is open. Its number is written before its first word. */
interface DocxParagraph {
  style: string | undefined;
  list: string | undefined;
  level: number | undefined;
  isNumbered: boolean;
}

/** Receives the parts of `word/document.xml`. */
class DocxReader implements XmlHandler {
  readonly #parts: DocxParts;
  readonly #composer = new TextComposer();
  readonly #paragraphs: DocxParagraph[] = [];
  #silent = 0;
  #cells = 0;
  #text = 0;
  #page = 1;
  /** The page on which the open paragraph began. */
  #startPage = 1;
  /** Whether the last break was one that its author made: Word marks it a second time. */
  #isBroken = false;
  #notes = 0;

  constructor(parts: DocxParts) {
    this.#parts = parts;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (SILENT.has(name)) this.#silent += 1;
    if (this.#silent > 0) return;
    if (name === 'p')
      this.#paragraphs.push({
        style: undefined,
        list: undefined,
        level: undefined,
        isNumbered: false,
      });
    else if (name === 't') this.#text += 1;
    else if (name === 'tc') {
      if (!this.#composer.isLineEmpty) this.#composer.writeSpace('\t');
      this.#cells += 1;
    } else if (name === 'footnoteReference' || name === 'endnoteReference')
      this.#writeNote(element);
    else this.#openProperty(element);
    this.#openSpace(element);
  }

  text(words: string): void {
    if (this.#silent > 0 || this.#text === 0) return;
    this.#isBroken = false;
    this.#composer.write(this.#takeNumber());
    this.#composer.write(words);
  }

  close({ name }: XmlElement): void {
    if (SILENT.has(name)) this.#silent -= 1;
    if (this.#silent > 0) return;
    if (name === 't') this.#text -= 1;
    if (name === 'tc') this.#cells -= 1;
    if (name === 'tr' && this.#cells === 0) this.#endParagraph('tr');
    if (name !== 'p') return;
    // A paragraph without words has a number, too.
    this.#takeNumber();
    const style = this.#parts.styles.get(this.#paragraphs.pop()?.style ?? '')?.name;
    // A paragraph within a cell or a text box belongs to the line around it.
    if (this.#cells > 0 || this.#paragraphs.length > 0) this.#composer.writeSpace(' ');
    else this.#endParagraph(style ?? 'p');
  }

  finish(known: Pick<DocumentContent, 'title' | 'language'>): DocumentContent {
    const content = this.#composer.finish(known);
    if (this.#page > 1) return content;
    // Without a break, the document does not say where its pages end.
    const paragraphs = content.paragraphs.map((paragraph) => ({ ...paragraph, page: undefined }));
    return { ...content, paragraphs };
  }

  #endParagraph(element: string): void {
    this.#composer.endParagraph({ page: this.#startPage, element });
    this.#startPage = this.#page;
  }

  /** Reads the properties of the open paragraph. */
  #openProperty(element: XmlElement): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined) return;
    if (element.name === 'pStyle') paragraph.style = getValue(element);
    if (element.name === 'numId') paragraph.list = getValue(element);
    if (element.name === 'ilvl') paragraph.level = readLevel(getValue(element));
  }

  /** Writes tabulators, line ends and hyphens, and turns the page. */
  #openSpace(element: XmlElement): void {
    const { name } = element;
    const isPageBreak = name === 'br' && getValue(element, 'type') === 'page';
    if (isPageBreak) {
      this.#turnPage();
      this.#isBroken = true;
    } else if (name === 'lastRenderedPageBreak') {
      if (!this.#isBroken) this.#turnPage();
      this.#isBroken = false;
    } else if (name === 'br' || name === 'cr')
      this.#composer.writeSpace(this.#cells > 0 ? ' ' : '\n');
    else if (name === 'tab' && this.#paragraphs.length > 0) this.#composer.writeSpace(' ');
    else if (name === 'noBreakHyphen') this.#composer.write('\u2011');
  }

  #turnPage(): void {
    this.#page += 1;
    if (this.#composer.isLineEmpty) this.#startPage = this.#page;
    else this.#composer.turnPage(this.#page);
  }

  /** Returns the number of the open paragraph, the first time that it is asked for. */
  #takeNumber(): string {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph === undefined || paragraph.isNumbered) return '';
    paragraph.isNumbered = true;
    const { numbering, styles } = this.#parts;
    const { list, level = 0, style } = paragraph;
    // The list 0 is none: it takes the list of its style from a paragraph.
    const reference = list === undefined ? findStyleList(styles, style) : { list, level };
    const number = reference === undefined ? '' : numbering.next(reference);
    return number === '' ? '' : `${number} `;
  }

  #writeNote(element: XmlElement): void {
    const kind = element.name.replace('Reference', '');
    const words = this.#parts.notes.get(`${kind} ${getValue(element, 'id')}`) ?? '';
    this.#notes += 1;
    this.#composer.openInnerLine();
    if (words !== '') this.#composer.write(`${this.#notes} ${words}`);
    this.#composer.closeInnerLine({ page: this.#page, element: kind });
  }
}

/** Returns the words of footnotes or endnotes, by kind and id. */
function readNotes(xml: string | undefined, kind: string): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  if (xml === undefined) return notes;
  let id: string | undefined;
  let words: string[] = [];
  let isText = false;
  readXml(xml, {
    open: (element) => {
      if (element.name === kind) {
        id = getValue(element, 'id');
        words = [];
      }
      isText = element.name === 't';
      if (element.name === 'p' || element.name === 'tab') words.push(' ');
    },
    text: (part) => {
      if (isText) words.push(part);
    },
    close: ({ name }) => {
      isText = false;
      if (name === kind && id !== undefined) notes.set(`${kind} ${id}`, words.join('').trim());
    },
  });
  return notes;
}

/** Returns the title and the language that a document states about itself. */
function readProperties(xml: string | undefined): Pick<DocumentContent, 'title' | 'language'> {
  const values = { title: '', language: '' };
  let field: keyof typeof values | undefined;
  if (xml !== undefined)
    readXml(xml, {
      open: ({ name }) => (field = name === 'title' || name === 'language' ? name : undefined),
      text: (words) => {
        if (field !== undefined) values[field] += words;
      },
      close: () => (field = undefined),
    });
  const title = values.title.trim();
  return {
    title: title === '' ? undefined : title,
    language: toLanguageTag(values.language.trim()),
  };
}
