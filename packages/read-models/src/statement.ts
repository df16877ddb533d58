import type { DataSource } from 'typeorm';
import type { AliasKind } from './query/aliases.ts';
import { cutPage, type DayRange, type PageRequest, type ResultPage } from './query/pages.ts';
import { getOnlyCollection, type QueryScope } from './query/scope.ts';

export * from './query/pages.ts';
export type { QueryScope } from './query/scope.ts';

/** SQL for the first value that is not null, in the order of the record. */
export function firstStatedSql(column: string): string {
  return `(array_agg(${column} ORDER BY event_pseq, n) FILTER (WHERE ${column} IS NOT NULL))[1]`;
}

/** The database of the read models. */
export type QueryDatabase = DataSource;

const ANY_DAY: DayRange = { from: null, to: null };

/** Builds a statement: its parameters, and the conditions that all queries share. */
export class Statement {
  readonly scope: QueryScope;
  readonly #values: unknown[] = [];
  readonly #where: string[] = [];
  readonly #sharedParameters = new Map<string, string>();

  constructor(scope: QueryScope) {
    this.scope = scope;
  }

  /** Adds a parameter and returns its placeholder. */
  parameter(value: unknown): string {
    return `$${this.#values.push(value)}`;
  }

  /** Adds a condition. */
  where(condition: string): this {
    this.#where.push(condition);
    return this;
  }

  /** Requires that `column` equals one of the values, if values are given. */
  whereAny(column: string, values: readonly string[] | null | undefined): this {
    return values ? this.where(`${column} = ANY(${this.parameter(values)}::text[])`) : this;
  }

  /** Requires that `column` has one of the ids, or an id that was merged with one of them. */
  whereId(kind: AliasKind, column: string, ids: readonly string[] | undefined): this {
    return this.whereAny(column, this.expandIds(kind, ids));
  }

  /** Requires that the array `column` contains one of the values, if values are given. */
  whereContainsAny(column: string, values: readonly string[] | null | undefined): this {
    return values ? this.where(`${column} && ${this.parameter(values)}::text[]`) : this;
  }

  /** Requires that a date may lie within the given days; undated rows do not match. */
  whereDateOverlaps(prefix: string, days: DayRange | undefined): this {
    return this.where(this.dateOverlaps(`${prefix}_earliest`, `${prefix}_latest`, days));
  }

  /** Returns the same condition for any two columns. */
  dateOverlaps(earliest: string, latest: string, { from, to }: DayRange = ANY_DAY): string {
    const before = to === null ? [] : [`${earliest} <= ${this.parameter(to)}::date`];
    const after = from === null ? [] : [`${latest} >= ${this.parameter(from)}::date`];
    return [...before, ...after].join(' AND ') || 'true';
  }

