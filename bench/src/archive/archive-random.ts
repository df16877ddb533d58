/** The sizes of collections fall like 1 / (n + 2): the first has a fifth of all documents. */
export const COLLECTIONS = 20;

/** Pseudo-random numbers from a seed: a linear congruential generator, of which the high bits count. */
export class ArchiveRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  integerBelow(bound: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * bound);
  }

  percentChance(percent: number): boolean {
    return this.integerBelow(100) < percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.integerBelow(list.length)] as T;
  }

  /** Returns the number of a collection, the first ones most often. */
  pickCollection(): number {
    let rest = this.integerBelow(WEIGHT_SUM);
    return WEIGHTS.findIndex((weight) => (rest -= weight) < 0);
  }
}

const WEIGHTS = Array.from({ length: COLLECTIONS }, (_, n) => 1e6 / (n + 2));
const WEIGHT_SUM = Math.floor(WEIGHTS.reduce((sum, weight) => sum + weight, 0));
