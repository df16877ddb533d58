import type {
  DocumentStructure,
  StructureCitation,
  StructureParagraph,
  StructureSpan,
} from './document-structure.ts';
import type { XmlElement } from './xml-events.ts';

/** A part of the text while its element is open. It begins with its first word. */
interface MeasuredSpan {
  readonly element: XmlElement;
  start: number | undefined;
  end: number;
  words: string;
}

/** A paragraph while its element is open. */
interface AknParagraph {
  readonly span: MeasuredSpan;
  readonly part: StructureParagraph['part'];
  number: (StructureSpan & { readonly words: string }) | undefined;
  verb: StructureSpan | undefined;
  citations: StructureCitation[];
}

/** The parts that were found so far. */
type FoundParts = {
  -readonly [Part in keyof DocumentStructure]?: DocumentStructure[Part];
} & { adoptedOnWork?: string | undefined };

const PREAMBLE_PARAGRAPHS = new Set(['container', 'recital', 'citation', 'p']);
const LINKS = new Set(['a', 'ref', 'rref', 'mref']);
const COVER_SPANS = new Set([
  'docNumber',
  'docTitle',
  'docDate',
  'docAuthority',
  'inline',
  'formula',
]);
const SYMBOL = /[A-Z]{1,8}(?:\/[A-Z0-9][\w.()-]*)+$/;
/** Only the beginning of the words of a span is compared or kept. */
const WORDS_MAX = 300;

/** Collects the parts of a resolution from the elements of Akoma Ntoso, as they open and close. */
export class AknStructure {
  readonly #open: XmlElement[] = [];
  readonly #spans: MeasuredSpan[] = [];
  readonly #paragraphs: StructureParagraph[] = [];
  readonly #attachments: StructureSpan[] = [];
  #paragraph: AknParagraph | undefined;
  #found: FoundParts = {};

  open(element: XmlElement): void {
    const { name, attributes } = element;
    const parent = this.#open.at(-1)?.name;
    if (name === 'FRBRdate' && parent === 'FRBRWork' && attributes['name'] === 'adoption')
      this.#found.adoptedOnWork ??= attributes['date'];
    this.#open.push(element);
    const span: MeasuredSpan = { element, start: undefined, end: 0, words: '' };
    if (this.#beginsParagraph(name, parent)) {
      const part = this.#isWithin('preamble') ? 'preamble' : 'operative';
      this.#paragraph = { span, part, number: undefined, verb: undefined, citations: [] };
    }
    if (this.#isMeasured(element) || this.#paragraph?.span === span) this.#spans.push(span);
  }

  /** Adds words and their place to all open parts. */
  addText(words: string, { start, end }: StructureSpan): void {
    for (const span of this.#spans) {
      span.start ??= start;
      span.end = end;
      if (span.words.length < WORDS_MAX) span.words += words.slice(0, WORDS_MAX);
    }
  }

  close(element: XmlElement): void {
    this.#open.pop();
    const span = this.#spans.at(-1);
    if (span?.element !== element) return;
    this.#spans.pop();
    const { start, end } = span;
    if (start !== undefined) this.#place(span, { start, end });
    if (this.#paragraph?.span === span) this.#endParagraph(this.#paragraph);
  }

  finish(): DocumentStructure {
    const { adoptedOn, adoptedOnWork, ...found } = this.#found;
    const day = adoptedOn ?? adoptedOnWork;
    return {
      symbol: found.symbol,
      symbolSpan: found.symbolSpan,
      titleSpan: found.titleSpan,
      adoptionSpan: found.adoptionSpan,
      adoptedOn: day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined,
      meetingNumber: found.meetingNumber,
      publisher: found.publisher,
      issuer: found.issuer,
      formulaSpan: found.formulaSpan,
      paragraphs: this.#paragraphs,
      attachments: this.#attachments,
    };
  }

  #isWithin(name: string): boolean {
    return this.#open.some((one) => one.name === name);
  }

  #beginsParagraph(name: string, parent: string | undefined): boolean {
    if (this.#paragraph !== undefined || this.#isWithin('attachments')) return false;
    if (name === 'paragraph') return this.#isWithin('mainBody') || this.#isWithin('body');
    const isDirect = parent === 'preamble' || parent === 'recitals' || parent === 'citations';
    return isDirect && PREAMBLE_PARAGRAPHS.has(name);
  }

  #isMeasured({ name, attributes }: XmlElement): boolean {
    if (name === 'attachment' || COVER_SPANS.has(name)) return true;
    if (this.#paragraph === undefined) return false;
    return name === 'num' || isItalic(name, attributes) || LINKS.has(name);
  }

  #place({ element, words }: MeasuredSpan, place: StructureSpan): void {
    const { name, attributes } = element;
    const isOwn = !this.#isWithin('attachments');
    if (name === 'attachment') this.#attachments.push(place);
    else if (this.#paragraph !== undefined)
      this.#placeInParagraph(this.#paragraph, element, { ...place, words });
    else if (isOwn && name === 'formula') this.#found.formulaSpan ??= place;
    else if (isOwn) this.#placeOnCover(name, attributes, { ...place, words });
  }

  #placeInParagraph(
    paragraph: AknParagraph,
    { name, attributes }: XmlElement,
    { words, ...place }: StructureSpan & { readonly words: string },
  ): void {
    const { span, number, citations } = paragraph;
    if (name === 'num' && span.start === place.start) paragraph.number = { ...place, words };
    const isFirst =
      span.start === place.start || (number !== undefined && place.start === number.end + 1);
    if (isItalic(name, attributes) && isFirst) paragraph.verb ??= place;
    const symbol = LINKS.has(name) ? readSymbol(attributes['href'] ?? '', words) : undefined;
    if (symbol !== undefined) citations.push({ ...place, symbol });
  }