  /** Requires that one of the columns contains the words, ignoring case. */
  whereTextContains(columns: readonly string[], words: string | null | undefined): this {
    if (!words) return this;
    const pattern = this.parameter(`%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
    return this.where(`(${columns.map((column) => `${column} ILIKE ${pattern}`).join(' OR ')})`);
  }

  /** Returns all conditions so far, as one. */
  conditions(): string {
    return this.#where.length === 0 ? 'true' : this.#where.join(' AND ');
  }

  /** Returns the condition that rows belong to the collection and were valid at the position. */
  validAtPosition(table: string): string {
    const { partition, collection, position } = getOnlyCollection(this.scope);
    const lastPseq = this.#sharedParameter('position', position, 'integer');
    return `${table}.partition = ${this.#sharedParameter('partition', partition, 'integer')}
      AND ${table}.collection = ${this.#sharedParameter('collection', collection, 'text')}
      AND ${table}.recorded_from <= ${lastPseq}
      AND (${table}.recorded_to IS NULL OR ${table}.recorded_to > ${lastPseq})`;
  }

  /** Returns the condition that a row had happened by the day of the scope; undated rows match. */
  occurredAsOf(earliest: string): string {
    const { asOf } = this.scope;
    if (asOf === null) return 'true';
    return `(${earliest} IS NULL OR ${earliest} <= ${this.#sharedParameter('asOf', asOf, 'date')})`;
  }

  /** Returns SQL for the canonical id of the id in a column. */
  canonicalId(kind: AliasKind, column: string): string {
    const ids = this.scope.aliases.canonicalIds(kind);
    if (ids === null) return column;

    const idMap = this.#sharedParameter(`canonical ${kind}`, JSON.stringify(ids), 'jsonb');
    const { collection } = getOnlyCollection(this.scope);
    return `coalesce(${idMap} ->> ('${collection}/' || ${column}), ${column})`;
  }

  /** Returns the ids with all ids that were merged with them. */
  expandIds<T extends readonly string[] | undefined>(kind: AliasKind, ids: T): T | string[] {
    return ids?.flatMap((id) => this.scope.aliases.equivalentIds(kind, id)) ?? ids;
  }

  /** Runs the statement and returns its rows. */
  async run<T>(database: QueryDatabase, sql: string): Promise<readonly T[]> {
    return database.query<T[]>(sql, this.#values);
  }

  #sharedParameter(name: string, value: unknown, type: string): string {
    const known = this.#sharedParameters.get(name);
    if (known !== undefined) return known;

    const placeholder = `${this.parameter(value)}::${type}`;
    this.#sharedParameters.set(name, placeholder);
    return placeholder;
  }
}

/** A row with its sort values. */
interface SortedRow {
  readonly sort_earliest: string;
  readonly sort_latest: string;
  readonly sort_pseq: number;
  readonly sort_n: number;
}

/** The rows of an inner query, the requested page of them, and the date that orders them. */
export interface DatedRows {
  readonly rowsSql: string;
  readonly page: PageRequest;
  readonly orderedBy?: 'occurrence' | 'other-date';
}

/**
 * Returns one page of an inner query whose rows have `earliest`, `latest`, `event_pseq` and `n`.
 * Rows that overlap the given days are ordered by earliest day, latest day and position; undated
 * rows come last. Rows after the day of the scope are skipped, unless they are ordered by another
 * date.
 */
export async function fetchPageByDate<T>(
  database: QueryDatabase,
  statement: Statement,
  { rowsSql, page: { limit, after, days }, orderedBy = 'occurrence' }: DatedRows,
): Promise<ResultPage<T>> {
  const key = `coalesce(earliest, 'infinity'), coalesce(latest, 'infinity'), event_pseq, n`;
  const conditions = [statement.dateOverlaps('earliest', 'latest', days)];
  if (orderedBy === 'occurrence') conditions.push(statement.occurredAsOf('earliest'));
  if (after !== null) {
    const casts = ['date', 'date', 'integer', 'integer'];
    const start = after.map((part, index) => `${statement.parameter(part)}::${casts[index]}`);
    conditions.push(`(${key}) > (${start.join(', ')})`);
  }

  const rows = await statement.run<T & SortedRow>(
    database,
    `SELECT result.*, coalesce(earliest, 'infinity')::text AS sort_earliest,
            coalesce(latest, 'infinity')::text AS sort_latest, event_pseq AS sort_pseq, n AS sort_n
       FROM (${rowsSql}) AS result WHERE ${conditions.join(' AND ')} ORDER BY ${key}
       LIMIT ${statement.parameter(limit + 1)}::integer`,
  );

  const result = cutPage(rows, limit, (row) => [
    row.sort_earliest,
    row.sort_latest,
    row.sort_pseq,
    row.sort_n,
  ]);
  return { rows: result.rows.map(removeSortColumns), next: result.next };
}

const SORT_COLUMNS: ReadonlySet<string> = new Set([
  'earliest',
  'latest',
  'event_pseq',
  'n',
  'sort_earliest',
  'sort_latest',
  'sort_pseq',
  'sort_n',
]);

// Sort values are not part of the result.
function removeSortColumns<T>(row: T & SortedRow): T {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !SORT_COLUMNS.has(name))) as T;
}
