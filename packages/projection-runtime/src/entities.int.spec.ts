import { usePostgres } from '@rapporteur/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RUNTIME_ENTITIES } from './entities.ts';
import { migrate } from './migrate.ts';
import { openReadModels } from './open-read-models.ts';
import { RUNTIME_SCHEMA } from './stored-position.ts';
import { listGenerationChanges, listSchemaChanges } from './testing/list-schema-changes.ts';
import { SAMPLE_PROJECTION } from './testing/sample-projection.ts';

const postgres = usePostgres();
let dataSource: DataSource;
beforeAll(async () => {
  dataSource = await openReadModels(postgres.url);
  await migrate(dataSource, [SAMPLE_PROJECTION]);
});
afterAll(() => dataSource.destroy());

const RUNTIME = { schema: RUNTIME_SCHEMA, entities: RUNTIME_ENTITIES };

it('the migrations of the runtime create the tables that the entities declare', async () => {
  expect(await listSchemaChanges(postgres.url, RUNTIME)).toEqual([]);
});

it('the migrations of a generation create the tables that the entities declare', async () => {
  expect(await listGenerationChanges(postgres.url, SAMPLE_PROJECTION)).toEqual([]);
});

it('a table without an entity is found', async () => {
  const [, ...entities] = RUNTIME_ENTITIES;
  expect(await listSchemaChanges(postgres.url, { ...RUNTIME, entities })).toEqual([
    `DROP TABLE "${RUNTIME_SCHEMA}"."positions"`,
  ]);
});

it.each([
  {
    change: 'RENAME COLUMN next_seq TO next_pseq',
    undo: 'RENAME COLUMN next_pseq TO next_seq',
    found: `ALTER TABLE "${RUNTIME_SCHEMA}"."positions" RENAME COLUMN "next_pseq" TO "next_seq"`,
  },
  {
    change: 'ALTER COLUMN identity SET NOT NULL',
    undo: 'ALTER COLUMN identity DROP NOT NULL',
    found: `ALTER TABLE "${RUNTIME_SCHEMA}"."positions" ALTER COLUMN "identity" DROP NOT NULL`,
  },
  {
    change: 'ALTER COLUMN state DROP DEFAULT',
    undo: `ALTER COLUMN state SET DEFAULT 'stopped'`,
    found: `ALTER TABLE "${RUNTIME_SCHEMA}"."positions" ALTER COLUMN "state" SET DEFAULT 'stopped'`,
  },
])('a difference is found: $change', async ({ change, undo, found }) => {
  await dataSource.query(`ALTER TABLE ${RUNTIME_SCHEMA}.positions ${change}`);
  const changes = await listSchemaChanges(postgres.url, RUNTIME);
  await dataSource.query(`ALTER TABLE ${RUNTIME_SCHEMA}.positions ${undo}`);

  expect(changes).toEqual([found]);
  expect(await listSchemaChanges(postgres.url, RUNTIME)).toEqual([]);
});
