import { formatListNumber } from './list-number.ts';
import { readXml, type XmlElement } from './xml-events.ts';

/** A level of a list: the format of its number, and the words around it, such as `(%1)`. */
interface ListLevel {
  format: string;
  text: string;
  start: number;
}

/** The numbering of a paragraph: a list and a level from 0. */
export interface ListReference {
  readonly list: string;
  readonly level: number;
}

const LEVELS_MAX = 9;

/** The lists of a Word document, and their numbers so far. */
export class DocxNumbering {
  /** The levels of the abstract lists, by id. */
  readonly #levels = new Map<string, ListLevel[]>();
  /** The abstract list of each list, by id. */
  readonly #abstract = new Map<string, string>();
  /** The last numbers of each abstract list: lists of one kind go on counting. */
  readonly #numbers = new Map<string, (number | undefined)[]>();
  /** The first numbers that a list has of its own, by list and level. */
  readonly #starts = new Map<string, number>();

  /** Reads `word/numbering.xml`. */
  constructor(xml: string | undefined) {
    if (xml === undefined) return;
    let abstract = '';
    let list = '';
    let level = 0;
    readXml(xml, {
      open: (element) => {
        const { name } = element;
        if (name === 'abstractNum') abstract = getValue(element, 'abstractNumId');
        if (name === 'num') list = getValue(element, 'numId');
        if (name === 'lvl' || name === 'lvlOverride') level = readLevel(getValue(element, 'ilvl'));
        if (name === 'abstractNumId') this.#abstract.set(list, getValue(element));
        if (name === 'startOverride')
          this.#starts.set(`${list} ${level}`, Number(getValue(element)));
        if (abstract !== '' && list === '') this.#setLevel(abstract, level, element);
      },
      text: () => undefined,
      close: ({ name }) => {
        if (name === 'abstractNum') abstract = '';
        if (name === 'num') list = '';
      },
    });
  }

  /** Returns the next number of a list as printed, such as `2.` or `(b)`; empty for a bullet. */
  next({ list, level }: ListReference): string {
    const abstract = this.#abstract.get(list) ?? '';
    const levels = this.#levels.get(abstract) ?? [];
    const own = levels[level];
    if (own === undefined || own.format === 'bullet' || own.format === 'none') return '';
    const numbers = this.#getNumbers(abstract);
    const override = this.#starts.get(`${list} ${level}`);
    if (override !== undefined) {
      // A list that begins with a number of its own does so once.
      this.#starts.delete(`${list} ${level}`);
      numbers[level] = override - 1;
    }
    numbers[level] = (numbers[level] ?? own.start - 1) + 1;
    numbers.length = level + 1;
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const { format = 'decimal', start = 1 } = levels[at] ?? {};
      return formatListNumber(numbers[at] ?? start, format);
    });
  }

  #getNumbers(abstract: string): (number | undefined)[] {
    const known = this.#numbers.get(abstract) ?? [];
    this.#numbers.set(abstract, known);
    return known;
  }

  #setLevel(abstract: string, level: number, element: XmlElement): void {
    const levels = this.#levels.get(abstract) ?? [];
    this.#levels.set(abstract, levels);
    const own = (levels[level] ??= { format: 'decimal', text: '', start: 1 });
    if (element.name === 'numFmt') own.format = getValue(element);
    if (element.name === 'lvlText') own.text = getValue(element).slice(0, 100);
    if (element.name === 'start') own.start = Number(getValue(element)) || 0;
  }
}

/** Returns an attribute of Word, which has a prefix. */
export function getValue({ attributes }: XmlElement, name = 'val'): string {
  return attributes[`w:${name}`] ?? '';
}

/** Returns a level of a list, from 0. */
export function readLevel(value: string): number {
  return Math.min(Math.max(Math.trunc(Number(value)) || 0, 0), LEVELS_MAX - 1);
}
