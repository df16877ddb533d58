const BUCKETS = 4096;

interface IndexedWord {
  readonly word: string;
  /** The buckets of its pairs of letters. */
  readonly pairs: readonly number[];
  /** The places of the items that need it. */
  readonly places: readonly number[];
}

/**
 * Finds the items that a sentence may match, by a word that it must contain. The pairs of letters of
 * the sentence leave few words that are worth a search.
 */
export class WordIndex<T> {
  readonly #items: readonly T[];
  readonly #words: readonly IndexedWord[];
  /** The places of the items that need no word. */
  readonly #wordless: readonly number[];
  // The number of the last sentence that had a pair: no table is cleared between sentences.
  readonly #seen = new Uint32Array(BUCKETS);
  #sentence = 0;

  /** Makes an index of items, each with the words of which it needs one; undefined if it needs none. */
  constructor(items: readonly T[], toWords: (item: T) => readonly string[] | undefined) {
    const byWord = new Map<string, number[]>();
    const wordless: number[] = [];
    for (const [place, item] of items.entries()) {
      const words = toWords(item);
      if (words === undefined) wordless.push(place);
      for (const word of words ?? []) byWord.set(word, [...(byWord.get(word) ?? []), place]);
    }
    this.#items = items;
    this.#wordless = wordless;
    this.#words = [...byWord].map(([word, places]) => ({ word, pairs: listPairs(word), places }));
  }

  /** Returns the items whose words a text contains, in their order. */
  find(text: string): readonly T[] {
    this.#sentence += 1;
    for (let at = 1; at < text.length; at += 1) this.#seen[toPair(text, at)] = this.#sentence;
    const found = new Set(this.#wordless);
    for (const { word, pairs, places } of this.#words)
      if (this.#hasAll(pairs) && text.includes(word)) for (const place of places) found.add(place);
    return [...found].toSorted((a, b) => a - b).flatMap((place) => this.#items[place] ?? []);
  }

  #hasAll(pairs: readonly number[]): boolean {
    for (const pair of pairs) if (this.#seen[pair] !== this.#sentence) return false;
    return true;
  }
}

function listPairs(text: string): readonly number[] {
  const pairs: number[] = [];
  for (let at = 1; at < text.length; at += 1) pairs.push(toPair(text, at));
  return pairs;
}

/** Returns the bucket of the letters before and at a place. */
function toPair(text: string, at: number): number {
  return (text.charCodeAt(at - 1) * 31 + text.charCodeAt(at)) % BUCKETS;
}
