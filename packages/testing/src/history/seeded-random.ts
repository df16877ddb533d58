/** Chance that is drawn from a seed: the same seed, the same throws (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `sides`. */
  integerBelow(sides: number): number {
    return Math.floor(this.#next() * sides);
  }

  /** True so many times in a hundred. */
  percentChance(chance: number): boolean {
    return this.#next() * 100 < chance;
  }

  /** One of a list; undefined where it is empty. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.integerBelow(list.length)];
  }

  /** One of these, each with its weight. */
  pickWeighted<T>(choices: readonly (readonly [number, T])[]): T {
    let throwAt = this.integerBelow(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, choice] of choices) {
      if (throwAt < weight) return choice;
      throwAt -= weight;
    }
    throw new RangeError('there is nothing to choose from');
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
