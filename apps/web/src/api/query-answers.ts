import type { components, paths } from './schema.ts';

/** The values of the API, by the names that its OpenAPI document gives them. */
export type Schemas = components['schemas'];

interface JsonQuery<Content> {
  readonly get: {
    readonly responses: {
      readonly 200: { readonly content: { readonly 'application/json': Content } };
    };
  };
}

/** The answers of queries, by their route for all organizations. One organization has the same ones. */
export type QueryAnswers = {
  readonly [
    Route in keyof paths as paths[Route] extends JsonQuery<unknown> ? Route : never
  ]: paths[Route] extends JsonQuery<infer Content> ? Content : never;
};

/** A route of the query API without a collection: `/v1/meetings/{meeting}`. */
export type QueryRoute = keyof QueryAnswers;

/** The names of the parameters of a query. */
type QueryParameter<Route extends QueryRoute> = keyof NonNullable<
  paths[Route]['get']['parameters']['query']
> &
  string;

/** The names of the parameters in the path of a query. */
type PathParameter<Route extends QueryRoute> = keyof NonNullable<
  paths[Route]['get']['parameters']['path']
> &
  string;

/** The parameters of a query, and the collection that it is for. */
export interface AnswerScope<Route extends QueryRoute> {
  /** Default: all collections. */
  readonly collection?: string | null;
  /** The values of the parameters in its path. */
  readonly ids?: Readonly<Record<PathParameter<Route>, string>>;
  readonly parameters?: Readonly<Partial<Record<QueryParameter<Route>, string>>>;
}

declare const ANSWER: unique symbol;

/** The address of an answer. Its type has that of the answer. */
export type AnswerAddress<Content extends object> = string & { readonly [ANSWER]: Content };

/** The address of the answer of a query. */
export type QueryAddress<Route extends QueryRoute> = AnswerAddress<QueryAnswers[Route]>;

/** The envelope of every answer about the record (docs/api.md). */
export type Answer<Data = unknown> = Omit<Schemas['FactsResponse'], 'data'> & {
  readonly data: Data;
};
