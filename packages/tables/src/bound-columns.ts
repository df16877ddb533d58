import { suggestName } from '@rapporteur/contracts';
import type { SubmissionProblem } from '@rapporteur/drafting';
import { type CellRules, type CellValue, readCell, tidy } from './cell-value.ts';
import type { ColumnSelector, MappedColumn } from './mapping.ts';

/** The names of the columns of a table; those of several header rows are joined. */
export class TableHeader {
  readonly names: readonly string[];

  constructor(rows: readonly (readonly string[])[]) {
    const width = Math.max(0, ...rows.map((cells) => cells.length));
    const filled = rows.map((cells, index) =>
      index < rows.length - 1 ? fillRight(cells, width) : cells,
    );
    this.names = Array.from({ length: width }, (_, column) => {
      const labels = filled.map((cells) => tidy(cells[column] ?? ''));
      return [...new Set(labels.filter((label) => label !== ''))].join(' / ');
    });
  }

  /** Returns the indices of the columns with a name, or of the column with a number from 1. */
  find(named: string): readonly number[] {
    const exact = this.#list((name) => name === tidy(named));
    if (exact.length > 0) return exact;
    const folded = this.#list((name) => name.toLowerCase() === tidy(named).toLowerCase());
    if (folded.length > 0) return folded;
    const isNumber =
      /^[1-9]\d{0,4}$/.test(named) &&
      (this.names.length === 0 || Number(named) <= this.names.length);
    return isNumber ? [Number(named) - 1] : [];
  }

  #list(isMeant: (name: string) => boolean): readonly number[] {
    return this.names.flatMap((name, index) => (isMeant(name) ? [index] : []));
  }
}

/** A merged cell of an upper header row names the columns below it. */
function fillRight(cells: readonly string[], width: number): readonly string[] {
  let last = '';
  return Array.from({ length: width }, (_, index) => (last = tidy(cells[index] ?? '') || last));
}

/** One column that a reader reads, with the value of its header in a group. */
interface BoundCell {
  readonly index: number;
  readonly header: CellValue | undefined;
}

/** A mapped column with its place in the table. */
export interface BoundColumn {
  readonly name: string;
  readonly rules: CellRules;
  readonly fillsDown: boolean;
  readonly cells: readonly BoundCell[];
}

/** Finds the mapped columns in the header. Returns the problems with their lines in the mapping. */
export function bindColumns(
  columns: readonly MappedColumn[],
  header: TableHeader,
): { readonly bound: readonly BoundColumn[]; readonly problems: readonly SubmissionProblem[] } {
  const problems: SubmissionProblem[] = [];
  const bound = columns.map((column) => {
    const reportProblem = (message: string, remedy: string): void => {
      const path = `columns.${column.name}`;
      const { line, column: at } = column.position;
      problems.push({
        code: 'DRAFTING_VALUE_INVALID',
        line,
        column: at,
        part: path,
        field: path,
        message: `${path}: ${message}`,
        remedy,
      });
    };
    const { name, rules, fillsDown } = column;
    const indices = findIndices(column.selector, header, reportProblem);
    const cells = indices.map((index) => ({
      index,
      header: readHeader(header.names[index] ?? '', column, reportProblem),
    }));
    return { name, rules, fillsDown, cells };
  });
  return { bound, problems };
}

type ProblemReporter = (message: string, remedy: string) => void;

function findIndices(
  selector: ColumnSelector,
  header: TableHeader,
  reportProblem: ProblemReporter,
): readonly number[] {
  const findOne = (named: string): number | undefined => {
    const [index, second] = header.find(named);
    if (index === undefined)
      reportProblem(`The table has no column \`${named}\`.`, suggestColumn(named, header));
    if (second !== undefined)
      reportProblem(
        `The table has several columns \`${named}\`.`,
        `Name one by its number, such as \`column: ${(index ?? 0) + 1}\`.`,
      );
    return index;
  };
  if (selector.kind === 'one') return [findOne(selector.column) ?? []].flat();
  if (selector.kind === 'list') return selector.columns.flatMap((named) => findOne(named) ?? []);
  const first = findOne(selector.first);
  const last = findOne(selector.last);
  if (first === undefined || last === undefined) return [];
  if (first > last) reportProblem('The first column comes after the last.', 'Exchange them.');
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

function suggestColumn(named: string, { names }: TableHeader): string {
  const isWhole = names.length === 1 && /[;\t|,]/.test(names[0] ?? '');
  if (isWhole) return `The header is one cell: name its delimiter in \`table: { delimiter: … }\`.`;
  return names.length === 0
    ? 'The table has no header: name columns by their numbers, from 1.'
    : suggestName(
        named,
        names.filter((name) => name !== ''),
      );
}

function readHeader(
  name: string,
  { headerRules }: MappedColumn,
  reportProblem: ProblemReporter,
): CellValue | undefined {
  if (headerRules === null) return undefined;
  const reading = readCell(name, headerRules);
  if (reading.ok && reading.values[0] !== undefined) return reading.values[0];
  const reason = reading.ok ? 'tells nothing' : reading.reason;
  const remedy = reading.ok ? 'Leave the column out of the group.' : reading.remedy;
  reportProblem(`The header \`${name}\` ${reason}.`, remedy);
  return undefined;
}
