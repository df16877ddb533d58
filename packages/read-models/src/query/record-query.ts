// Invariants (tests: resolve-things.int.spec.ts)
// 1. Only rows of the collections in scope count, as they were valid at the position of their
//    partition. Test: "are those of the position of the scope".
// 2. A column that the entity does not have is a compile error. Test: "rejects a misspelt column".
// 3. A thing is joined with facts of its own collection only. Test: "joins within a collection".
import {
  type SqlExpression,
  type TableColumns,
  tableColumns,
  type VersionedRow,
} from '@rapporteur/projection-runtime';
import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { AliasKind, ThingRef } from './aliases.ts';
import type { DayRange } from './pages.ts';
import type { DatedThingKind, DayThing } from '../days/day-entity.ts';
import { NamedJoins } from './named-joins.ts';
import { RecordQueryParameters } from './record-query-parameters.ts';
import type { QueryScope } from './scope.ts';
import {
  type AliasedColumns,
  aliasColumns,
  type NamedQuery,
  type NullableColumns,
  type RecordEntity,
  type SelectedRow,
  type Selection,
  type ThingColumns,
  type ThingListColumns,
} from './selection.ts';
import { formatPattern, sql, withUnicodeCase } from './sql.ts';
import { formatThingCondition } from './thing-conditions.ts';
import { formatValidity } from './validity.ts';

/** A query on rows of read models: TypeORM's builder, with typed columns and shared conditions. */
export class RecordQuery {
  readonly scope: QueryScope;
  builder: SelectQueryBuilder<ObjectLiteral>;
  readonly #database: DataSource;
  readonly #parameters: RecordQueryParameters;
  readonly #root: RecordQuery;
  #joins: NamedJoins;
  /** Conditions on joined days: they select from rows that the other conditions have selected. */
  #late: readonly string[] = [];
  #dayThings: readonly DayThing[] | undefined;
  readonly #dayKinds = new Set<DatedThingKind>();

  constructor(database: DataSource, scope: QueryScope, root?: RecordQuery) {
    this.#database = database;
    this.scope = scope;
    this.#root = root ?? this;
    this.#parameters = root === undefined ? new RecordQueryParameters() : root.#parameters;
    this.#joins = root === undefined ? new NamedJoins() : new NamedJoins(root.#joins);
    // A builder without a main entity has no entity type.
    this.builder = database.createQueryBuilder() as SelectQueryBuilder<ObjectLiteral>;
  }

