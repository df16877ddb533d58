import type { DataSource, EntityManager, Repository } from 'typeorm';
import { DeferredIndex } from './deferred-index.ts';
import { schemaRepository } from './schema-repository.ts';
import { tableExists } from './sql/catalog.sql.ts';
import {
  analyzeTable,
  createDeferredIndexTable,
  dropDeferredIndexTable,
  findDeferrableIndexes,
  listTablesBySize,
  runIndexStatement,
} from './sql/indexes.sql.ts';
import { setForTransaction } from './sql/settings.sql.ts';
import { readTableName } from './table-columns.ts';

/** The table that keeps, while a generation is loaded, the definitions of its missing indexes. */
export const DEFERRED_INDEXES = readTableName(DeferredIndex);
/** The number of tables that are indexed or analyzed concurrently. */
const CONCURRENT_TABLES = 2;
/** The memory for the sorts of an index. */
const INDEX_MEMORY = '128MB';

/**
 * Drops the indexes of an empty generation, except unique ones: they find events and rows by their
 * positions. Indexing all rows once costs less than indexing row by row. The definitions are stored,
 * so that another process can resume.
 */
export async function deferIndexes(dataSource: DataSource, schema: string): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const deferred = await findDeferrableIndexes(manager, schema);
    await createDeferredIndexTable(manager, schema);
    await deferredRepository(manager, schema).insert([...deferred]);

    for (const { drop } of deferred) await runIndexStatement(manager, drop);
  });
}

/** Creates the deferred indexes, if any: for each table all in one transaction. */
export async function createDeferredIndexes(dataSource: DataSource, schema: string): Promise<void> {
  const { manager: reader } = dataSource;
  if (!(await tableExists(reader, schema, DEFERRED_INDEXES))) return;

  const deferred = await deferredRepository(reader, schema).find();
  const byTable = Map.groupBy(deferred, ({ table }) => table);
  const tables = (await listTablesBySize(reader, schema)).filter(({ name }) => byTable.has(name));
  await forEachConcurrently(tables, async ({ name: table }) => {
    await dataSource.transaction(async (manager) => {
      await setForTransaction(manager, { maintenance_work_mem: INDEX_MEMORY });
      for (const { definition } of byTable.get(table) ?? []) {
        await runIndexStatement(manager, definition);
      }
      await deferredRepository(manager, schema).delete({ table });
    });
  });

  await dropDeferredIndexTable(reader, schema);
}

/**
 * Updates the planner statistics of a generation before its first query. It excludes JSON columns:
 * no query compares them, and they would take as long as all other columns together.
 */
export async function analyzeTables({ manager }: DataSource, schema: string): Promise<void> {
  const tables = await listTablesBySize(manager, schema);
  await forEachConcurrently(tables, (table) => analyzeTable(manager, schema, table));
}

function deferredRepository(manager: EntityManager, schema: string): Repository<DeferredIndex> {
  return schemaRepository(manager, DeferredIndex, schema);
}

async function forEachConcurrently<T>(
  tables: readonly T[],
  work: (table: T) => Promise<void>,
): Promise<void> {
  const remaining = tables.values();
  const worker = async (): Promise<void> => {
    for (const table of remaining) await work(table);
  };
  await Promise.all(Array.from({ length: CONCURRENT_TABLES }, worker));
}
