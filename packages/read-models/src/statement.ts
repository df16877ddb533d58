import type { Aliases, AliasKind } from './aliases.ts';

/** What a question is asked of: one collection, as the record stood at one position, on one day of the world. */
export interface QueryScope {
  readonly partition: number;
  readonly collection: string;
  /** The last event that counts, inclusive. */
  readonly position: number;
  /** The day of the world, `YYYY-MM-DD`; null: whatever the record tells. */
  readonly asOf: string | null;
  readonly aliases: Aliases;
}

/** SQL for the first value that is not null, by position: what the earliest fact that states it says. */
export function firstStated(column: string): string {
  return `(array_agg(${column} ORDER BY event_pseq, n) FILTER (WHERE ${column} IS NOT NULL))[1]`;
}

/** What runs a statement: a data source, or a transaction of one. */
export interface QueryDatabase {
  query<T>(sql: string, values?: unknown[]): Promise<T>;
}

/** Where the next page begins: the place of the last row of this one, in the order of the answer. */
export type SortKey = readonly (string | number)[];

/** How much of an answer to give. */
export interface PageRequest {
  readonly limit: number;
  readonly after: SortKey | null;
  readonly days?: DayRange | undefined;
}

/** A part of an answer, and where the rest begins. */
export interface ResultPage<T> {
  readonly rows: readonly T[];
  readonly next: SortKey | null;
}

/** Days between which something of the world lies or overlaps, both inclusive; null: no bound. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

const ANY_DAY: DayRange = { from: null, to: null };

/** A statement in the making: its parameters, and the conditions that every question shares. */
export class Statement {
  readonly scope: QueryScope;
  readonly #values: unknown[] = [];
  readonly #where: string[] = [];
  readonly #sharedParameters = new Map<string, string>();

  constructor(at: QueryScope) {
    this.scope = at;
  }

  /** A parameter, as it is written in the statement. */
  parameter(value: unknown): string {
    return `$${this.#values.push(value)}`;
  }

  /** A condition of the answer. */
  where(condition: string): this {
    this.#where.push(condition);
    return this;
  }

  /** `column` is one of the values; nothing is asked of it where they are not given. */
  whereAny(column: string, values: readonly string[] | null | undefined): this {
    return values ? this.where(`${column} = ANY(${this.parameter(values)}::text[])`) : this;
  }

  /** The list in `column` holds one of the values. */
  whereContainsAny(column: string, values: readonly string[] | null | undefined): this {
    return values ? this.where(`${column} && ${this.parameter(values)}::text[]`) : this;
  }

  /** The days that a date may mean overlap those asked for; what has no date does not. */
  whereDateOverlaps(prefix: string, days: DayRange | undefined): this {
    return this.where(this.dateOverlaps(`${prefix}_earliest`, `${prefix}_latest`, days));
  }

  /** The same, as a condition on any two columns. */
  dateOverlaps(earliest: string, latest: string, { from, to }: DayRange = ANY_DAY): string {
    const before = to === null ? [] : [`${earliest} <= ${this.parameter(to)}::date`];
    const after = from === null ? [] : [`${latest} >= ${this.parameter(from)}::date`];
    return [...before, ...after].join(' AND ') || 'true';
  }

  /** Some of the texts hold the words, whatever their case. */
  whereTextContains(columns: readonly string[], words: string | null | undefined): this {
    if (!words) return this;
    const pattern = this.parameter(`%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
    return this.where(`(${columns.map((column) => `${column} ILIKE ${pattern}`).join(' OR ')})`);
  }

  /** All conditions so far, as one. */
  conditions(): string {
    return this.#where.length === 0 ? 'true' : this.#where.join(' AND ');
  }

  /** The rows of a table that belong to the collection and stood at the position. */
  validAtPosition(table: string): string {
    const { partition, collection, position } = this.scope;
    const at = this.#sharedParameter('position', position, 'integer');
    return `${table}.partition = ${this.#sharedParameter('partition', partition, 'integer')}
      AND ${table}.collection = ${this.#sharedParameter('collection', collection, 'text')}
      AND ${table}.recorded_from <= ${at} AND (${table}.recorded_to IS NULL OR ${table}.recorded_to > ${at})`;
  }

  /** What had come to be by the day asked about; what has no date is not left out. */
  occurredAsOf(earliest: string): string {
    if (this.scope.asOf === null) return 'true';
    return `(${earliest} IS NULL OR ${earliest} <= ${this.#sharedParameter('asOf', this.scope.asOf, 'date')})`;
  }

  /** The id that is shown for the id in a column. */
  canonicalId(kind: AliasKind, column: string): string {
    const ids = this.scope.aliases.canonicalIds(kind);
    if (ids === null) return column;
    return `coalesce(${this.#sharedParameter(`shown ${kind}`, JSON.stringify(ids), 'jsonb')} ->> ${column}, ${column})`;
  }

  /** Runs the statement. */
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

/** A row with its place in the order by date of the world. */
interface SortedRow {
  readonly sort_earliest: string;
  readonly sort_latest: string;
  readonly sort_pseq: number;
  readonly sort_n: number;
}

/**
 * Takes one page of an inner query whose rows carry `earliest` and `latest` days, `event_pseq` and `n`: what overlaps
 * the days asked for, by earliest day, then latest, then position; what has no date comes last. What had not come to
 * be by the day asked about is left out, unless the rows are ordered by another date than that.
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

// What only orders the answer is no part of it.
function removeSortColumns<T>(row: T & SortedRow): T {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !SORT_COLUMNS.has(name))) as T;
}
