import { sortEndings } from '../language/word-forms.ts';
import { SearchExpression } from '../search/search-expression.ts';
import { listCountryNames } from '@rapporteur/contracts';
import { iso31661 } from 'iso-3166';
import type { LanguageFile } from '../language/language-file.ts';
import type { UnitSpan } from '../text/prepared-text.ts';

/** A state that the words name. */
export interface StateMention extends UnitSpan {
  readonly code: string;
  /** The name as written, with its article: `the Kyrgyz Republic`. */
  readonly name: string;
}

const LETTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
/** No character before it is Chinese. */
const HAN_START = 0x2e80;
/** Names of two states, and names that mostly mean something else. */
const AMBIGUOUS = new Set(['Congo', 'Korea', 'Macedonia', 'Jersey', 'America']);
const CAPITALS_MIN = 5;
const NAME_MIN = 2;
const HAN_KEY = 2;
/** The letters of a word. */
const WORD = /[\p{L}\p{N}]+/uy;
const BEFORE_WITHIN = 40;
const FORMS_MAX = 64;
const ARTICLE = /(?:^|[\s(])((?:the|la|le|les|l') ?)$/i;

interface StateName {
  readonly name: string;
  readonly code: string;
  /** An adjective, which names the state only before an office: "Maltese Foreign Minister". */
  readonly isAdjective: boolean;
}

interface StateIndex {
  /** The names by their keys, the longest first. */
  readonly names: ReadonlyMap<string, readonly StateName[]>;
  /** Whether a name begins with a character, by its UTF-16 unit. */
  readonly starts: Uint8Array;
  /** The codes of states by adjective. */
  readonly adjectives: ReadonlyMap<string, string>;
}

/** Finds the names of states in the words of one language, in linear time. */
export class StateFinder {
  readonly #file: LanguageFile;
  // Made for the first text: a program reads few of the languages.
  #index: StateIndex | undefined;
  /** Words before a name that belong to it, and how they end before it. */
  readonly #prefixes: readonly { readonly words: string; readonly endings: readonly string[] }[];
  /** "中、泰两国": the short names of several states. */
  readonly #joint: SearchExpression | undefined;
  readonly #office: RegExp;
  /** An office or another noun directly before an adjective: "le ministre tunisien". */
  readonly #before: RegExp;

  constructor(file: LanguageFile) {
    this.#file = file;
    this.#prefixes = file.states.prefixes
      .toSorted((a, b) => b.length - a.length)
      .map((words) => ({
        words,
        endings: words.endsWith("'") ? [words] : [`${words} `, `${words} the `],
      }));
    this.#joint = toJointForm(file);
    const offices = file.words['personOffices'] ?? [];
    this.#office = toOfficeForm(offices);
    this.#before = toBeforeForm(offices, file.words['adjectivesAfter']);
  }

  /** Returns the states that the words name, in order. */
  find(text: string): readonly StateMention[] {
    const { starts, names } = this.#getIndex();
    const found: StateMention[] = [];
    for (let at = 0; at < text.length; at += 1) {
      if (starts[text.charCodeAt(at)] !== 1) continue;
      const isHan = isHanAt(text, at);
      if (!isHan && at > 0 && LETTER.test(text[at - 1] ?? '')) continue;
      const key = toKey(text, at, isHan);
      const match = names
        .get(key)
        ?.find(
          ({ name, isAdjective }) =>
            text.startsWith(name, at) &&
            (isHan || !LETTER.test(text[at + name.length] ?? ' ')) &&
            (!isAdjective ||
              this.#leadsOffice(text, at + name.length) ||
              this.#before.test(text.slice(Math.max(0, at - BEFORE_WITHIN), at))),
        );
      if (match === undefined) {
        if (!isHan) at += Math.max(0, key.length - 1);
        continue;
      }
      const end = at + match.name.length;
      const start = this.#extendStart(text, at, found.at(-1)?.end ?? 0);
      found.push({ code: match.code, start, end, name: text.slice(start, end) });
      at = end - 1;
    }
    return this.#joint?.test(text) === true ? this.#addJoint(text, found, this.#joint) : found;
  }

  #addJoint(
    text: string,
    found: readonly StateMention[],
    joint: SearchExpression,
  ): readonly StateMention[] {
    const added = joint.list(text).flatMap(({ 0: words, index }) =>
      [...words].flatMap((name, at) => {
        const code = this.findAdjective(name);
        const start = index + at;
        return code === undefined ? [] : [{ code, name, start, end: start + 1 }];
      }),
    );
    return addApart(found, added);
  }

  /** Returns the code of the state that an adjective names: "Maltese". */
  findAdjective(word: string): string | undefined {
    return this.#getIndex().adjectives.get(word);
  }

  #getIndex(): StateIndex {
    this.#index ??= createIndex(this.#file);
    return this.#index;
  }

  #leadsOffice(text: string, at: number): boolean {
    this.#office.lastIndex = at;
    return this.#office.test(text);
  }

  /** Returns the start of the name with the words before it that belong to it. */
  #extendStart(text: string, at: number, limit: number): number {
    let start = at;
    const before = text.slice(Math.max(limit, at - 60), at);
    const prefix = /[ ']$/.test(before)
      ? this.#prefixes.find(({ endings }) => endings.some((ending) => before.endsWith(ending)))
      : undefined;
    if (prefix !== undefined) start = at - (before.length - before.lastIndexOf(prefix.words));
    const article = ARTICLE.exec(text.slice(Math.max(limit, start - 6), start))?.[1];
    return article === undefined ? start : start - article.length;
  }
}

/** Returns the states in order, without those added within others. */
export function addApart(
  found: readonly StateMention[],
  added: readonly StateMention[],
): readonly StateMention[] {
  const apart = added.filter(
    (one) => !found.some(({ start, end }) => start < one.end && end > one.start),
  );
  return [...found, ...apart].toSorted((a, b) => a.start - b.start);
}

function isHanAt(text: string, at: number): boolean {
  return text.charCodeAt(at) >= HAN_START && HAN.test(text[at] ?? '');
}

/**
 * Returns the first word of a name: all forms of a name in a text have it. Chinese has no words,
 * but letters.
 */
function toKey(text: string, at: number, isHan: boolean): string {
  if (isHan) return text.slice(at, at + HAN_KEY);
  WORD.lastIndex = at;
  return WORD.test(text) ? text.slice(at, WORD.lastIndex) : '';
}

/** Returns the names of states in a language, with their forms. */
function createIndex(file: LanguageFile): StateIndex {
  const { aliases, endings, adjectives } = file.states;
  const names = new Map<string, StateName[]>();
  const byAdjective = new Map<string, string>();
  const starts = new Uint8Array(0x10000);
  const seen = new Set<string>();
  const add = (name: string, code: string, isAdjective = false): void => {
    const spellings = file.language === 'fr' ? listSpellings(name) : inflect(name, endings);
    // "SENEGAL" in a list of names; a short word in capitals may be an abbreviation.
    const isPlain = !isAdjective && name.length >= CAPITALS_MIN && file.language !== 'zh';
    for (const form of isPlain ? [...spellings, name.toUpperCase()] : spellings) {
      if (form.length < NAME_MIN || seen.has(form)) continue;
      seen.add(form);
      const key = toKey(form, 0, isHanAt(form, 0));
      const named = names.get(key) ?? [];
      names.set(key, named);
      named.push({ name: form, code, isAdjective });
    }
  };
  for (const [code, all] of Object.entries(aliases)) for (const name of all) add(name, code);
  for (const [code, forms] of Object.entries(adjectives))
    for (const adjective of forms) {
      byAdjective.set(adjective, code);
      if (file.language !== 'zh') add(adjective, code, true);
      for (const noun of file.words['sides'] ?? [])
        add(`${adjective}${file.language === 'zh' ? '' : ' '}${noun}`, code);
    }
  for (const [code, all] of listNames(file.language))
    for (const name of all) if (!AMBIGUOUS.has(name)) add(name, code);
  for (const named of names.values()) {
    named.sort((a, b) => b.name.length - a.name.length);
    for (const { name } of named) starts[name.charCodeAt(0)] = 1;
  }
  return { names, starts, adjectives: byAdjective };
}

/** Returns the form of short names of one letter before their number: "中、泰两国". */
function toJointForm({ language, states }: LanguageFile): SearchExpression | undefined {
  if (language !== 'zh') return undefined;
  const short = Object.values(states.adjectives).flat();
  const letter = `[${short.filter(({ length }) => length === 1).join('')}]`;
  return new SearchExpression(`${letter}(?:[、和]?${letter}){1,5}(?=[两三四五六]国)`);
}

/** Returns the form of an office after an adjective: " Deputy Foreign Minister". */
function toOfficeForm(offices: readonly string[]): RegExp {
  if (offices.length === 0) return /(?!)/y;
  return new RegExp(`\\s(?:\\p{Lu}[\\p{L}-]+\\s){0,2}(?:${offices.join('|')})(?!\\p{L})`, 'uy');
}

/** Returns the form of a noun before an adjective: an office, or one of the nouns. */
function toBeforeForm(offices: readonly string[], nouns: readonly string[] | undefined): RegExp {
  return nouns === undefined
    ? /(?!)/u
    : new RegExp(`(?<!\\p{L})(?:${[...offices, ...nouns].join('|')})\\s$`, 'u');
}

/** Returns a French name with its capitals, accents and hyphens as they are often written. */
function listSpellings(name: string): readonly string[] {
  const capital = name.replace(
    /(?<=[ -])\p{Ll}{4,}/gu,
    (word) => word[0]?.toUpperCase() + word.slice(1),
  );
  const forms = [name, capital].flatMap((form) => [
    form,
    form.replace(/(?<=\p{L})-(?=\p{L})/gu, ' '),
  ]);
  return [...new Set(forms.flatMap((form) => [form, form.replace(/(?<!\p{L})É/gu, 'E')]))];
}

/** Returns the names of CLDR and, in English, those of the record, by code. */
function listNames(language: string): ReadonlyMap<string, readonly string[]> {
  if (language === 'en') return listCountryNames();
  const long = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const short = new Intl.DisplayNames(language, {
    type: 'region',
    style: 'short',
    fallback: 'none',
  });
  return new Map(
    iso31661.map(({ alpha2, alpha3 }) => [
      alpha3,
      [long.of(alpha2), short.of(alpha2)].flatMap((name) => name?.replaceAll('’', "'") ?? []),
    ]),
  );
}

/** Returns the forms of a name, each word with the endings of its case. */
export function inflect(
  name: string,
  endings: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const rules = sortEndings(endings);
  if (rules.length === 0) return [name];
  let forms = [''];
  for (const [index, word] of name.split(' ').entries()) {
    const rule = rules.find(([ending]) => word.endsWith(ending) && word.length > ending.length + 2);
    const stems =
      rule === undefined
        ? [word]
        : [word, ...rule[1].map((ending) => word.slice(0, word.length - rule[0].length) + ending)];
    forms = forms
      .flatMap((form) => stems.map((stem) => (index === 0 ? stem : `${form} ${stem}`)))
      .slice(0, FORMS_MAX);
  }
  return [...new Set(forms)];
}
