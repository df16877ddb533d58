/** Pseudo-random numbers from a seed (mulberry32). The same seed gives the same numbers. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Returns an integer from 0 up to, but not including, `bound`. */
  integerBelow(bound: number): number {
    return Math.floor(this.#next() * bound);
  }

  /** Returns true with a probability in percent. */
  percentChance(percent: number): boolean {
    return this.#next() * 100 < percent;
  }

  /** Returns one element of a list; undefined if the list is empty. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.integerBelow(list.length)];
  }

  /** Returns one of the choices, by weight. */
  pickWeighted<T>(choices: readonly (readonly [number, T])[]): T {
    let rest = this.integerBelow(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, choice] of choices) {
      if (rest < weight) return choice;
      rest -= weight;
    }
    throw new RangeError('Cannot pick from an empty list of choices.');
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
