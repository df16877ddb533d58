import { createRequire } from 'node:module';
import {
  type CitedNoun,
  type CitedNumber,
  findCitedNumbers,
  getNumberForm,
  normalizeNumber,
  type NumberForm,
} from './cited-numbers.ts';
import type { ResolutionWords } from '../language/language-file.ts';
import { escapeForm } from '../language/pattern.ts';

/** A decision, document or treaty that the words cite. */
export interface TextCitation {
  readonly id: string;
  readonly nameAsWritten: string;
  readonly relation: string | null;
  readonly index: number;
}

/** A link to a decision or document, with its place in the words. */
export interface LinkedCitation {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
}

/** A series of decisions: the form of its numbers, and the id and symbol of one. */
export interface DecisionSeries {
  /** The prefix of the ids: `unscr-`. */
  readonly idPrefix: string;
  /** The body as a resolution names it, in small letters. */
  readonly issuers: readonly string[];
  /** The symbol without number and year. */
  readonly symbol: string;
  readonly numbering: NumberForm;
}

/** The document that cites: the body that adopted it, and its symbol. */
export interface CitingDocument {
  readonly issuer: string;
  readonly symbol: string | undefined;
}

const SYMBOL =
  /(?<![\w/])[A-Z]{1,8}(?:\.[A-Z]{1,5})?(?:\(\d{1,3}\))?(?:\/[A-Z0-9][A-Za-z0-9.-]*(?:\([\dIVXLC-]{1,9}\))?){1,6}(?:\s?\((?:19|20)\d{2}\))?/g;
