import type { Answer } from '../api/answer.ts';

/** A figure about the thing of a page. */
export interface FigureProps {
  /** The answer of the page. */
  readonly answer: Answer;
  /** The parameters of the page. */
  readonly search: URLSearchParams;
  /** The heading of its section in lower case; empty without one. */
  readonly heading: string;
}
