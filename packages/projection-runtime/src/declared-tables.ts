import { getMetadataArgsStorage } from 'typeorm';
import { type Projection, type RowEntity, schemaOf } from './projection.ts';

/** A column that an entity declares. */
export interface DeclaredColumn {
  readonly name: string;
  /** True where it holds text, whose order depends on a collation. */
  readonly isText: boolean;
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

/** The tables of a read model, by name, read from its entities; no connection is needed. */
export function declaredTables(projection: Projection): ReadonlyMap<string, DeclaredTable> {
  const tables = projection.entities.map((entity) => declaredTable(entity, schemaOf(projection)));
  return new Map(tables.map((table) => [table.name, table]));
}

function declaredTable(entity: RowEntity, schema: string): DeclaredTable {
  const storage = getMetadataArgsStorage();
  const table = storage.tables.find(({ target }) => target === entity);
  if (table?.name === undefined) throw new TypeError(`${entity.name} is no entity with a table name`);
  if (table.schema !== schema) throw new TypeError(`${entity.name} stands in schema ${table.schema}, not in ${schema}`);
  const stored = storage.filterColumns(withParents(entity)).filter(({ options }) => options.insert !== false);
  const declared = stored.map(({ propertyName, options }) => ({
    name: options.name ?? propertyName,
    isText: options.type === 'text',
    isKey: options.primary === true,
  }));
  return {
    name: table.name,
    qualified: `"${schema}"."${table.name}"`,
    columns: declared,
    key: declared.filter(({ isKey }) => isKey),
  };
}

function withParents(entity: RowEntity): (new () => unknown)[] {
  const classes: (new () => unknown)[] = [];
  for (let target: unknown = entity; typeof target === 'function'; target = Object.getPrototypeOf(target)) {
    if (target === Function.prototype) break;
    classes.push(target as new () => unknown);
  }
  return classes;
}
