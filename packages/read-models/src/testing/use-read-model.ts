import { CATALOGUE } from '@rapporteur/contracts';
import { catchUp, migrate, type Projection } from '@rapporteur/projection-runtime';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { Aliases } from '../aliases.ts';
import { createSampleLog, type EventSample } from './sample-event.ts';
import type { QueryScope, PageRequest } from '../statement.ts';

/** A read model of given events. */
export interface ReadModelFixture {
  readonly database: DataSource;
  /** Returns a scope at the end of the record, with overrides. */
  createScope(overrides?: Partial<QueryScope>): QueryScope;
}

/** A page that is large enough for all rows of a test. */
export const FULL_PAGE: PageRequest = { limit: 100, after: null };

/** Creates a read model on a real Postgres. Call it at the top of the file. */
export function useReadModel(
  projection: Projection,
  events: readonly EventSample[],
): ReadModelFixture {
  const postgres = usePostgres();
  let database: DataSource | undefined;
  beforeAll(async () => {
    database = await new DataSource({ type: 'postgres', url: postgres.url }).initialize();
    await migrate(database, [projection]);
    await catchUp(
      {
        projection,
        dataSource: database,
        catalogue: CATALOGUE,
        log: await createSampleLog(events),
      },
      0,
    );
  });
  afterAll(() => database?.destroy());
  return {
    get database() {
      if (database === undefined) throw new Error('The read model is created in beforeAll.');
      return database;
    },
    createScope: (overrides = {}) => ({
      partition: 0,
      collection: 'sco',
      position: events.length,
      asOf: null,
      aliases: new Aliases(),
      ...overrides,
    }),
  };
}