  #placeOnCover(
    name: string,
    attributes: XmlElement['attributes'],
    { words, ...place }: StructureSpan & { readonly words: string },
  ): void {
    const found = this.#found;
    const refersTo = attributes['refersTo'] ?? '';
    const isAdoption = /adoption/i.test(refersTo);
    const text = words.replace(/\s+/g, ' ').trim();
    switch (name) {
      case 'docNumber':
        found.symbolSpan ??= place;
        found.symbol ??= text;
        break;
      case 'docTitle':
        found[isAdoption ? 'adoptionSpan' : 'titleSpan'] ??= place;
        break;
      case 'docDate':
        if (isAdoption) found.adoptedOn ??= attributes['date'];
        break;
      case 'docAuthority':
        found[/issuing/i.test(refersTo) ? 'issuer' : 'publisher'] ??= text;
        break;
      default:
        found.meetingNumber ??= readMeetingNumber(attributes, text);
    }
  }

  #endParagraph({ span, part, number, verb, citations }: AknParagraph): void {
    this.#paragraph = undefined;
    const { start, end } = span;
    if (start === undefined || this.#found.formulaSpan?.start === start) return;
    this.#paragraphs.push({
      start,
      end,
      part,
      number: number?.words.replace(/\s+/g, '').replace(/\.$/, ''),
      textStart: number === undefined ? start : Math.min(number.end + 1, end),
      verb,
      citations,
    });
  }
}

/** Returns the number of an inline such as `<inline name="adoptionMeeting" title="241st">`. */
function readMeetingNumber(attributes: XmlElement['attributes'], text: string): number | undefined {
  if (!/meeting/i.test(attributes['name'] ?? '')) return undefined;
  const number = /\d{1,6}/.exec(attributes['title'] ?? text)?.[0];
  return number === undefined ? undefined : Number(number);
}

function isItalic(name: string, attributes: XmlElement['attributes']): boolean {
  if (name === 'i' || name === 'em') return true;
  return name === 'span' && /italic/i.test(`${attributes['class']} ${attributes['style']}`);
}

/** Returns the symbol that a link leads to, or that it has as its words. */
function readSymbol(href: string, words: string): string | undefined {
  return SYMBOL.exec(decodeAddress(href))?.[0] ?? SYMBOL.exec(words.trim())?.[0];
}

function decodeAddress(href: string): string {
  try {
    return decodeURIComponent(href).replaceAll(' ', '');
  } catch {
    return href;
  }
}
