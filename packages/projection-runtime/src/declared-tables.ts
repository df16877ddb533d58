import type { ColumnOptions } from 'typeorm';
import type { Projection } from './projection.ts';
import {
  type EntityClass,
  listEntityColumns,
  qualifiedTable,
  readEntitySchema,
  readTableName,
} from './table-columns.ts';

/** A column that an entity declares. */
export interface DeclaredColumn {
  /** The property of the entity. */
  readonly property: string;
  /** The name in the database. */
  readonly name: string;
  /** `text` sorts by collation; `list` is a list of texts; `json` is any JSON; else `plain`. */
  readonly valueKind: 'text' | 'list' | 'json' | 'plain';
}

/** A table in a schema, as its entity declares it. */
export interface DeclaredTable {
  readonly name: string;
  /** The quoted name with its schema. */
  readonly qualified: string;
  /** The stored columns in declaration order, without generated ones. */
  readonly columns: readonly DeclaredColumn[];
  readonly key: readonly DeclaredColumn[];
  /** The properties of the columns. */
  readonly properties: ReadonlySet<string>;
}

const CACHE = new WeakMap<Projection, Map<string, ReadonlyMap<string, DeclaredTable>>>();

/** Returns the tables of a read model in a schema by name, as its entities declare them. */
export function readDeclaredTables(
  projection: Projection,
  schema: string,
): ReadonlyMap<string, DeclaredTable> {
  // Every batch asks for the tables, and they never change.
  const bySchema = CACHE.get(projection) ?? new Map<string, ReadonlyMap<string, DeclaredTable>>();
  CACHE.set(projection, bySchema);
  const declared = bySchema.get(schema) ?? readTables(projection, schema);
  bySchema.set(schema, declared);
  return declared;
}

function readTables(projection: Projection, schema: string): ReadonlyMap<string, DeclaredTable> {
  const tables = projection.entities.map((entity) => {
    const views = readEntitySchema(entity);
    // Queries read the views. Each generation has a schema of its own.
    if (views !== undefined && views !== projection.name) {
      throw new TypeError(
        `Entity ${entity.name} must name the schema of its views, ${projection.name}.`,
      );
    }
    return readDeclaredTable(entity, schema);
  });
  return new Map(tables.map((table) => [table.name, table]));
}

/** Returns the table of an entity in a schema. */
export function readDeclaredTable(entity: EntityClass, schema: string): DeclaredTable {
  const declared = listEntityColumns(entity)
    .filter(({ options, expression }) => options.insert !== false && expression === undefined)
    .map(({ property, name, options }) => ({
      column: { property, name, valueKind: readValueKind(options) },
      isKey: options.primary === true,
    }));
  const columns = declared.map(({ column }) => column);

  return {
    name: readTableName(entity),
    qualified: qualifiedTable(entity, schema),
    columns,
    key: declared.filter(({ isKey }) => isKey).map(({ column }) => column),
    properties: new Set(columns.map(({ property }) => property)),
  };
}

function readValueKind({ type, array }: ColumnOptions): DeclaredColumn['valueKind'] {
  if (array === true) return 'list';
  if (type === 'jsonb') return 'json';
  return type === 'text' ? 'text' : 'plain';
}
