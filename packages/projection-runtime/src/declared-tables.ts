import { type ColumnOptions, getMetadataArgsStorage } from 'typeorm';
import type { Projection, RowEntity } from './projection.ts';

/** A column that an entity declares. */
export interface DeclaredColumn {
  readonly name: string;
  /** `text`: its order depends on a collation. `list`: of texts. `json`: any JSON value. `plain`: anything else. */
  readonly valueKind: 'text' | 'list' | 'json' | 'plain';
}

/** A table of a read model as its entity declares it. */
export interface DeclaredTable {
  readonly name: string;
  /** With its schema, quoted. */
  readonly qualified: string;
  /** The stored columns, in the order of their declaration; generated ones are left out. */
  readonly columns: readonly DeclaredColumn[];
  readonly key: readonly DeclaredColumn[];
}

const KNOWN = new WeakMap<Projection, Map<string, ReadonlyMap<string, DeclaredTable>>>();

/** The tables of a read model in a schema, by name, read from its entities; no connection is needed. */
export function readDeclaredTables(
  projection: Projection,
  schema: string,
): ReadonlyMap<string, DeclaredTable> {
  // Asked for with every batch, and always the same.
  const known = KNOWN.get(projection) ?? new Map<string, ReadonlyMap<string, DeclaredTable>>();
  KNOWN.set(projection, known);
  const declared = known.get(schema) ?? declareTables(projection, schema);
  known.set(schema, declared);
  return declared;
}

function declareTables(projection: Projection, schema: string): ReadonlyMap<string, DeclaredTable> {
  const tables = projection.entities.map((entity) => declaredTable(entity, schema));
  return new Map(tables.map((table) => [table.name, table]));
}

function declaredTable(entity: RowEntity, schema: string): DeclaredTable {
  const storage = getMetadataArgsStorage();
  const table = storage.tables.find(({ target }) => target === entity);
  if (table?.name === undefined)
    throw new TypeError(`${entity.name} is no entity with a table name`);
  if (table.schema !== undefined)
    throw new TypeError(`${entity.name} names a schema; each generation has its own`);
  const stored = storage
    .filterColumns(withParents(entity))
    .filter(({ options }) => options.insert !== false);
  const declared = stored.map(({ propertyName, options }) => ({
    name: options.name ?? propertyName,
    valueKind: holdsOf(options),
    isKey: options.primary === true,
  }));
  return {
    name: table.name,
    qualified: `"${schema}"."${table.name}"`,
    columns: declared,
    key: declared.filter(({ isKey }) => isKey),
  };
}

function holdsOf({ type, array }: ColumnOptions): DeclaredColumn['valueKind'] {
  if (array === true) return 'list';
  if (type === 'jsonb') return 'json';
  return type === 'text' ? 'text' : 'plain';
}

function withParents(entity: RowEntity): (new () => unknown)[] {
  const classes: (new () => unknown)[] = [];
  for (
    let target: unknown = entity;
    typeof target === 'function';
    target = Object.getPrototypeOf(target)
  ) {
    if (target === Function.prototype) break;
    classes.push(target as new () => unknown);
  }
  return classes;
}