  /** Returns a query for use within this one. It shares the scope and the parameters. */
  subquery(): RecordQuery {
    return new RecordQuery(this.#database, this.scope, this.#root);
  }

  /** Returns a copy that shares the parameters, for another selection of the same rows. */
  clone(): RecordQuery {
    const copy = this.cloneWithoutDays();
    copy.#late = this.#late;
    return copy;
  }

  /** Returns a copy without the conditions on days. */
  cloneWithoutDays(): RecordQuery {
    const copy = this.subquery();
    copy.builder = this.builder.clone();
    copy.#joins = this.#joins.clone();
    return copy;
  }

  /** The things whose days the query reads; undefined: all of the scope. */
  get dayThings(): readonly DayThing[] | undefined {
    return this.#root.#dayThings;
  }

  /** The kinds of things whose days the query joins. */
  get dayKinds(): Set<DatedThingKind> {
    return this.#root.#dayKinds;
  }

  /** Limits the days that this query reads, and its copies, to those of some things. */
  limitDays(things: readonly DayThing[] | undefined): void {
    this.#root.#dayThings = things;
  }

  /** Reads an entity under an alias, as it was valid in the scope. Returns its columns. */
  from<E extends VersionedRow>(entity: RecordEntity<E>, alias: string): TableColumns<E> {
    this.builder.from(entity, alias);
    this.builder.andWhere(this.isValid(alias));
    return tableColumns(entity, alias);
  }

  /** Reads a subquery under an alias. Returns its columns. */
  fromQuery<S extends Selection>(
    query: RecordQuery,
    selection: S,
    alias: string,
  ): AliasedColumns<S> {
    this.builder.from(query.toSubquery(selection), alias);
    return aliasColumns(selection, alias);
  }

  /** Reads the rows of queries with the same columns under an alias. Returns their columns. */
  fromUnion<S extends Selection>(
    parts: readonly (readonly [query: RecordQuery, selection: S])[],
    alias: string,
  ): AliasedColumns<S> {
    const columns = parts[0]?.[1] ?? ({} as S);
    // SQL matches the columns of a union by their order.
    const names = Object.keys(columns);
    const texts = parts.map(([query, selection]) =>
      query.toSubquery(Object.fromEntries(names.map((name) => [name, selection[name]])) as S),
    );
    this.builder.from(`(${texts.join(' UNION ALL ')})`, alias);
    return aliasColumns(columns, alias);
  }

  /** Joins the valid rows of an entity, or nulls. Returns its columns. */
  leftJoin<E extends VersionedRow>(
    entity: RecordEntity<E>,
    alias: string,
    on: (columns: TableColumns<E>) => string,
  ): TableColumns<E> {
    const columns = tableColumns(entity, alias);
    this.builder.leftJoin(entity, alias, `${this.isValid(alias)} AND ${on(columns)}`);
    return columns;
  }

  /** Joins the valid rows of an entity. Returns its columns. */
  innerJoin<E extends VersionedRow>(
    entity: RecordEntity<E>,
    alias: string,
    on: (columns: TableColumns<E>) => string,
  ): TableColumns<E> {
    const columns = tableColumns(entity, alias);
    this.builder.innerJoin(entity, alias, `${this.isValid(alias)} AND ${on(columns)}`);
    return columns;
  }

  /** Joins the rows of a subquery, or nulls. Returns its columns. */
  leftJoinQuery<S extends Selection>(
    query: RecordQuery,
    selection: S,
    alias: string,
    on: (columns: AliasedColumns<S>) => string,
  ): NullableColumns<S> {
    const columns = aliasColumns(selection, alias);
    this.builder.leftJoin(query.toSubquery(selection), alias, on(columns));
    return columns;
  }

  /** Joins the rows of a subquery. Returns its columns. */
  innerJoinQuery<S extends Selection>(
    query: RecordQuery,
    selection: S,
    alias: string,
    on: (columns: AliasedColumns<S>) => string,
  ): AliasedColumns<S> {
    const columns = aliasColumns(selection, alias);
    this.builder.innerJoin(query.toSubquery(selection), alias, on(columns));
    return columns;
  }

  /** Joins a query that is computed once, or nulls. Without a use of its columns, it is left out. */
  leftJoinNamed<S extends Selection>(
    named: NamedQuery<S>,
    alias: string,
    on: (columns: AliasedColumns<S>) => string,
  ): NullableColumns<S> {
    const columns = aliasColumns(named.columns as unknown as S, alias);
    this.#joins.add({ name: named.name, build: named.build, alias, on: on(columns) });
    return columns;
  }

  /** Returns the placeholder of a value. */
  parameter<T>(value: T, type: string): SqlExpression<T> {
    return `${this.#parameters.add(value)}::${type}`;
  }

  /** Returns the placeholder of a value that is sent once, however often it is used. */
  sharedParameter<T>(name: string, value: T, type: string): SqlExpression<T> {
    return this.#parameters.share(name, value, type);
  }

  /** Adds a condition. */
  where(condition: string): this {
    if (condition === 'true') return this;
    this.builder.andWhere(condition);
    return this;
  }

  /** Adds a condition on the days of rows. */
  whereLate(condition: string): this {
    if (condition !== 'true') this.#late = [...this.#late, condition];
    return this;
  }

  /** Requires that an expression equals one of the values, if values are given. */
  whereAny(
    expression: SqlExpression<string | null>,
    values: readonly string[] | null | undefined,
  ): this {
    if (values === null || values === undefined) return this;
    return this.where(`${expression} = ANY(${this.parameter(values, 'text[]')})`);
  }

  /** Requires that an array contains one of the values, if values are given. */
  whereContainsAny(
    column: SqlExpression<readonly string[] | null>,
    values: readonly string[] | null | undefined,
  ): this {
    if (values === null || values === undefined) return this;
    return this.where(`${column} && ${this.parameter(values, 'text[]')}`);
  }

  /** Requires that a condition holds, or that it does not, if a flag is given. */
  whereFlag(condition: string, flag: boolean | undefined): this {
    return flag === undefined ? this : this.where(flag ? condition : `NOT (${condition})`);
  }

  /** Requires that a row is about one of the things, if things are given. */
  whereThing(columns: ThingColumns, things: readonly ThingRef[] | undefined): this {
    return things === undefined ? this : this.where(this.isThing(columns, things));
  }

  /** Requires that an array of ids contains one of the things, if things are given. */
  whereContainsThing(columns: ThingListColumns, things: readonly ThingRef[] | undefined): this {
    return things === undefined ? this : this.where(this.containsThing(columns, things));
  }

  /** Returns the condition that an array of ids contains one of the things. */
  containsThing({ collection, ids }: ThingListColumns, things: readonly ThingRef[]): string {
    return formatThingCondition(this, collection, things, {
      hasId: (given) => `${ids} && ${given}`,
      hasKey: (keys) =>
        `EXISTS (SELECT FROM unnest(${ids}) AS id WHERE ${collection} || '/' || id = ANY(${keys}))`,
    });
  }

  /** Returns the condition that a row is about one of the things. */
  isThing({ collection, id }: ThingColumns, things: readonly ThingRef[]): string {
    return formatThingCondition(this, collection, things, {
      hasId: (given) => `${id} = ANY(${given})`,
      hasKey: (keys) => `${collection} || '/' || (${id}) = ANY(${keys})`,
    });
  }

  /** Requires that one of the columns contains the words, ignoring case. */
  whereTextContains(
    columns: readonly SqlExpression<string | null>[],
    words: string | null | undefined,
  ): this {
    if (!words) return this;
    const pattern = this.parameter(formatPattern(words), 'text');
    const contains = columns.map((column) => `${withUnicodeCase(column)} ILIKE ${pattern}`);
    return this.where(`(${contains.join(' OR ')})`);
  }

  /** Returns the condition that two inclusive ranges of days overlap; without bounds, true. */
  overlaps(
    earliest: SqlExpression<string | null>,
    latest: SqlExpression<string | null>,
    days: DayRange | undefined,
  ): string {
    const before = days?.to ? [`${earliest} <= ${this.parameter(days.to, 'date')}`] : [];
    const after = days?.from ? [`${latest} >= ${this.parameter(days.from, 'date')}`] : [];
    return [...before, ...after].join(' AND ') || 'true';
  }

  /** Returns the condition that a day lies on or before the day of the scope. */
  hadHappened(earliest: SqlExpression<string | null>): string {
    const { asOf } = this.scope;
    return asOf === null ? 'true' : `${earliest} <= ${this.sharedParameter('asOf', asOf, 'date')}`;
  }

  /** Returns the condition that a row counts: in a collection of the scope, valid at its position. */
  isValid(alias: string): string {
    return formatValidity(alias, this.scope.collections, (name, value, type) =>
      this.sharedParameter(name, value, type),
    );
  }

  /** Returns the id of a column after the mergers of its collection. */
  canonicalId<T extends string | null>(
    kind: AliasKind,
    {
      collection,
      id,
    }: { readonly collection: SqlExpression<string>; readonly id: SqlExpression<T> },
  ): SqlExpression<T> {
    const ids = this.scope.aliases.canonicalIds(kind);
    if (ids === null) return id;
    const map = this.sharedParameter(`canonical ${kind}`, ids, 'jsonb');
    return `coalesce(${map} ->> (${collection} || '/' || (${id})), ${id})`;
  }

  /** Returns the key of a thing after mergers and links: one key for one thing. */
  canonicalKey(kind: AliasKind, { collection, id }: ThingColumns): SqlExpression<string> {
    const key = sql<string>`${collection} || '/' || (${id})`;
    const keys = this.scope.aliases.canonicalKeys(kind);
    if (keys === null) return key;
    const map = this.sharedParameter(`keys ${kind}`, keys, 'jsonb');
    return `coalesce(${map} ->> (${key}), ${key})`;
  }

  /** Returns every thing that the ids name in the scope, with merged and linked ones. */
  things(kind: AliasKind, ids: readonly string[] | undefined): readonly ThingRef[] | undefined {
    return ids?.flatMap((id) => this.scope.aliases.things(kind, id));
  }

  /** Returns the text of this query in parentheses, for use within another one. */
  toSubquery(selection: Selection): string {
    this.#select(selection);
    return `(${this.builder.getQuery()})`;
  }

  /** Runs the query and returns its rows. */
  async rows<S extends Selection>(selection: S): Promise<readonly SelectedRow<S>[]> {
    this.#select(selection);
    this.#joins.addQueries(this.builder, (build) => {
      const query = this.subquery();
      return query.toSubquery(build(query)).slice(1, -1);
    });
    this.builder.setParameters(this.#parameters.values);
    return this.builder.getRawMany<SelectedRow<S>>();
  }

  #select(selection: Selection): void {
    const columns = Object.entries(selection);
    this.builder.select([]);
    for (const [name, expression] of columns) this.builder.addSelect(expression, name);
    for (const condition of this.#late) this.builder.andWhere(condition);
    this.#late = [];
    this.#joins.joinUsed(this.builder);
  }
}
