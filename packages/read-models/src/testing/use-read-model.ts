import { CATALOGUE } from '@rapporteur/contracts';
import { catchUp, migrate, openReadModels, type Projection } from '@rapporteur/projection-runtime';
import { usePostgres } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';
import { Aliases } from '../query/aliases.ts';
import { createSampleLog, type EventSample } from './sample-event.ts';
import type { ScopeOverrides } from './scope-overrides.ts';
import type { QueryScope } from '../query/scope.ts';
import type { PageRequest } from '../query/pages.ts';

/** A read model of given events. */
export interface ReadModelFixture {
  readonly database: DataSource;
  /** Returns a scope at the end of the record, with overrides. */
  createScope(overrides?: ScopeOverrides): QueryScope;
}

/** A page that is large enough for all rows of a test. */
export const FULL_PAGE: PageRequest = { limit: 100, after: null };

/** Creates a read model on a real Postgres. Call it at the top of the file. */
export function useReadModel(
  projection: Projection,
  events: readonly EventSample[],
): ReadModelFixture {
  return useReadModels([projection], events);
}

/** Creates several read models on a real Postgres. Call it at the top of the file. */
export function useReadModels(
  projections: readonly Projection[],
  events: readonly EventSample[],
): ReadModelFixture {
  const postgres = usePostgres();
  let database: DataSource | undefined;
  beforeAll(async () => {
    database = await openReadModels(postgres.url, { projections });
    await migrate(database, projections);
    const source = { dataSource: database, catalogue: CATALOGUE };
    for (const projection of projections) {
      await catchUp({ ...source, projection, log: await createSampleLog(events) }, 0);
    }
  });
  afterAll(() => database?.destroy());
  return {
    get database() {
      if (database === undefined) throw new Error('The read model is created in beforeAll.');
      return database;
    },
    createScope: ({ position, ...overrides } = {}) => ({
      collections: [{ collection: 'sco', partition: 0, position: position ?? events.length }],
      asOf: null,
      aliases: new Aliases(['sco']),
      ...overrides,
    }),
  };
}
