import { LetterGroups, listGroups } from './letter-groups.ts';
import { listNeededLiterals } from './regexp-literals.ts';

/** A word that a match may need, and its groups of letters. */
interface NeededWord {
  readonly word: string;
  readonly groups: readonly number[];
}

/** The text that was searched last: many expressions search one sentence. */
const GROUPS = new LetterGroups();

/**
 * A regular expression that searches only texts with the letters that its matches need. Most rules
 * match in few sentences: a search costs much more than this test, and an expression that no text
 * needs is never compiled. (Test: "hides no match of a rule")
 */
export class SearchExpression {
  readonly source: string;
  readonly #flags: string;
  #needs: readonly (readonly NeededWord[])[] | undefined;
  #regExp: RegExp | undefined;

  /** `flags` beside `gu`: `d` for the places of groups, `i` for any case. */
  constructor(source: string, flags: '' | 'd' | 'i' = '') {
    this.source = source;
    this.#flags = `${flags}gu`;
  }

  /** Returns whether a text has a match. */
  test(text: string): boolean {
    return this.mayMatch(text) && this.#restart().test(text);
  }

  /** Returns the first match of a text. */
  exec(text: string): RegExpExecArray | null {
    return this.mayMatch(text) ? this.#restart().exec(text) : null;
  }

  /** Returns all matches of a text, from a place on. */
  list(text: string, from = 0): readonly RegExpExecArray[] {
    return this.mayMatch(text) ? listMatches(text, this.#restart(), from) : [];
  }

  /** Returns a text without its first match. */
  remove(text: string): string {
    const match = this.exec(text);
    if (match === null) return text;
    return text.slice(0, match.index) + text.slice(match.index + match[0].length);
  }

  /** The lists of words, of each of which a match has one; the most telling list first. */
  get needs(): readonly (readonly NeededWord[])[] {
    this.#needs ??= listNeededLiterals(this.source).map((choice) =>
      choice.map((word) => ({ word, groups: listGroups(word) })),
    );
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

  #restart(): RegExp {
    this.#regExp ??= new RegExp(this.source, this.#flags);
    this.#regExp.lastIndex = 0;
    return this.#regExp;
  }
}

function hasAny(words: readonly NeededWord[]): boolean {
  for (const { groups } of words) if (GROUPS.hasAll(groups)) return true;
  return false;
}

/** The expressions of many items, of which few match a text. */
export class ExpressionIndex<T> {
  readonly #items: readonly T[];
  readonly #toExpression: (item: T) => SearchExpression;
  // Made for the first text: a program reads few of the languages.
  #words: readonly (NeededWord & { readonly places: readonly number[] })[] | undefined;
  /** The places of the items that need no word. */
  #wordless: readonly number[] = [];

  constructor(items: readonly T[], toExpression: (item: T) => SearchExpression) {
    this.#items = items;
    this.#toExpression = toExpression;
  }

  /** Returns the items whose expressions may match a text, in their order. */
  find(text: string): readonly T[] {
    this.#words ??= this.#listWords();
    GROUPS.read(text);
    const found = new Set(this.#wordless);
    for (const { groups, places } of this.#words)
      if (GROUPS.hasAll(groups)) for (const place of places) found.add(place);
    return [...found]
      .toSorted((a, b) => a - b)
      .flatMap((place) => this.#items[place] ?? [])
      .filter((item) => this.#toExpression(item).mayMatch(text));
  }

  #listWords(): readonly (NeededWord & { readonly places: readonly number[] })[] {
    const byWord = new Map<string, NeededWord & { readonly places: number[] }>();
    const first = this.#items.map((item) => this.#toExpression(item).needs[0]);
    this.#wordless = first.flatMap((choice, place) => (choice === undefined ? [place] : []));
    for (const [place, choice = []] of first.entries())
      for (const { word, groups } of choice) {
        const known = byWord.get(word) ?? { word, groups, places: [] };
        known.places.push(place);
        byWord.set(word, known);
      }
    return [...byWord.values()];
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
