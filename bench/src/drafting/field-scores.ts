import { formatTable } from '../table.ts';

/** Counts how often drafted values of a field are right, wrong or missing. */
export class FieldScores {
  readonly #fields = new Map<string, { right: number; wrong: number; missing: number }>();

  /** Compares one value; a draft without a value has undefined. */
  compareValue(field: string, expected: unknown, drafted: unknown): void {
    const score = this.#get(field);
    if (expected === drafted) score.right += 1;
    else {
      score.missing += 1;
      if (drafted !== undefined) score.wrong += 1;
    }
  }

  /** Compares a value that either side may lack. */
  compareFound(field: string, expected: unknown, drafted: unknown): void {
    if (expected !== undefined) this.compareValue(field, expected, drafted);
    else if (drafted !== undefined) this.#get(field).wrong += 1;
  }

  /** Compares two sets of values. */
  compareSets<T>(field: string, expected: ReadonlySet<T>, drafted: ReadonlySet<T>): void {
    const score = this.#get(field);
    const right = expected.intersection(drafted).size;
    score.right += right;
    score.missing += expected.size - right;
    score.wrong += drafted.size - right;
  }

  /** Returns a table with precision and recall in percent. */
  format(): string {
    const rows = [...this.#fields].map(([field, { right, wrong, missing }]) => [
      field,
      formatPercent(right, right + wrong),
      formatPercent(right, right + missing),
      String(right),
      String(wrong),
      String(missing),
    ]);
    return formatTable([['field', 'precision', 'recall', 'right', 'wrong', 'missing'], ...rows]);
  }

  #get(field: string): { right: number; wrong: number; missing: number } {
    const known = this.#fields.get(field) ?? { right: 0, wrong: 0, missing: 0 };
    this.#fields.set(field, known);
    return known;
  }
}

/** Returns a share in percent; a hyphen for a share of nothing. */
export function formatPercent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
