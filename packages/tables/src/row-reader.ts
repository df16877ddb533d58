/**
 * Reads the rows of a table as facts.
 *
 * Invariants (tests: row-reader.spec.ts):
 * 1. A row gives all its facts or none. ("gives no fact of a row with a wrong cell")
 * 2. A cell in which nothing is known gives no value, never a negative one.
 * 3. The facts of a row depend on the row, on filled cells above it, and on `once`, on nothing else.
 */
import { sha256Hex } from '@rapporteur/contracts';
import {
  findFieldPosition,
  parseFactValues,
  type SubmissionFrame,
  type SubmissionProblem,
  type SubmittedFact,
} from '@rapporteur/drafting';
import type { BoundColumn, TableHeader } from './bound-columns.ts';
import type { FactTemplate, TableMapping } from './mapping.ts';
import { meetsConditions } from './row-condition.ts';
import { createFactProblem, type RowProblem, shortenCell } from './row-problem.ts';
import { RowScope } from './row-scope.ts';
import type { TablePlace, TableRow } from './table-row.ts';
import { bindValue, fillFields, type TemplateScope, TemplateValueError } from './template.ts';

/** The facts of one row, or its problems. */
export interface RowResult {
  readonly row: TableRow;
  readonly kind: 'facts' | 'problems' | 'skipped' | 'nothing';
  readonly facts: readonly SubmittedFact[];
  readonly problems: readonly RowProblem[];
  /** The templates that made the facts, in their order. */
  readonly templates: readonly FactTemplate[];
  /** The keys of its facts that are made once. */
  readonly onceKeys: readonly string[];
}

/** The rows that use a column or template, and how many of them it does not fit. */
export interface PartTally {
  used: number;
  failed: number;
  first: RowProblem | undefined;
}

/** The facts of a row before they are checked. */
interface MadeFacts {
  readonly values: readonly Readonly<Record<string, unknown>>[];
  readonly templates: readonly FactTemplate[];
  readonly problems: readonly RowProblem[];
  readonly onceKeys: readonly string[];
  /** The indices of facts that an earlier row made. The ids of the others may depend on them. */
  readonly repeated: ReadonlySet<number>;
}

interface RowReaderOptions {
  readonly mapping: TableMapping;
  readonly header: TableHeader;
  readonly columns: readonly BoundColumn[];
}

/** Reads the rows in order, and counts what does not fit. */
export class RowReader {
  /** The tallies by column and template. */
  readonly tallies = new Map<string, PartTally>();
  /** The number of cells in which nothing is known, by their words. */
  readonly unknownCells = new Map<string, number>();
  readonly #mapping: TableMapping;
  readonly #header: TableHeader;
  readonly #columns: ReadonlyMap<string, BoundColumn>;
  readonly #filled = new Map<string, string>();
  readonly #once = new Set<string>();

  constructor({ mapping, header, columns }: RowReaderOptions) {
    this.#mapping = mapping;
    this.#header = header;
    this.#columns = new Map(columns.map((column) => [column.name, column]));
  }

  get frame(): SubmissionFrame {
    return this.#mapping.frame;
  }

  /** Reads a row. Its facts that are made once are not made again by later rows. */
  read(row: TableRow): RowResult {
    const result = this.#read(row);
    if (result.kind === 'facts') for (const key of result.onceKeys) this.#once.add(key);
    return result;
  }

  /** Lets later rows make the facts of a row that is rejected after all. */
  forget(result: RowResult): void {
    for (const key of result.onceKeys) this.#once.delete(key);
  }

