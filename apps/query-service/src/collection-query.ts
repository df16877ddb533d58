import { Query } from '@nestjs/cqrs';
import type { Projection } from '@rapporteur/projection-runtime';
import type { PageRequest, QueryScope, SortKey } from '@rapporteur/read-models';
import type { z } from 'zod';
import type { CsvColumn } from './csv.ts';

/** The result of a query handler: the data, the same data as table rows, and the next page. */
export interface QueryResult<D = unknown> {
  readonly data: D;
  /** The rows of the CSV table. Defaults to `data` where that is a list. */
  readonly rows?: readonly object[];
  readonly next?: SortKey | null;
  /** Of a dated question: the rows that are left out because they have no day at all. */
  readonly undated?: number | undefined;
}

/**
 * The public description of a query: its route, parameters and table. OpenAPI is generated from it.
 */
export interface QueryDefinition<
  P extends string = string,
  S extends z.ZodRawShape = z.ZodRawShape,
  A extends z.ZodType = z.ZodType,
> {
  /** The path below `/v1/` and `/v1/collections/{collection}/`: `decisions/{decision}`. */
  readonly path: P;
  readonly tag: string;
  readonly summary: string;
  /** The read models that the result depends on. */
  readonly projections: readonly Projection[];
  /** True if the query takes `limit` and `cursor`. */
  readonly paged: boolean;
  /** The query's own parameters, beside those that every query takes. */
  readonly parameters: S;
  readonly columns: readonly CsvColumn[];
  /** The schema of the data of a response. */
  readonly answer: A;
}

type PathNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;

/** The input of one execution of a query. */
export interface CollectionQueryInput<
  P extends string = string,
  S extends z.ZodRawShape = z.ZodRawShape,
> {
  readonly scope: QueryScope;
  /** The day on which derived values such as `overdue` are computed: `asOf`, or today. */
  readonly day: string;
  readonly page: PageRequest;
  /** Whether the client asks for the statements behind each value. */
  readonly statements: boolean;
  /** The ids in the path: `meeting` of `meetings/{meeting}`. */
  readonly path: Readonly<Record<PathNames<P>, string>>;
  readonly parameters: z.output<z.ZodObject<S>>;
}

/** The base of every query on a collection. */
class CollectionQuery<P extends string, S extends z.ZodRawShape, A extends z.ZodType>
  extends Query<QueryResult<z.output<A>>>
  implements CollectionQueryInput<P, S>
{
  readonly scope: QueryScope;
  readonly day: string;
  readonly page: PageRequest;
  readonly statements: boolean;
  readonly path: CollectionQueryInput<P, S>['path'];
  readonly parameters: CollectionQueryInput<P, S>['parameters'];

  constructor({ scope, day, page, statements, path, parameters }: CollectionQueryInput<P, S>) {
    super();
    this.scope = scope;
    this.day = day;
    this.page = page;
    this.statements = statements;
    this.path = path;
    this.parameters = parameters;
  }
}

/** A query class with its definition. */
export interface QueryClass<
  P extends string = string,
  S extends z.ZodRawShape = z.ZodRawShape,
  A extends z.ZodType = z.ZodType,
> {
  readonly definition: QueryDefinition<P, S, A>;
  new (input: CollectionQueryInput<P, S>): CollectionQuery<P, S, A>;
}

/**
 * Returns the base class of a query: `class ListBodiesQuery extends defineQuery({ … }) {}`.
 * The types of its parameters, path ids and data follow from the definition.
 */
export function defineQuery<
  const P extends string,
  S extends z.ZodRawShape,
  A extends z.ZodType = z.ZodType,
>(definition: QueryDefinition<P, S, A>): QueryClass<P, S, A> {
  return class extends CollectionQuery<P, S, A> {
    static readonly definition = definition;
  };
}