const OWN_SYMBOL = /^(?<prefix>\D.*?)(?<number>\d+(?:\/\d+)?(?:\s?\((?:19|20)\d{2}\))?)$/;
const OTHER_BODY = /\b(?<body>Council|Assembly|Committee|Commission|Conference|Board)(?:'s)?\s$/;
const ISSUER_WITHIN = 80;
/** A number without a noun is one of the body that was named so many characters before. */
const CARRIED_WITHIN = 300;

/** The series of the citing document, known from its symbol alone. */
interface OwnSymbols {
  readonly noun: CitedNoun;
  readonly prefix: string;
  readonly numbering: NumberForm;
}

/** Finds the citations of one language. */
export class CitationFinder {
  readonly #relations: readonly (readonly [RegExp, string | null])[];
  readonly #instruments: readonly (readonly [RegExp, string])[];
  readonly #series: readonly DecisionSeries[];

  constructor(words: ResolutionWords, series: readonly DecisionSeries[]) {
    this.#series = series;
    this.#relations = Object.entries(words.relations).flatMap(([relation, cues]) =>
      cues.length === 0 ? [] : [[toWordForm(cues), relation === 'none' ? null : relation] as const],
    );
    this.#instruments = Object.entries(words.instruments).map(
      ([id, names]) => [toWordForm(names), id] as const,
    );
  }

  /**
   * Returns the citations in words of a document, each once, in order. The id of a link is that of its
   * symbol, and not of its words.
   */
  find(
    text: string,
    document: CitingDocument,
    linked: readonly LinkedCitation[] = [],
  ): readonly TextCitation[] {
    const symbols = this.#findSymbols(text);
    const found = [
      ...this.#findNumbered(text, document, symbols),
      ...symbols,
      ...this.#findInstruments(text),
    ];
    if (found.length === 0 && linked.length === 0) return [];
    const cited = this.#replaceLinked(text, found, linked).toSorted((a, b) => a.index - b.index);
    const cues = this.#listCues(text);
    const seen = new Map<string, TextCitation>();
    let cue = 0;
    for (const citation of cited) {
      while ((cues[cue]?.index ?? Infinity) < citation.index) cue += 1;
      const relation = cues[cue - 1]?.relation ?? null;
      const known = seen.get(citation.id);
      if (known === undefined || (known.relation === null && relation !== null))
        seen.set(citation.id, { ...citation, relation });
    }
    return [...seen.values()];
  }

  /** Returns the series that a symbol or a body belongs to. */
  findSeriesOf(symbol: string): DecisionSeries | undefined {
    return this.#series.find((series) => symbol.startsWith(series.symbol));
  }

  /**
   * Returns the id of a decision that the body numbers in its title; undefined without a series.
   */
  toOwnId(number: string, { issuer }: CitingDocument): string | undefined {
    const series = this.#findSeries(issuer);
    if (series === undefined || getNumberForm(number) !== series.numbering) return undefined;
    return this.#toSeriesId(series, number);
  }

  #findSeries(issuer: string): DecisionSeries | undefined {
    const small = issuer.toLowerCase().replace(/^the /, '');
    return this.#series.find(({ issuers }) => issuers.includes(small));
  }

  #findNumbered(
    text: string,
    document: CitingDocument,
    symbols: readonly TextCitation[],
  ): readonly TextCitation[] {
    const own = this.#findSeries(document.issuer);
    const ownSymbols = own === undefined ? readOwnSymbols(document.symbol) : undefined;
    let carried: { readonly series: DecisionSeries | 'other' | undefined; readonly at: number } = {
      series: undefined,
      at: -Infinity,
    };
    let symbol = 0;
    return findCitedNumbers(text).flatMap((cited) => {
      while (endOf(symbols[symbol]) <= cited.start) symbol += 1;
      // The number of a symbol is no second citation.
      if ((symbols[symbol]?.index ?? Infinity) <= cited.start) return [];
      if (cited.nounStart !== undefined)
        carried = { series: this.#findNamed(text, cited.nounStart, own), at: cited.end };
      const isCarried = cited.start - carried.at < CARRIED_WITHIN;
      const series = cited.nounStart === undefined && !isCarried ? undefined : carried.series;
      const id = this.#toNumberId(cited, series, { own, ownSymbols });
      const nameAsWritten = `${cited.noun} ${cited.number}`;
      return [{ id, nameAsWritten, relation: null, index: cited.start }];
    });
  }

  /** Returns the series that the words before a noun name; undefined if they name no body. */
  #findNamed(
    text: string,
    nounStart: number,
    own: DecisionSeries | undefined,
  ): DecisionSeries | 'other' | undefined {
    const words = text.slice(Math.max(0, nounStart - ISSUER_WITHIN), nounStart);
    const before = words
      .toLowerCase()
      .trimEnd()
      .replace(/(?:'s)?(?: (?:relevant|previous|its|earlier|recent|subsequent))*$/, '');
    const named = this.#series.find(({ issuers }) => issuers.some((name) => before.endsWith(name)));
    const body = OTHER_BODY.exec(words)?.groups?.['body']?.toLowerCase();
    if (named !== undefined || body === undefined) return named;
    return own === undefined || own.issuers.some((name) => name.endsWith(body)) ? own : 'other';
  }

  #toNumberId(
    { noun, number }: CitedNumber,
    named: DecisionSeries | 'other' | undefined,
    {
      own,
      ownSymbols,
    }: {
      readonly own: DecisionSeries | undefined;
      readonly ownSymbols: OwnSymbols | undefined;
    },
  ): string {
    const form = getNumberForm(number);
    const normal = normalizeNumber(number);
    const isOwn = named === undefined;
    if (isOwn && ownSymbols?.noun === noun && ownSymbols.numbering === form)
      return toSlug(`${ownSymbols.prefix}${normal}`);
    if (noun === 'resolution' && named !== 'other') {
      const series = named ?? own;
      // A body of the same family numbers in another way: "resolution 1325 (2000)" in a text of an
      // assembly.
      const fitting =
        series === undefined || named !== undefined || series.numbering === form
          ? series
          : this.#series.find(({ numbering }) => numbering === form && form === 'year');
      if (fitting !== undefined) return this.#toSeriesId(fitting, normal);
    }
    return `${noun}-${toSlug(normal)}`;
  }

  #toSeriesId({ idPrefix, numbering }: DecisionSeries, number: string): string {
    const plain = normalizeNumber(number);
    return `${idPrefix}${toSlug(numbering === 'year' ? plain.replace(/\s?\(.*$/, '') : plain)}`;
  }

  #findSymbols(text: string): readonly TextCitation[] {
    return [...text.matchAll(SYMBOL)].flatMap((match) => {
      const symbol = match[0].replace(/[.-]+$/, '');
      if (!/\d/.test(symbol)) return [];
      return [{ id: this.toId(symbol), nameAsWritten: symbol, relation: null, index: match.index }];
    });
  }

  /** Returns the id of the document or decision with a symbol. */
  toId(symbol: string): string {
    const series = this.findSeriesOf(symbol);
    const rest = series === undefined ? '' : symbol.slice(series.symbol.length);
    const number =
      /^(?:\d+\s?\(\d+\)$|(?:[A-Z]+-)?\d+[\d/A-Z.]*(?:\s?\([IVXLC]+\))?(?:\s?[A-Z])?$)/.exec(
        rest,
      )?.[0];
    return series === undefined || number === undefined
      ? toSlug(symbol)
      : this.#toSeriesId(series, number);
  }

  /** Returns the links, and those citations that are in none of them. */
  #replaceLinked(
    text: string,
    found: readonly TextCitation[],
    linked: readonly LinkedCitation[],
  ): readonly TextCitation[] {
    if (linked.length === 0) return found;
    const names = new Map<LinkedCitation, string>();
    const others = found.filter(({ index, nameAsWritten }) => {
      const link = linked.find(({ start, end }) => start <= index && index < end);
      if (link !== undefined) names.set(link, nameAsWritten);
      return link === undefined;
    });
    const links = linked.map((link) => ({
      id: this.toId(link.symbol),
      nameAsWritten: names.get(link) ?? text.slice(link.start, link.end),
      relation: null,
      index: link.start,
    }));
    return [...others, ...links];
  }

  #findInstruments(text: string): readonly TextCitation[] {
    return this.#instruments.flatMap(([form, id]) =>
      [...text.matchAll(form)].map((match) => ({
        id,
        nameAsWritten: match[0],
        relation: null,
        index: match.index,
      })),
    );
  }

  #listCues(text: string): readonly { readonly index: number; readonly relation: string | null }[] {
    return this.#relations
      .flatMap(([form, relation]) =>
        [...text.matchAll(form)].map(({ index }) => ({ index, relation })),
      )
      .toSorted((a, b) => a.index - b.index);
  }
}

