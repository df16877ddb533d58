import { parse } from 'yaml';
import { z } from 'zod';

const Counts = z.record(z.string(), z.tuple([z.int().min(0), z.int().min(0)]));

/**
 * Proposals of all rules that count beside those of one: a rule that was seen twice is not sure.
 */
const COMMON_WEIGHT = 4;

/**
 * The confidence of each rule, from how often its proposals were right. Few proposals of a rule
 * count together with the share of all rules.
 */
export class RuleConfidences {
  readonly #counts: ReadonlyMap<string, readonly [right: number, drafted: number]>;
  readonly #common: number | undefined;

  /** Reads `confidence.yaml`: `rule: [right, drafted]`. Throws an Error if it is not valid. */
  constructor(yaml: string) {
    const parsed = Counts.safeParse(parse(yaml) ?? {});
    if (!parsed.success)
      throw new Error('The file `confidence.yaml` is not valid. Write `rule: [right, drafted]`.');
    this.#counts = new Map(Object.entries(parsed.data));
    let right = 0;
    let drafted = 0;
    for (const [one, all] of this.#counts.values()) {
      right += one;
      drafted += all;
    }
    this.#common = drafted === 0 ? undefined : right / drafted;
  }

  /** Returns the confidence of a rule; `assumed` for one that was never counted. */
  get(rule: string, assumed: number): number {
    const counts = this.#counts.get(rule);
    if (counts === undefined || this.#common === undefined) return assumed;
    const [right, drafted] = counts;
    const share = (right + COMMON_WEIGHT * this.#common) / (drafted + COMMON_WEIGHT);
    return Math.round(share * 100) / 100;
  }
}
