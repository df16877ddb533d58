import { readdir, readFile } from 'node:fs/promises';
import { Catalogue, CATALOGUE, parseEvent } from '@rapporteur/contracts';
import {
  catchUp,
  resetReadModel,
  listParkedCommands,
  migrate,
  requireServingGeneration,
  rebuild,
  retryParked,
  computeStateHash,
} from '@rapporteur/projection-runtime';
import { usePostgres } from '@rapporteur/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  GOLDEN_STATE,
  readGoldenEvents,
  createGoldenLog,
  type GoldenState,
  readGoldenState,
} from './testing/golden-record.ts';
import { PARTICIPATION } from './participation/projection.ts';
import { READ_MODELS } from './read-models.ts';

const NAMED_READ_MODELS = READ_MODELS.map((projection) => [projection.name, projection] as const);
const SCHEMAS = new URL('../../contracts/schemas/events/', import.meta.url);

const postgres = usePostgres();
let dataSource: DataSource;

beforeAll(async () => {
  dataSource = await connect(postgres.url);
  await migrate(dataSource, READ_MODELS);
});
afterAll(() => dataSource.destroy());

const connect = (url: string): Promise<DataSource> =>
  new DataSource({ type: 'postgres', url }).initialize();

/** The catalogue of a later release, which has version 2 of `MeetingHeld`. */
function laterCatalogue(upcasters: ConstructorParameters<typeof Catalogue>[1]): Catalogue {
  const definitions = CATALOGUE.definitions.map((definition) =>
    definition.type === 'MeetingHeld'
      ? { ...definition, version: 2, wireType: 'org.rapporteur.meeting-held.v2' }
      : definition,
  );
  return new Catalogue(definitions, upcasters);
}

describe('The golden log', { timeout: 120_000 }, () => {
  it('contains every version of every event type', async () => {
    const types = new Set((await readGoldenEvents()).map((bytes) => parseEvent(bytes).type));
    const storedTypes = (await readdir(SCHEMAS)).map(
      (file) => `org.rapporteur.${file.replace(/\.json$/, '')}`,
    );
    expect(storedTypes.length).toBeGreaterThan(40);
    expect(storedTypes.filter((type) => !types.has(type))).toEqual([]);
  });

  it.each(NAMED_READ_MODELS)(
    'gives the rows of %s that are stored for its version',
    async (_, projection) => {
      const states = JSON.parse(await readFile(GOLDEN_STATE, 'utf8')) as readonly GoldenState[];
      await resetReadModel(dataSource, projection);
      await catchUp(
        { projection, dataSource, catalogue: CATALOGUE, log: await createGoldenLog() },
        0,
      );
      const expected = states.find((state) => state.projection === projection.name);
      const advice = 'Raise the version of the projection and run pnpm golden.';
      expect(await readGoldenState(dataSource, projection), advice).toEqual(expected);
    },
  );

  it('is parked without an upcaster, and gives the same rows after a retry with it', async () => {
    const source = { projection: PARTICIPATION, dataSource, log: await createGoldenLog() };
    await resetReadModel(dataSource, PARTICIPATION);
    await catchUp({ ...source, catalogue: CATALOGUE }, 0);
    const before = await computeStateHash(dataSource, PARTICIPATION);
    await resetReadModel(dataSource, PARTICIPATION);
    await catchUp({ ...source, catalogue: laterCatalogue([]) }, 0);
    const [parked] = await listParkedCommands(dataSource.manager, [PARTICIPATION]);
    expect(parked?.code).toBe('PROJECTION_EVENT_UNKNOWN');
    expect(parked?.reason).toContain(
      'org.rapporteur.meeting-held.v1, which this release does not know',
    );
    const from = 'org.rapporteur.meeting-held.v1';
    const to = 'org.rapporteur.meeting-held.v2';
    const catalogue = laterCatalogue([{ from, to, upcast: (data) => ({ ...data }) }]);
    const { schema } = await requireServingGeneration(dataSource.manager, PARTICIPATION);
    expect(
      await retryParked({ ...source, catalogue: catalogue }, { schema, partition: 0 }),
    ).toEqual([]);
    expect(await computeStateHash(dataSource, PARTICIPATION)).toEqual(before);
    await resetReadModel(dataSource, PARTICIPATION);
    await catchUp({ ...source, catalogue: catalogue }, 0);
    expect(await computeStateHash(dataSource, PARTICIPATION)).toEqual(before);
  });
});

describe('A read model of two partitions', { timeout: 120_000 }, () => {
  it.each(NAMED_READ_MODELS)(
    'has the same hash after sequential, sharded and rebuilt projection: %s',
    async (_, projection) => {
      const log = await createGoldenLog(2);
      const source = { projection, dataSource, catalogue: CATALOGUE, log };
      await resetReadModel(dataSource, projection);
      await catchUp(source, 0);
      await catchUp(source, 1);
      const sequential = await computeStateHash(dataSource, projection);
      expect(sequential.tables.reduce((rows, table) => rows + table.rows, 0)).toBeGreaterThan(0);

      await resetReadModel(dataSource, projection);
      const other = await connect(postgres.url);
      await Promise.all([catchUp(source, 0), catchUp({ ...source, dataSource: other }, 1)]);
      await other.destroy();
      expect(await computeStateHash(dataSource, projection)).toEqual(sequential);

      const { swapped } = await rebuild({
        ...source,
        owner: 'rebuild',
        signal: new AbortController().signal,
      });
      expect(swapped).not.toBeNull();
      expect(await computeStateHash(dataSource, projection)).toEqual(sequential);
    },
  );
});