function endOf(citation: TextCitation | undefined): number {
  return citation === undefined ? Infinity : citation.index + citation.nameAsWritten.length;
}

/** Returns the series of a document that only its symbol tells: `H/RES/` of `H/RES/12 (2031)`. */
function readOwnSymbols(symbol: string | undefined): OwnSymbols | undefined {
  const { prefix, number } = OWN_SYMBOL.exec(symbol ?? '')?.groups ?? {};
  if (prefix === undefined || number === undefined) return undefined;
  const isYear = getNumberForm(number) === 'year';
  const numbering = isYear ? 'year' : number.includes('/') ? 'session' : 'plain';
  if (/\b(?:RES|R)\b/i.test(prefix)) return { noun: 'resolution', prefix, numbering };
  return /\b(?:DEC|D)\b/i.test(prefix) ? { noun: 'decision', prefix, numbering } : undefined;
}

function toWordForm(words: readonly string[]): RegExp {
  const sorted = words.toSorted((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}])(?:${sorted.map(escapeForm).join('|')})(?![\\p{L}])`, 'giu');
}

const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщъыьэюяё';
const LATIN = 'a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya e'.split(
  ' ',
);

/** Returns a text with Latin letters for Cyrillic ones. */
export function toLatin(text: string): string {
  return text.toLowerCase().replace(/[а-яё]/g, (letter) => LATIN[CYRILLIC.indexOf(letter)] ?? '');
}

const requireModule = createRequire(import.meta.url);
const HAN = /\p{Script=Han}{1,200}/gu;

/**
 * Returns a text with the syllables of Pinyin for Chinese characters. The dictionary takes a tenth of a
 * second to load, so it is loaded with the first of them.
 */
function toPinyin(text: string): string {
  if (text.search(HAN) < 0) return text;
  const { pinyin } = requireModule('pinyin-pro') as typeof import('pinyin-pro');
  return text.replace(
    HAN,
    // Only "lv" and "nv" need the other letter: 略 is "lue".
    (run) => ` ${pinyin(run, { toneType: 'none', v: true }).replace(/(?<=[ln])ve/g, 'ue')} `,
  );
}

/** Returns a text as an id: small Latin letters, digits and single hyphens. */
export function toSlug(text: string, lengthMax = 100): string {
  const plain = toPinyin(toLatin(text))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain.length <= lengthMax) return plain;
  return plain.slice(0, lengthMax).replace(/-[^-]*$/, '');
}
