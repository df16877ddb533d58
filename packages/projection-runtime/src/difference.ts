/** One kind of difference between two generations, with the number of rows. */
export interface GenerationDifference {
  readonly table: string;
  /**
   * - `added`, `removed`: rows that only the new, or only the old, generation has.
   * - `changed`: rows of both whose value in `column` differs.
   * - `column-added`, `column-removed`, `table-added`, `table-removed`: parts of the schema that
   *   only one generation has.
   */
  readonly change:
    | 'added'
    | 'removed'
    | 'changed'
    | 'column-added'
    | 'column-removed'
    | 'table-added'
    | 'table-removed';
  readonly column: string | null;
  readonly rows: number;
  /** Some of the rows; whole rows if only one generation has them. */
  readonly examples: readonly DifferenceExample[];
  /** Why the difference is allowed; null: it is not. */
  readonly allowed: string | null;
}

/** A differing row: its key, and its content in the old and in the new generation. */
export interface DifferenceExample {
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A difference that a release intends or an operator accepts, with the reason. */
export interface AllowedDifference {
  readonly table: string;
  readonly change: GenerationDifference['change'];
  /** Default: every column. */
  readonly column?: string | undefined;
  readonly reason: string;
}

/** The number of examples for each kind of difference. */
const EXAMPLES_MAX = 3;

type DifferenceKind = Pick<GenerationDifference, 'table' | 'change' | 'column'>;

interface TalliedKind {
  readonly kind: DifferenceKind;
  readonly examples: DifferenceExample[];
  rows: number;
}

/** Counts differences by kind, with the first examples. */
export class DifferenceTally {
  readonly #kinds = new Map<string, TalliedKind>();
  readonly #allowed: readonly AllowedDifference[];

  constructor(allowed: readonly AllowedDifference[]) {
    this.#allowed = allowed;
  }

  /** Counts a differing row; without an example, only notes the kind of difference. */
  add(kind: DifferenceKind, example: DifferenceExample | null): void {
    const key = `${kind.table} ${kind.change} ${kind.column ?? ''}`;
    const tallied = this.#kinds.get(key) ?? { kind, rows: 0, examples: [] };
    this.#kinds.set(key, tallied);

    if (example === null) return;
    tallied.rows += 1;
    if (tallied.examples.length < EXAMPLES_MAX) tallied.examples.push(example);
  }

  /** Returns all kinds of differences. */
  list(): readonly GenerationDifference[] {
    return [...this.#kinds.values()].map(({ kind, rows, examples }) => ({
      ...kind,
      rows,
      examples,
      allowed: this.#findReason(kind),
    }));
  }

  #findReason({ table, change, column }: DifferenceKind): string | null {
    const rule = this.#allowed.find(
      (allowed) =>
        allowed.table === table &&
        allowed.change === change &&
        (allowed.column === undefined || allowed.column === column),
    );
    return rule?.reason ?? null;
  }
}
