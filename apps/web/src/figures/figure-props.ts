import type { QueryAnswers, QueryRoute } from '../api/query-answers.ts';

/** A figure about the answer of a page. */
export interface FigureProps<Route extends QueryRoute> {
  /** The answer of the page. */
  readonly answer: QueryAnswers[Route];
  /** The parameters of the page. */
  readonly search: URLSearchParams;
  /** The heading of its section in lower case; empty without one. */
  readonly heading: string;
}
