import type { ColumnGuess } from './column-guess.ts';
import { type HeaderRole, hasRole } from './header-words.ts';
import type { ColumnProfile } from './table-profile.ts';

/** A word that a person must replace: no id has capitals, so the import refuses it. */
export const CHOICE = 'CHOOSE';

/** A column of the proposal: one of the table, or a group. */
export interface ProposedColumn {
  readonly name: string;
  /** The number of its first column, from 1. */
  readonly place: number;
  readonly guess: ColumnGuess;
  readonly profiles: readonly ColumnProfile[];
  /** The headers of a group of columns with marks. */
  readonly headers: 'states' | 'meetings' | undefined;
  /** The codes of headers that need an entry in `values`; undefined: a person must choose. */
  readonly headerValues: ReadonlyMap<string, string | undefined>;
}

/** Returns whether the words of a header of the column have a role. */
export const columnHasRole = ({ profiles }: ProposedColumn, role: HeaderRole): boolean =>
  profiles.some(({ header }) => hasRole(header, role));

/** Returns whether a column has ordinal numbers of meetings as its cells. */
export const isOrdinal = (column: ProposedColumn): boolean =>
  column.guess.kind === 'number' &&
  column.profiles.length === 1 &&
  !columnHasRole(column, 'draft') &&
  (columnHasRole(column, 'number') || columnHasRole(column, 'meeting'));

/** Returns whether a column has votes: few different marks under a header that says so. */
export const isVoteColumn = (column: ProposedColumn): boolean =>
  column.guess.kind !== 'state' &&
  column.guess.kind !== 'date' &&
  columnHasRole(column, 'vote') &&
  (column.profiles[0]?.values.size ?? 0) <= 12;
