import type { RowProblem, RowResult } from '@rapporteur/tables';

/** The most different misfits in a report, and the most rows that each lists. */
const MISFITS_MAX = 1000;
const ROWS_LISTED_MAX = 8;

/** Cells or facts of several rows that do not fit for one reason. */
export interface Misfit {
  readonly column: string | null;
  readonly message: string;
  readonly remedy: string | null;
  count: number;
  /** The first rows. */
  readonly rows: number[];
}

/** The cells and facts of a table that do not fit, equal ones together. */
export class MisfitReport {
  readonly #misfits = new Map<string, Misfit>();
  #others = 0;

  add({ problems }: RowResult): void {
    for (const problem of problems) this.#addProblem(problem);
  }

  clear(): void {
    this.#misfits.clear();
    this.#others = 0;
  }

  list(): readonly Misfit[] {
    return [...this.#misfits.values()];
  }

  /** Returns a line for each misfit. */
  format(): readonly string[] {
    const lines = this.list().map(({ column, message, remedy, count, rows }) => {
      const place = `${count === 1 ? 'row' : 'rows'} ${rows.join(', ')}${count > rows.length ? ', …' : ''}`;
      const cell = column === null ? '' : `, ${column}`;
      const fix = remedy === null ? '' : ` ${remedy}`;
      return `  ${place}${cell}: ${message}${fix}`;
    });
    return this.#others === 0 ? lines : [...lines, `  and ${this.#others} others`];
  }

  #addProblem({ row, column, message, remedy }: RowProblem): void {
    const key = JSON.stringify([column, message]);
    const known = this.#misfits.get(key);
    if (known === undefined && this.#misfits.size >= MISFITS_MAX) {
      this.#others += 1;
      return;
    }
    const misfit = known ?? { column, message, remedy, count: 0, rows: [] };
    misfit.count += 1;
    if (misfit.rows.length < ROWS_LISTED_MAX) misfit.rows.push(row);
    this.#misfits.set(key, misfit);
  }
}
