import { type ColumnOptions, getMetadataArgsStorage } from 'typeorm';
import type { Projection, RowEntity } from './projection.ts';
import { listEntityColumns, qualifiedTable, readTableName } from './table-columns.ts';

/** A column that an entity declares. */
export interface DeclaredColumn {
  readonly name: string;
  /** `text` sorts by collation; `list` is a list of texts; `json` is any JSON; else `plain`. */
  readonly valueKind: 'text' | 'list' | 'json' | 'plain';
}

/** A table of a read model, as its entity declares it. */
export interface DeclaredTable {
  readonly name: string;
  /** The quoted name with its schema. */
  readonly qualified: string;
  /** The stored columns in declaration order, without generated ones. */
  readonly columns: readonly DeclaredColumn[];
  readonly key: readonly DeclaredColumn[];
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
  const tables = projection.entities.map((entity) => readTable(projection, entity, schema));
  return new Map(tables.map((table) => [table.name, table]));
}

function readTable({ name: views }: Projection, entity: RowEntity, schema: string): DeclaredTable {
  const name = readTableName(entity);
  const table = getMetadataArgsStorage().tables.find(({ target }) => target === entity);
  // Queries read the views. Each generation has a schema of its own.
  if (table?.schema !== undefined && table.schema !== views) {
    throw new TypeError(`Entity ${entity.name} must name the schema of its views, ${views}.`);
  }

  const columns = listEntityColumns(entity)
    .filter(({ options }) => options.insert !== false)
    .map(({ name: column, options }) => ({
      name: column,
      valueKind: readValueKind(options),
      isKey: options.primary === true,
    }));
  return {
    name,
    qualified: qualifiedTable(entity, schema),
    columns,
    key: columns.filter(({ isKey }) => isKey),
  };
}

function readValueKind({ type, array }: ColumnOptions): DeclaredColumn['valueKind'] {
  if (array === true) return 'list';
  if (type === 'jsonb') return 'json';
  return type === 'text' ? 'text' : 'plain';
}