  #read(row: TableRow): RowResult {
    const result = { row, facts: [], problems: [], templates: [], onceKeys: [] } as const;
    if (row.place === undefined || row.cells.every((cell) => cell.trim() === ''))
      return { ...result, kind: 'skipped' };
    const scope = new RowScope(row, this.#columns, this.#filled);
    const isMeant = meetsConditions(this.#mapping.table.when, scope);
    if (scope.failures.length === 0 && !isMeant) return { ...result, kind: 'skipped' };

    const made = this.#makeFacts(scope);
    const problems = [...this.#checkWidth(row), ...this.#listFailures(scope), ...made.problems];
    if (problems.length > 0) return { ...result, kind: 'problems', problems };
    for (const text of scope.unknown)
      this.unknownCells.set(text, (this.unknownCells.get(text) ?? 0) + 1);
    if (made.values.length === 0) return { ...result, kind: 'nothing' };
    return this.#checkFacts(scope, made);
  }

  #makeFacts(scope: RowScope): MadeFacts {
    const values: Readonly<Record<string, unknown>>[] = [];
    const templates: FactTemplate[] = [];
    const problems: RowProblem[] = [];
    const onceKeys: string[] = [];
    const repeated = new Set<number>();
    const add = (template: FactTemplate, bound: TemplateScope): void => {
      const fields = fillFields(template.fields, bound);
      if (template.once) {
        const key = sha256Hex(JSON.stringify(fields));
        if (this.#once.has(key) || onceKeys.includes(key)) repeated.add(values.length);
        else onceKeys.push(key);
      }
      const places = findPlaces(template, bound, scope);
      values.push({ ...fields, passages: places.map(toPassage) });
      templates.push(template);
    };

    for (const template of this.#mapping.facts) {
      try {
        for (const bound of listScopes(template, scope))
          if (meetsConditions(template.when, bound)) add(template, bound);
      } catch (error) {
        if (!(error instanceof TemplateValueError)) throw error;
        const message = `${template.part}: ${error.message}.`;
        problems.push(this.#countFailure(template, scope.tableRow, message));
      }
    }
    return { values, templates, problems, onceKeys, repeated };
  }

  #checkFacts(scope: RowScope, made: MadeFacts): RowResult {
    const row = scope.tableRow;
    const { templates, onceKeys } = made;
    const parsed = parseFactValues(this.#mapping.frame, {
      facts: made.values,
      defaults: fillFields(this.#mapping.defaults, scope),
    });
    const problems = parsed.problems.map((problem) => this.#toRowProblem(problem, row, templates));
    for (const template of new Set(templates)) this.#count(template.part).used += 1;
    for (const part of new Set(problems.map((problem) => problem.part)))
      if (this.tallies.has(part)) this.#count(part).failed += 1;
    if (problems.length > 0)
      return { row, kind: 'problems', facts: [], problems, templates: [], onceKeys: [] };
    const isNew = (_: unknown, index: number): boolean => !made.repeated.has(index);
    const facts = parsed.facts.filter(isNew);
    const kind = facts.length === 0 ? 'nothing' : 'facts';
    return { row, kind, facts, problems, templates: templates.filter(isNew), onceKeys };
  }

  #toRowProblem(
    { field, message, remedy }: SubmissionProblem,
    row: TableRow,
    templates: readonly FactTemplate[],
  ): RowProblem {
    const [, index = '', ...path] = field.split('.');
    const template = templates[Number(index)];
    const words = message.replace(/^fact \d+ \(\w+\): /, '');
    if (template === undefined)
      return createFactProblem(row, { message: words, remedy, position: null, part: 'defaults' });
    const names = path.filter((name) => !/^\d+$/.test(name));
    const position = findFieldPosition(template.positions, names.join('.'));
    const isPlaced = template.positions.size > 0 && position.line > 1;
    const problem = createFactProblem(row, {
      message: `${template.part}: ${words}`,
      remedy,
      position: isPlaced ? position : template.position,
      part: template.part,
    });
    this.#count(template.part).first ??= problem;
    return problem;
  }

  #countFailure(template: FactTemplate, row: TableRow, message: string): RowProblem {
    const { part, position } = template;
    const problem = createFactProblem(row, { message, remedy: null, position, part });
    const tally = this.#count(part);
    tally.used += 1;
    tally.failed += 1;
    tally.first ??= problem;
    return problem;
  }

  #listFailures(scope: RowScope): readonly RowProblem[] {
    const row = scope.tableRow;
    for (const part of scope.knownParts) this.#count(part).used += 1;
    // A row counts once, also if several cells of a group do not fit.
    for (const column of new Set(scope.failures.map(({ column: name }) => name)))
      this.#count(`columns.${column}`).failed += 1;
    return scope.failures.map(({ column, index, reason, remedy }) => {
      const cell = shortenCell(row.cells[index] ?? '');
      const header = this.#header.names[index] ?? String(index + 1);
      const part = `columns.${column}`;
      const problem: RowProblem = {
        row: row.number,
        line: row.findCell(index)?.line ?? row.place?.line ?? 1,
        column: header,
        cell,
        message: `“${cell}” ${reason}.`,
        remedy,
        position: null,
        part,
      };
      this.#count(part).first ??= problem;
      return problem;
    });
  }

  #checkWidth(row: TableRow): readonly RowProblem[] {
    const width = this.#header.names.length;
    const further = row.cells.slice(width).filter((cell) => cell.trim() !== '');
    if (width === 0 || further.length === 0) return [];
    const message = `The row has ${row.cells.length} cells, and the header ${width}.`;
    const remedy = 'Put a cell that contains the delimiter in quotation marks.';
    return [createFactProblem(row, { message, remedy, position: null, part: 'table' })];
  }

  #count(part: string): PartTally {
    const tally = this.tallies.get(part) ?? { used: 0, failed: 0, first: undefined };
    this.tallies.set(part, tally);
    return tally;
  }
}

/** Returns one scope for each value of the column that `each` names. */
function listScopes({ each }: FactTemplate, scope: RowScope): readonly TemplateScope[] {
  if (each === null) return [scope];
  return scope.getValues(each).map((value) => bindValue(scope, each, value));
}

/** Returns the passages of a fact: the row, or the cells. A column of a group is in its cell. */
function findPlaces(
  template: FactTemplate,
  bound: TemplateScope,
  scope: RowScope,
): readonly TablePlace[] {
  const row = scope.tableRow;
  const isGroup = template.each !== null && scope.isGroup(template.each);
  const names = template.cells ?? (isGroup && template.each !== null ? [template.each] : []);
  const indices = names.flatMap((name) =>
    bound.getValues(name).flatMap(({ column }) => column ?? []),
  );
  const places = [...new Set(indices)].flatMap((index) => row.findCell(index) ?? []);
  return places.length > 0 ? places : [row.place ?? []].flat();
}

const toPassage = ({ start, end, line, words }: TablePlace) => ({
  start,
  end,
  line,
  sha256: sha256Hex(words),
});
