import { type ColumnOptions, getMetadataArgsStorage } from 'typeorm';
import type { TableMetadataArgs } from 'typeorm/metadata-args/TableMetadataArgs.js';

declare const VALUE_TYPE: unique symbol;

/** A SQL expression with the type of its value. */
export type SqlExpression<T> = string & { readonly [VALUE_TYPE]?: T };

/** The columns of an entity by property. A misspelt property does not compile. */
export type TableColumns<E> = { readonly [K in keyof E & string]: SqlExpression<E[K]> };

/** A class that TypeORM maps to a table, or the base of such classes. */
export type EntityClass<E extends object = object> = abstract new () => E;

/** A column of an entity: the property that holds its value, and its name in the database. */
export interface EntityColumn {
  readonly property: string;
  readonly name: string;
  readonly options: ColumnOptions;
  /** SQL for a column that is computed and not stored, for an alias. */
  readonly expression?: (alias: string) => string;
}

const TABLE_NAMES = new WeakMap<EntityClass, string>();
const CACHE = new WeakMap<EntityClass, Map<string, TableColumns<object>>>();

/**
 * Returns the quoted columns of an entity under an alias: `"f"."event_id"`. Both query builders and
 * raw SQL take them, so that only the entity spells a column.
 */
export function tableColumns<E extends object>(
  entity: EntityClass<E>,
  alias: string,
): TableColumns<E> {
  return readCached(
    entity,
    alias,
    ({ name, expression }) => expression?.(`"${alias}"`) ?? `"${alias}"."${name}"`,
  );
}

/** Returns the quoted columns of an entity without a table, for INSERT and SET: `"event_id"`. */
export function columnNames<E extends object>(entity: EntityClass<E>): TableColumns<E> {
  return readCached(entity, '', ({ name }) => `"${name}"`);
}

/** Returns the quoted table of an entity in a schema: `"projections"."positions"`. */
export function qualifiedTable(entity: EntityClass, schema: string): string {
  return `"${schema}"."${readTableName(entity)}"`;
}

/** Returns the table of an entity. @throws TypeError if the class is not an entity. */
export function readTableName(entity: EntityClass): string {
  const name = TABLE_NAMES.get(entity) ?? findTableName(entity);
  TABLE_NAMES.set(entity, name);
  return name;
}

/** Returns the schema that an entity names; undefined if it names none. */
export function readEntitySchema(entity: EntityClass): string | undefined {
  return findTable(entity).schema;
}

function findTableName(entity: EntityClass): string {
  const { name } = findTable(entity);
  if (name !== undefined) return name;
  throw new TypeError(`Entity ${entity.name} must name its table.`);
}

function findTable(entity: EntityClass): TableMetadataArgs {
  const table = getMetadataArgsStorage().tables.find(({ target }) => target === entity);
  if (table !== undefined) return table;
  throw new TypeError(`Class ${entity.name} is not an entity.`);
}

/** Returns the columns of an entity and its base classes, in declaration order. */
export function listEntityColumns(entity: EntityClass): readonly EntityColumn[] {
  return getMetadataArgsStorage()
    .filterColumns(listClasses(entity))
    .map(({ propertyName, options }) => ({
      property: propertyName,
      name: options.name ?? propertyName,
      options,
      ...('query' in options && typeof options.query === 'function'
        ? { expression: options.query }
        : {}),
    }));
}

function readCached<E extends object>(
  entity: EntityClass<E>,
  alias: string,
  format: (column: EntityColumn) => string,
): TableColumns<E> {
  const byAlias = CACHE.get(entity) ?? new Map<string, TableColumns<object>>();
  CACHE.set(entity, byAlias);
  const columns =
    byAlias.get(alias) ??
    Object.fromEntries(
      listEntityColumns(entity).map((column) => [column.property, format(column)]),
    );
  byAlias.set(alias, columns);
  return columns as TableColumns<E>;
}

/** Returns an entity and its base classes. */
function listClasses(entity: EntityClass): EntityClass[] {
  const classes: EntityClass[] = [];
  let target: unknown = entity;

  while (typeof target === 'function' && target !== Function.prototype) {
    classes.push(target as EntityClass);
    target = Object.getPrototypeOf(target);
  }

  return classes;
}
