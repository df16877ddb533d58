import type { ResolutionWords } from './language-file.ts';
import { escapeForm } from './pattern.ts';

/** A decision, document or treaty that the words cite. */
export interface TextCitation {
  readonly id: string;
  readonly nameAsWritten: string;
  readonly relation: string | null;
  readonly index: number;
}

/** A series of decisions: the form of its numbers, and the id and symbol of one. */
export interface DecisionSeries {
  /** The prefix of the ids: `unscr-`. */
  readonly idPrefix: string;
  /** The body as a resolution names it, in small letters. */
  readonly issuers: readonly string[];
  /** The symbol without number and year. */
  readonly symbol: string;
}

// A number and a year in brackets: "resolutions 12 (2029) and 14 (2030)".
const NUMBER_AND_YEAR = /(?<![\d/])(\d{1,4})\s?\(((?:19|20)\d{2})\)/g;
// A number with a session or part: "resolution 12/4", "decision 5/CP.20".
const SLASHED =
  /\b(resolutions?|decisions?)\s+((?:\d+\/[\dA-Z][\dA-Z./]*)(?:(?:,|,? and)\s\d+\/[\dA-Z][\dA-Z./]*)*)/gi;
const SLASHED_ONE = /\d+\/[\dA-Z][\dA-Z./]*/g;
const SYMBOL = /(?<![\w/])[A-Z]{1,8}(?:\/[A-Z0-9][A-Za-z0-9.-]*){1,6}(?:\s?\((?:19|20)\d{2}\))?/g;
const NAME_BEFORE = /\b(?:resolutions?|decisions?|presidential statement|documents?)\s$/i;

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

  /** Returns the citations in words of a body, each once, in order. */
  find(text: string, issuer: string): readonly TextCitation[] {
    const own = this.#findSeries(issuer);
    const cited = [
      ...this.#findNumbered(text, own),
      ...this.#findSlashed(text, issuer),
      ...this.#findSymbols(text),
      ...this.#findInstruments(text),
    ].toSorted((a, b) => a.index - b.index);
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

  #findSeries(issuer: string): DecisionSeries | undefined {
    const small = issuer.toLowerCase().replace(/^the /, '');
    return this.#series.find(({ issuers }) => issuers.includes(small)) ?? undefined;
  }

  #findNumbered(text: string, own: DecisionSeries | undefined): readonly TextCitation[] {
    return [...text.matchAll(NUMBER_AND_YEAR)].flatMap((match) => {
      const [words, number = '', year = ''] = match;
      const before = text.slice(Math.max(0, match.index - 40), match.index);
      if (before.endsWith('/') || /\b(?:paragraphs?|articles?|chapters?)\s$/i.test(before))
        return [];
      const isNamed = NAME_BEFORE.test(before) ? NAME_BEFORE.exec(before)?.[0] : '';
      const id = own === undefined ? `resolution-${number}-${year}` : `${own.idPrefix}${number}`;
      const nameAsWritten = `${isNamed === '' ? 'resolution ' : isNamed}${words}`;
      return [{ id, nameAsWritten, relation: null, index: match.index }];
    });
  }

  #findSlashed(text: string, issuer: string): readonly TextCitation[] {
    return [...text.matchAll(SLASHED)].flatMap((match) => {
      const [, noun = '', list = ''] = match;
      const before = text.slice(Math.max(0, match.index - 60), match.index).toLowerCase();
      const named = this.#series.find(({ issuers }) =>
        issuers.some((name) => before.trimEnd().endsWith(name)),
      );
      const series = named ?? this.#findSeries(issuer);
      const singular = noun.toLowerCase().replace(/s$/, '');
      return [...list.matchAll(SLASHED_ONE)].map((one) => {
        const number = one[0].replace(/[./]+$/, '');
        const slug = toSlug(number);
        const id =
          series === undefined || singular !== 'resolution'
            ? `${singular}-${slug}`
            : `${series.idPrefix}${slug}`;
        return { id, nameAsWritten: `${singular} ${number}`, relation: null, index: match.index };
      });
    });
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
    const number = /^(\d+)\s?\(/.exec(rest)?.[1] ?? /^[\d/A-Z.]+$/.exec(rest)?.[0];
    return series === undefined || number === undefined
      ? toSlug(symbol)
      : `${series.idPrefix}${toSlug(number)}`;
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

/** Returns a text as an id: small Latin letters, digits and single hyphens. */
export function toSlug(text: string, lengthMax = 100): string {
  const plain = toLatin(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain.length <= lengthMax) return plain;
  return plain.slice(0, lengthMax).replace(/-[^-]*$/, '');
}
