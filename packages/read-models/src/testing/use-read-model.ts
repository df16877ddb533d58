import { CATALOGUE } from '@rapporteur/contracts';
import { catchUp, migrate, type Projection } from '@rapporteur/projection-runtime';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { Aliases } from '../aliases.ts';
import { createSampleLog, type EventSample } from './sample-event.ts';
import type { QueryScope, PageRequest } from '../statement.ts';

/** A read model of a suite, made from what is told. */
export interface ReadModelFixture {
  readonly database: DataSource;
  /** Where the record ends, or elsewhere as given. */
  createScope(given?: Partial<QueryScope>): QueryScope;
}

/** Everything, as far as a suite has it. */
export const FULL_PAGE: PageRequest = { limit: 100, after: null };

/** A read model on a real Postgres: call it at the top of the file. */
export function useReadModel(
  projection: Projection,
  told: readonly EventSample[],
): ReadModelFixture {
  const postgres = usePostgres();
  let database: DataSource | undefined;
  beforeAll(async () => {
    database = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    await migrate(database, [projection]);
    await catchUp(
      { projection, dataSource: database, catalogue: CATALOGUE, log: await createSampleLog(told) },
      0,
    );
  });
  afterAll(() => database?.destroy());
  return {
    get database() {
      if (database === undefined) throw new Error('The read model is there from beforeAll on.');
      return database;
    },
    createScope: (given = {}) => ({
      partition: 0,
      collection: 'sco',
      position: told.length,
      asOf: null,
      aliases: new Aliases(),
      ...given,
    }),
  };
}
