import { toCommonSource } from './common-letters.ts';
import { LetterGroups, listGroups, type WordGroups } from './letter-groups.ts';
import { listNeededLiterals } from './regexp-literals.ts';

/** The text that was searched last: many expressions search one sentence. */
const GROUPS = new LetterGroups();

/**
 * A regular expression that searches only texts with the letters that its matches need. Most rules
 * match in few sentences: a search costs much more than this test, and an expression that no text
 * needs is never compiled. (Test: "hides no match of a rule")
 */
export class SearchExpression {
  #source: string | (() => string);
  readonly #flags: string;
  readonly #ignoresCase: boolean;
  #needs: readonly (readonly WordGroups[])[] | undefined;
  /** The expression for texts of common letters, and the one for all texts. */
  #common: RegExp | undefined;
  #regExp: RegExp | undefined;

  /**
   * `source` may be a function, which is called for the first text: a program reads few of the languages.
   * `flags` beside `gu`: `d` for the places of groups, `i` for any case.
   */
  constructor(source: string | (() => string), flags: '' | 'd' | 'i' = '') {
    this.#source = source;
    this.#flags = `${flags}gu`;
    this.#ignoresCase = flags === 'i';
  }

  /** The regular expression as text. */
  get source(): string {
    if (typeof this.#source === 'function') this.#source = this.#source();
    return this.#source;
  }

  /** Returns whether a text has a match. */
  test(text: string): boolean {
    return this.mayMatch(text) && this.#restart(text).test(text);
  }

  /** Returns the first match of a text. */
  exec(text: string): RegExpExecArray | null {
    return this.mayMatch(text) ? this.#restart(text).exec(text) : null;
  }

  /** Returns all matches of a text, from a place on. */
  list(text: string, from = 0): readonly RegExpExecArray[] {
    return this.mayMatch(text) ? listMatches(text, this.#restart(text), from) : [];
  }

  /** Returns a text without its first match. */
  remove(text: string): string {
    const match = this.exec(text);
    if (match === null) return text;
    return text.slice(0, match.index) + text.slice(match.index + match[0].length);
  }

  /** The groups of words, of each list of which a match has one; the most telling list first. */
  get needs(): readonly (readonly WordGroups[])[] {
    this.#needs ??= listNeededLiterals(this.source).map((choice) => choice.map(listGroups));
    return this.#needs;
  }

  /** Returns false only if a text has no match. */
  mayMatch(text: string): boolean {
    const { needs } = this;
    if (needs.length === 0) return true;
    GROUPS.read(text);
    for (const choice of needs) if (!hasAny(choice)) return false;
    return true;
  }

  #restart(text: string): RegExp {
    GROUPS.read(text);
    // Without its case, a common letter may be equal to a rare one.
    const isCommon = !GROUPS.hasRare && !this.#ignoresCase;
    const regExp = isCommon ? this.#getCommon() : this.#getRegExp();
    regExp.lastIndex = 0;
    return regExp;
  }

  #getRegExp(): RegExp {
    this.#regExp ??= new RegExp(this.source, this.#flags);
    return this.#regExp;
  }

  #getCommon(): RegExp {
    this.#common ??= new RegExp(toCommonSource(this.source), this.#flags);
    return this.#common;
  }
}

function hasAny(words: readonly WordGroups[]): boolean {
  for (const groups of words) if (GROUPS.hasAll(groups)) return true;
  return false;
}

/** A word of an index, with the places of the items that need it. */
interface IndexedWord {
  readonly groups: WordGroups;
  readonly places: number[];
}

/** The expressions of many items, of which few match a text. */
export class ExpressionIndex<T> {
  readonly #items: readonly T[];
  readonly #toExpression: (item: T) => SearchExpression;
  // Made for the first text: a program reads few of the languages.
  #words: readonly IndexedWord[] | undefined;
  /** The first group of each word: it refuses most of them. */
  #firsts = new Uint16Array();
  /** Whether the text may match, by the place of the item. Items that need no word always may. */
  readonly #found: Uint8Array;
  #wordless: readonly number[] = [];

  constructor(items: readonly T[], toExpression: (item: T) => SearchExpression) {
    this.#items = items;
    this.#toExpression = toExpression;
    this.#found = new Uint8Array(items.length);
  }

  /** Returns the items whose expressions may match a text, in their order. */
  find(text: string): readonly T[] {
    const words = (this.#words ??= this.#listWords());
    GROUPS.read(text);
    const found = this.#found.fill(0);
    for (const place of this.#wordless) found[place] = 1;
    for (let at = 0; at < words.length; at += 1) {
      if (!GROUPS.has(this.#firsts[at] ?? 0)) continue;
      const word = words[at];
      if (word !== undefined && GROUPS.hasAll(word.groups))
        for (const place of word.places) found[place] = 1;
    }

    const items: T[] = [];
    for (let place = found.indexOf(1); place >= 0; place = found.indexOf(1, place + 1)) {
      const item = this.#items[place];
      if (item !== undefined && this.#toExpression(item).mayMatch(text)) items.push(item);
    }
    return items;
  }

  #listWords(): readonly IndexedWord[] {
    const byGroups = new Map<string, IndexedWord>();
    const first = this.#items.map((item) => this.#toExpression(item).needs[0]);
    this.#wordless = first.flatMap((choice, place) =>
      choice === undefined || choice.some((groups) => groups.length === 0) ? [place] : [],
    );
    for (const [place, choice = []] of first.entries())
      for (const groups of choice) {
        if (groups.length === 0) continue;
        const key = groups.join(' ');
        const word = byGroups.get(key) ?? { groups, places: [] };
        word.places.push(place);
        byGroups.set(key, word);
      }
    const words = [...byGroups.values()];
    this.#firsts = Uint16Array.from(words, ({ groups }) => groups[0] ?? 0);
    return words;
  }
}

/**
 * Returns all matches of a global expression. `matchAll` makes a copy of the expression for each
 * text, which costs more than the search of a sentence.
 */
export function listMatches(text: string, form: RegExp, from = 0): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  form.lastIndex = from;
  for (let match = form.exec(text); match !== null; match = form.exec(text)) {
    matches.push(match);
    if (match[0] === '') form.lastIndex += (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
  }
  return matches;
}
