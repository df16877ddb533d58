// A builder needs several times as long to build a text as the driver to send it. That matters for
// queries of every transaction and every read, so their texts are built once.
import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type ResultColumns, type ResultRow, selectColumns } from './select-rows.ts';

/** The values of a query by the names of its parameters: `:schema`. */
type QueryParameters = Readonly<Record<string, unknown>>;
type BuildText = (manager: EntityManager, schema: string) => string;

/** The text of a query by data source and schema. */
class BuiltText {
  readonly #texts = new WeakMap<DataSource, Map<string, string>>();
  readonly #build: BuildText;

  constructor(build: BuildText) {
    this.#build = build;
  }

  async run<T>(manager: EntityManager, schema: string, parameters: QueryParameters): Promise<T> {
    const { dataSource } = manager;
    const bySchema = this.#texts.get(dataSource) ?? new Map<string, string>();
    this.#texts.set(dataSource, bySchema);
    const built = bySchema.get(schema) ?? this.#build(manager, schema);
    bySchema.set(schema, built);

    const [text, values] = dataSource.driver.escapeQueryWithParameters(built, parameters);
    return manager.query<T>(text, values);
  }
}

/** A SELECT of which only the values of parameters change. */
export class BuiltSelect<P extends QueryParameters, C extends ResultColumns> {
  readonly #text: BuiltText;

  constructor(
    columns: C,
    build: (manager: EntityManager, schema: string) => SelectQueryBuilder<ObjectLiteral>,
  ) {
    this.#text = new BuiltText((manager, schema) =>
      selectColumns(build(manager, schema), columns).getQuery(),
    );
  }

  /** Returns the rows for the values of the parameters. */
  async rows(
    manager: EntityManager,
    schema: string,
    parameters: P,
  ): Promise<readonly ResultRow<C>[]> {
    return this.#text.run<ResultRow<C>[]>(manager, schema, parameters);
  }
}

/** An UPDATE of which only the values of parameters change. */
export class BuiltUpdate<P extends QueryParameters> {
  readonly #text: BuiltText;

  constructor(build: (manager: EntityManager, schema: string) => { getQuery(): string }) {
    this.#text = new BuiltText((manager, schema) => build(manager, schema).getQuery());
  }

  /** Returns the number of changed rows. */
  async execute(manager: EntityManager, schema: string, parameters: P): Promise<number> {
    const [, affected] = await this.#text.run<[unknown, number]>(manager, schema, parameters);
    return affected;
  }
}
