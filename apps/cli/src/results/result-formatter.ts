import type { QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';

/** An answer for people. */
export interface FormattedResult {
  /** Of a table, the first is the titles. */
  readonly lines: readonly string[];
  readonly hasHeading: boolean;
  /** How many there are, in words: `12 rows`; null where that says nothing. */
  readonly count: string | null;
  readonly position: string;
  /** Where the rows that were not asked for begin; null: there are no more. */
  readonly next: string | null;
}

/** Asks, and lays the answer out. */
export type ResultFormatter = (session: CliSession, asked: QueryCall) => Promise<FormattedResult>;
