import {
  type DataSource,
  type EntityManager,
  getMetadataArgsStorage,
  type ObjectLiteral,
  type Repository,
} from 'typeorm';
import { MetadataArgsStorage } from 'typeorm/metadata-args/MetadataArgsStorage.js';
import { EntityMetadataBuilder } from 'typeorm/metadata-builder/EntityMetadataBuilder.js';
import { readTableName } from './table-columns.ts';

type RowClass<E extends ObjectLiteral> = new () => E;

/** By data source and qualified table. */
const TARGETS = new WeakMap<DataSource, Map<string, RowClass<ObjectLiteral>>>();

/**
 * Returns the repository of an entity for the table in a schema. Each generation of a read model
 * has its tables in a schema of its own, which exists only at run time.
 */
export function schemaRepository<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: RowClass<E>,
  schema: string,
): Repository<E> {
  return manager.getRepository(schemaEntity(manager, entity, schema));
}

/** Returns the entity for the table in a schema, for joins of query builders. */
export function schemaEntity<E extends ObjectLiteral>(
  { dataSource }: EntityManager,
  entity: RowClass<E>,
  schema: string,
): RowClass<E> {
  const targets = TARGETS.get(dataSource) ?? new Map<string, RowClass<ObjectLiteral>>();
  TARGETS.set(dataSource, targets);

  const key = `${schema}.${readTableName(entity)}`;
  const target = targets.get(key) ?? registerEntity(dataSource, entity, schema);
  targets.set(key, target);
  return target as RowClass<E>;
}

/** TypeORM knows one table of each class, so the table of a schema has a class of its own. */
function registerEntity(
  dataSource: DataSource,
  entity: RowClass<ObjectLiteral>,
  schema: string,
): RowClass<ObjectLiteral> {
  const target = class extends entity {};
  Object.defineProperty(target, 'name', { value: entity.name });
  const table = { target, name: readTableName(entity), schema, type: 'regular' as const };
  const storage = Object.assign(new MetadataArgsStorage(), getMetadataArgsStorage(), {
    tables: [table],
  });

  for (const metadata of new EntityMetadataBuilder(dataSource, storage).build([target])) {
    dataSource.entityMetadatasMap.set(target, metadata);
  }
  return target;
}
