import type { SubmissionFrame, TextPosition } from '@rapporteur/drafting';
import type { CellRules } from './cell-value.ts';
import type { ObjectTemplate, TemplatePositions } from './template.ts';

/** How the file of a table is read. */
export interface TableOptions {
  /** Undefined: by the name of the file. */
  readonly delimiter: string | undefined;
  readonly encoding: string;
  /** The name or number of the sheet; undefined: the only one. */
  readonly sheet: string | undefined;
  /** The numbers of the header rows, in order; none if the columns have no names. */
  readonly headerRows: readonly number[];
  readonly firstRow: number;
  readonly lastRow: number;
  /** A row that does not meet them is skipped, such as a footnote. */
  readonly when: readonly RowCondition[];
}

/** A condition on one column. */
export interface RowCondition {
  readonly column: string;
  readonly test:
    | { readonly kind: 'known' | 'unknown' }
    | { readonly kind: 'in' | 'not-in'; readonly values: ReadonlySet<string> };
}

/** The columns that a reader reads: one, or a group with a value for each. */
export type ColumnSelector =
  | { readonly kind: 'one'; readonly column: string }
  | { readonly kind: 'list'; readonly columns: readonly string[] }
  | { readonly kind: 'range'; readonly first: string; readonly last: string };

/** A named column, or a group of columns. */
export interface MappedColumn {
  readonly name: string;
  readonly selector: ColumnSelector;
  readonly rules: CellRules;
  /** How the headers of a group are read. */
  readonly headerRules: CellRules | null;
  /** An empty cell has the value of the row above. */
  readonly fillsDown: boolean;
  readonly position: TextPosition;
}

/** A fact that rows make. */
export interface FactTemplate {
  readonly type: string;
  /** The name of the fact in problems, such as `facts.1 (VoteTaken)`. */
  readonly part: string;
  /** A column: one fact for each of its values. */
  readonly each: string | null;
  readonly when: readonly RowCondition[];
  /** A fact that equals one of an earlier row is not made again. */
  readonly once: boolean;
  /** The columns whose cells are the passages; null: the row. */
  readonly cells: readonly string[] | null;
  readonly fields: ObjectTemplate;
  readonly position: TextPosition;
  readonly positions: TemplatePositions;
}

/** A row and the facts that it must make, as a test of the mapping. */
export interface MappingExpectation {
  readonly row: number;
  /** Fields that one of its facts has; empty: the row makes no fact. */
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  readonly position: TextPosition;
}

/** The mapping of a table to facts. */
export interface TableMapping {
  readonly frame: SubmissionFrame;
  readonly table: TableOptions;
  readonly columns: readonly MappedColumn[];
  readonly defaults: ObjectTemplate;
  readonly facts: readonly FactTemplate[];
  readonly expectations: readonly MappingExpectation[];
}
