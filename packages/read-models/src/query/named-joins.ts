import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { RecordQuery } from './record-query.ts';
import type { Selection } from './selection.ts';

type Builder = SelectQueryBuilder<ObjectLiteral>;
type BuildQuery = (query: RecordQuery) => Selection;

/** A left join with a named query. */
interface NamedJoin {
  readonly name: string;
  readonly build: BuildQuery;
  readonly alias: string;
  readonly on: string;
}

/** The joins of a query with named queries. Only those whose columns are used are made. */
export class NamedJoins {
  readonly #queries: Map<string, BuildQuery>;
  #waiting: readonly NamedJoin[] = [];
  readonly #added = new Set<string>();

  /** The joins of a subquery share the named queries. */
  constructor(parent?: NamedJoins) {
    this.#queries = parent === undefined ? new Map<string, BuildQuery>() : parent.#queries;
  }

  clone(): NamedJoins {
    const copy = new NamedJoins(this);
    copy.#waiting = this.#waiting;
    for (const name of this.#added) copy.#added.add(name);
    return copy;
  }

  add(join: NamedJoin): void {
    this.#queries.set(join.name, join.build);
    this.#waiting = [...this.#waiting, join];
  }

  /** Makes the joins of which the query uses a column. */
  joinUsed(builder: Builder): void {
    if (this.#waiting.length === 0) return;
    const text = builder.getQuery();
    const isUsed = ({ alias }: NamedJoin) => text.includes(`"${alias}".`);
    for (const { name, alias, on } of this.#waiting.filter(isUsed)) {
      builder.leftJoin(name, alias, on);
    }
    this.#waiting = this.#waiting.filter((join) => !isUsed(join));
  }

  /** Adds the named queries that the query reads. */
  addQueries(builder: Builder, format: (build: BuildQuery) => string): void {
    const text = builder.getQuery();
    for (const [name, build] of this.#queries) {
      if (this.#added.has(name) || !text.includes(` "${name}" `)) continue;
      this.#added.add(name);
      builder.addCommonTableExpression(format(build), name);
    }
  }
}
