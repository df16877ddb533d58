import type { ColumnGuess } from './column-guess.ts';
import type { ColumnProfile } from './table-profile.ts';

/** A word that a person must replace: no id has capitals, so the import refuses it. */
export const CHOICE = 'CHOOSE';

/** A column of the proposal: one of the table, or a group. */
export interface ProposedColumn {
  readonly name: string;
  readonly guess: ColumnGuess;
  readonly profiles: readonly ColumnProfile[];
  /** The group has a state as the header of each column. */
  readonly hasStateHeaders: boolean;
}
