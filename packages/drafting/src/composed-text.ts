import { findLastIndexUpTo } from './last-index.ts';

/**
 * A character with the marks, or the parts of a Hangul syllable, that may be composed with it; or a
 * character that NFC may replace alone.
 */
const CLUSTER = /[^\p{M}\u1160-\u11FF]?[\p{M}\u1160-\u11FF]+|[^\p{M}\u1160-\u11FF\0-\u007F]/gu;

/**
 * A text in NFC, with the way back to the text as it is: passages refer to the text of the hash.
 * Test: source-text.spec.ts, "finds words in a text of another composition".
 */
export class ComposedText {
  readonly text: string;
  // In both texts the start of the first character; then the start and the end of each change.
  readonly #composed = [0];
  readonly #units = [0];

  constructor(text: string) {
    this.text = text.normalize('NFC');
    if (this.text === text) return;

    let shift = 0;
    for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
      const composed = cluster.normalize('NFC');
      if (composed === cluster) continue;
      this.#add(index + shift, index);
      shift += composed.length - cluster.length;
      this.#add(index + cluster.length + shift, index + cluster.length);
    }
  }

  /**
   * Returns the unit of the text as it is for a unit of `text`; undefined within a character that
   * NFC changes.
   */
  findUnit(composed: number): number | undefined {
    const last = findLastIndexUpTo(this.#composed, composed);
    const distance = composed - (this.#composed[last] ?? 0);
    const isWithin = last % 2 === 1 && distance > 0;
    return isWithin ? undefined : (this.#units[last] ?? 0) + distance;
  }

  #add(composed: number, unit: number): void {
    this.#composed.push(composed);
    this.#units.push(unit);
  }
}
