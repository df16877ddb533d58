import { AknStructure } from './akn-structure.ts';
import type { DocumentContent } from './document-content.ts';
import { toLanguageTag } from './html-reader.ts';
import { decodeMarkup } from './markup-encoding.ts';
import { TextComposer } from './text-composer.ts';
import { readXml, type XmlElement, type XmlHandler } from './xml-events.ts';

/** Elements that begin and end a line. All others are within a line, or have no words of their own. */
const BLOCKS = new Set(
  (
    'alinea article attachment block blockContainer blockList body chapter citation citations clause ' +
    'conclusions container content coverPage crossHeading debateSection division doc formula heading ' +
    'indent intro item li list listIntroduction listWrapUp longTitle mainBody p paragraph part point ' +
    'preamble preface recital recitals section signature statement subclause subheading sublist ' +
    'subparagraph subsection table title toc tocItem tr ul wrapUp'
  ).split(' '),
);
const SILENT = new Set(['meta', 'img', 'noteRef']);
const CELLS = new Set(['td', 'th']);

/** Returns the text of a document in Akoma Ntoso, with the parts that its mark-up names. */
export function readAkn(bytes: Uint8Array): DocumentContent {
  const reader = new AknReader();
  readXml(decodeMarkup(bytes), reader);
  return reader.finish();
}

/** Receives the parts of a document in Akoma Ntoso 3.0. */
class AknReader implements XmlHandler {
  readonly #composer = new TextComposer();
  readonly #structure = new AknStructure();
  readonly #ids: (string | undefined)[] = [];
  #silent = 0;
  #cells = 0;
  #notes = 0;
  /** Whether the line has only a number, whose words follow in another block. */
  #isNumber = false;
  #language: string | undefined;

  open(element: XmlElement): void {
    const { name, attributes } = element;
    if (name === 'FRBRlanguage') this.#language ??= attributes['language'];
    if (SILENT.has(name)) this.#silent += 1;
    if (BLOCKS.has(name) || name === 'num') this.#endBlock(name);
    if (name === 'br' || name === 'eol') this.#composer.writeSpace(this.#cells > 0 ? ' ' : '\n');
    if (CELLS.has(name)) {
      if (!this.#composer.isLineEmpty) this.#composer.writeSpace('\t');
      this.#cells += 1;
    }
    if (name === 'authorialNote') {
      this.#notes += 1;
      this.#composer.openInnerLine();
      this.#composer.write(attributes['marker'] ?? '');
      this.#composer.writeSpace(' ');
    }
    this.#ids.push(attributes['eId'] ?? attributes['id']);
    this.#structure.open(element);
  }

  text(words: string): void {
    if (this.#silent > 0) return;
    if (this.#notes > 0) {
      this.#composer.write(words);
      return;
    }
    if (/^\s/.test(words)) this.#composer.writeSpace(' ');
    const start = this.#composer.nextPoint;
    if (!this.#composer.write(words)) return;
    this.#isNumber = false;
    this.#structure.addText(words, { start, end: this.#composer.lastPoint });
  }

  close(element: XmlElement): void {
    const { name } = element;
    this.#structure.close(element);
    if (BLOCKS.has(name)) this.#endBlock(name);
    if (name === 'num' && !this.#composer.isLineEmpty) {
      this.#isNumber = true;
      this.#composer.writeSpace(' ');
    }
    if (name === 'authorialNote') {
      this.#notes -= 1;
      this.#composer.closeInnerLine({ element: 'authorialNote' });
    }
    if (CELLS.has(name)) this.#cells -= 1;
    if (SILENT.has(name)) this.#silent -= 1;
    this.#ids.pop();
  }

  finish(): DocumentContent {
    const content = this.#composer.finish();
    const structure = this.#structure.finish();
    const { titleSpan: span } = structure;
    const title =
      span === undefined
        ? undefined
        : Array.from(content.text).slice(span.start, span.end).join('');
    const language = toLanguageTag(this.#language);
    return { ...content, title, language, structure };
  }

  #endBlock(name: string): void {
    if (this.#isNumber) return;
    if (this.#cells > 0 && name !== 'tr') {
      this.#composer.writeSpace(' ');
      return;
    }
    const id = this.#ids.findLast((one) => one !== undefined);
    this.#composer.endParagraph({ element: id === undefined ? name : `#${id}` });
  }
}
