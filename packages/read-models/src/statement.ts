import type { Aliases, AliasKind } from './aliases.ts';

/** The scope of a query: one collection, at one position of the record, on one day in the world. */
export interface QueryScope {
  readonly partition: number;
  readonly collection: string;
  /** The last event that counts, inclusive. */
  readonly position: number;
  /** The day in the world, `YYYY-MM-DD`; null: no limit. */
  readonly asOf: string | null;
  readonly aliases: Aliases;
}

/** SQL for the first value that is not null, in the order of the record. */
export function firstStated(column: string): string {
  return `(array_agg(${column} ORDER BY event_pseq, n) FILTER (WHERE ${column} IS NOT NULL))[1]`;
}

/** Runs a statement: a data source, or one of its transactions. */
export interface QueryDatabase {
  query<T>(sql: string, values?: unknown[]): Promise<T>;
}

/** The start of the next page: the sort values of the last row of this one. */
export type SortKey = readonly (string | number)[];

/** The size and start of a page. */
export interface PageRequest {
  readonly limit: number;
  readonly after: SortKey | null;
  readonly days?: DayRange | undefined;
}

/** The rows of a page, and the start of the next one. */
export interface ResultPage<T> {
  readonly rows: readonly T[];
  readonly next: SortKey | null;
}

/** Inclusive bounds for the dates of rows; null: no bound. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

const ANY_DAY: DayRange = { from: null, to: null };

/** Builds a statement: its parameters, and the conditions that all queries share. */
export class Statement {
  readonly scope: QueryScope;
  readonly #values: unknown[] = [];
  readonly #where: string[] = [];
  readonly #sharedParameters = new Map<string, string>();

  constructor(at: QueryScope) {
    this.scope = at;
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
    const { partition, collection, position } = this.scope;
    const at = this.#sharedParameter('position', position, 'integer');
    return `${table}.partition = ${this.#sharedParameter('partition', partition, 'integer')}
      AND ${table}.collection = ${this.#sharedParameter('collection', collection, 'text')}
      AND ${table}.recorded_from <= ${at} AND (${table}.recorded_to IS NULL OR ${table}.recorded_to > ${at})`;
  }

  /** Returns the condition that a row had happened by the day of the scope; undated rows match. */
  occurredAsOf(earliest: string): string {
    if (this.scope.asOf === null) return 'true';
    return `(${earliest} IS NULL OR ${earliest} <= ${this.#sharedParameter('asOf', this.scope.asOf, 'date')})`;
  }

  /** Returns SQL for the canonical id of the id in a column. */
  canonicalId(kind: AliasKind, column: string): string {
    const ids = this.scope.aliases.canonicalIds(kind);
    if (ids === null) return column;
    return `coalesce(${this.#sharedParameter(`shown ${kind}`, JSON.stringify(ids), 'jsonb')} ->> ${column}, ${column})`;
  }

  /** Runs the statement and returns its rows. */
  async run<T>(database: QueryDatabase, sql: string): Promise<readonly T[]> {
    return database.query<T[]>(sql, this.#values);
  }

  #sharedParameter(name: string, value: unknown, type: string): string {
    const known = this.#sharedParameters.get(name);
    if (known !== undefined) return known;
    const written = `${this.parameter(value)}::${type}`;
    this.#sharedParameters.set(name, written);
    return written;
  }
}

/** A row with its sort values. */
interface SortedRow {
  readonly sort_earliest: string;
  readonly sort_latest: string;
  readonly sort_pseq: number;
  readonly sort_n: number;
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
  inner: string,
  { limit, after, days }: PageRequest,
  order: 'came-to-be' | 'other' = 'came-to-be',
): Promise<ResultPage<T>> {
  const key = `coalesce(earliest, 'infinity'), coalesce(latest, 'infinity'), event_pseq, n`;
  const outer = [statement.dateOverlaps('earliest', 'latest', days)];
  if (order === 'came-to-be') outer.push(statement.occurredAsOf('earliest'));
  if (after !== null) {
    const casts = ['date', 'date', 'integer', 'integer'];
    const place = after.map((part, index) => `${statement.parameter(part)}::${casts[index]}`);
    outer.push(`(${key}) > (${place.join(', ')})`);
  }
  const rows = await statement.run<T & SortedRow>(
    database,
    `SELECT answer.*, coalesce(earliest, 'infinity')::text AS sort_earliest,
            coalesce(latest, 'infinity')::text AS sort_latest, event_pseq AS sort_pseq, n AS sort_n
       FROM (${inner}) AS answer WHERE ${outer.join(' AND ')} ORDER BY ${key} LIMIT ${statement.parameter(limit + 1)}::integer`,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next =
    last === undefined ? null : [last.sort_earliest, last.sort_latest, last.sort_pseq, last.sort_n];
  return { rows: rows.slice(0, limit).map(removeSortColumns), next };
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
