import type { SqlExpression } from '@rapporteur/projection-runtime';

/** The parameters of a query and its subqueries, which are sent once. */
export class RecordQueryParameters {
  readonly values: Record<string, unknown> = {};
  readonly #known = new Map<string, SqlExpression<never>>();

  add(value: unknown): string {
    const name = `p${Object.keys(this.values).length + 1}`;
    this.values[name] = value;
    return `:${name}`;
  }

  /** Adds a value once, however often it is used. */
  share(name: string, value: unknown, type: string): SqlExpression<never> {
    const known = this.#known.get(name) ?? (`${this.add(value)}::${type}` as SqlExpression<never>);
    this.#known.set(name, known);
    return known;
  }
}
