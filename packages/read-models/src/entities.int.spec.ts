import { migrate, openReadModels } from '@rapporteur/projection-runtime';
import { listGenerationChanges } from '@rapporteur/projection-runtime/schema-changes';
import { usePostgres } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { READ_MODELS } from './read-models.ts';

const postgres = usePostgres();
let dataSource: DataSource;
beforeAll(async () => {
  dataSource = await openReadModels(postgres.url);
  await migrate(dataSource, READ_MODELS);
});
afterAll(() => dataSource.destroy());

it.each(READ_MODELS)(
  'the migrations of $name create the tables that the entities declare',
  async (projection) => {
    expect(await listGenerationChanges(postgres.url, projection)).toEqual([]);
  },
);
