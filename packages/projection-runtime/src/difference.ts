import type { EntityManager } from 'typeorm';
import { SKIPPED_TABLE, PARKED_TABLE } from './parked-commands.ts';

/** One way in which two generations differ, with how many rows do. */
export interface GenerationDifference {
  readonly table: string;
  /**
   * - `added`, `removed`: rows that only the new, or only the old, generation has.
   * - `changed`: rows of both whose value in `column` differs.
   * - `column-added`, `column-removed`, `table-added`, `table-removed`: what only one of them has at all.
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
  /** A few of them, whole where a row stands in one generation alone. */
  readonly examples: readonly DifferenceExample[];
  /** Why it is allowed; null: it is not. */
  readonly allowed: string | null;
}

/** A row that differs: its key, and what the old and the new generation have. */
export interface DifferenceExample {
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A difference that is expected of a new version of the logic, or put up with, and why. */
export interface AllowedDifference {
  readonly table: string;
  readonly change: GenerationDifference['change'];
  /** Left out: of any column. */
  readonly column?: string | undefined;
  readonly reason: string;
}

/** Examples kept of each difference. */
const EXAMPLES_MAX = 3;

/** Gathers differences of one kind: how many rows, and the first few. */
export class DifferenceTally {
  readonly #found = new Map<
    string,
    {
      difference: Omit<GenerationDifference, 'rows' | 'examples' | 'allowed'>;
      rows: number;
      examples: DifferenceExample[];
    }
  >();
  readonly #allowed: readonly AllowedDifference[];

  constructor(allowed: readonly AllowedDifference[]) {
    this.#allowed = allowed;
  }

  add(
    table: string,
    change: GenerationDifference['change'],
    column: string | null,
    example: DifferenceExample | null,
  ): void {
    const key = `${table} ${change} ${column ?? ''}`;
    const known = this.#found.get(key) ?? {
      difference: { table, change, column },
      rows: 0,
      examples: [],
    };
    if (example !== null) {
      known.rows += 1;
      if (known.examples.length < EXAMPLES_MAX) known.examples.push(example);
    }
    this.#found.set(key, known);
  }

  /** Every kind of difference that was found. */
  differences(): readonly GenerationDifference[] {
    return [...this.#found.values()].map(({ difference, rows, examples }) => ({
      ...difference,
      rows,
      examples,
      allowed: this.#reasonFor(difference),
    }));
  }

  #reasonFor({
    table,
    change,
    column,
  }: Pick<GenerationDifference, 'table' | 'change' | 'column'>): string | null {
    const rule = this.#allowed.find(
      (one) =>
        one.table === table &&
        one.change === change &&
        (one.column === undefined || one.column === column),
    );
    return rule?.reason ?? null;
  }
}

/** The columns of the tables of a schema as Postgres has them, generated ones left out. */
export async function readStoredColumns(
  manager: EntityManager,
  schema: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows: { table_name: string; columns: string[] }[] = await manager.query(
    `SELECT table_name, array_agg(column_name::text ORDER BY column_name) AS columns FROM information_schema.columns
      WHERE table_schema = $1 AND is_generated = 'NEVER' AND table_name <> ALL($2) GROUP BY table_name`,
    [schema, ['migrations', PARKED_TABLE, SKIPPED_TABLE]],
  );
  return new Map(rows.map(({ table_name, columns }) => [table_name, columns]));
}
