import type { OutputLine } from '../output.ts';
import type { QueryCall } from '../query-call.ts';
import type { CliSession } from '../session.ts';

/** A query result as text for people. */
export interface FormattedResult {
  readonly lines: readonly OutputLine[];
  /** True: the first line is the heading of a table. */
  readonly hasHeading: boolean;
  /** The number of rows in words, such as `12 rows`; null if the result is not a list. */
  readonly count: string | null;
  /** The titles of the columns that did not fit the terminal. */
  readonly dropped?: readonly string[];
  /** The number of rows that are left out because the record has no day for them. */
  readonly undated?: number;
  readonly position: string;
  /** The cursor of the first row after the limit; null if there are no more rows. */
  readonly next: string | null;
}

/** Runs a query and formats its result. */
export type ResultFormatter = (session: CliSession, call: QueryCall) => Promise<FormattedResult>;
