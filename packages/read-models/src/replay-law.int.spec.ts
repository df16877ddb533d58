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

const NAMED = READ_MODELS.map((projection) => [projection.name, projection] as const);
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
  it('holds every version of every event that there ever was', async () => {
    const types = new Set((await readGoldenEvents()).map((bytes) => parseEvent(bytes).type));
    const described = (await readdir(SCHEMAS)).map(
      (file) => `org.rapporteur.${file.replace(/\.json$/, '')}`,
    );
    expect(described.length).toBeGreaterThan(40);
    expect(described.filter((type) => !types.has(type))).toEqual([]);
  });

  it.each(NAMED)(
    'comes to the rows in %s that were written down for its version',
    async (_, projection) => {
      const states = JSON.parse(await readFile(GOLDEN_STATE, 'utf8')) as readonly GoldenState[];
      await resetReadModel(dataSource, projection);
      await catchUp(
        { projection, dataSource, catalogue: CATALOGUE, log: await createGoldenLog() },
        0,
      );
      const expected = states.find((state) => state.projection === projection.name);
      const why =
        'raise the version of the projection, say what differs, and record it anew with pnpm golden';
      expect(await readGoldenState(dataSource, projection), why).toEqual(expected);
    },
  );

  it('is parked by a release that forgot to wire an upcaster, and comes to the same where it is wired', async () => {
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
    const [from, to] = ['org.rapporteur.meeting-held.v1', 'org.rapporteur.meeting-held.v2'];
    const wired = laterCatalogue([{ from, to, upcast: (data) => ({ ...data }) }]);
    const { schema } = await requireServingGeneration(dataSource.manager, PARTICIPATION);
    expect(await retryParked({ ...source, catalogue: wired }, { schema, partition: 0 })).toEqual(
      [],
    );
    expect(await computeStateHash(dataSource, PARTICIPATION)).toEqual(before);
    await resetReadModel(dataSource, PARTICIPATION);
    await catchUp({ ...source, catalogue: wired }, 0);
    expect(await computeStateHash(dataSource, PARTICIPATION)).toEqual(before);
  });
});

describe('A read model of two partitions', { timeout: 120_000 }, () => {
  it.each(NAMED)(
    'is the same made in one go, in two shards, and again beside: %s',
    async (_, projection) => {
      const log = await createGoldenLog(2);
      const source = { projection, dataSource, catalogue: CATALOGUE, log };
      await resetReadModel(dataSource, projection);
      await catchUp(source, 0);
      await catchUp(source, 1);
      const inOneGo = await computeStateHash(dataSource, projection);
      expect(inOneGo.tables.reduce((rows, table) => rows + table.rows, 0)).toBeGreaterThan(0);

      await resetReadModel(dataSource, projection);
      const other = await connect(postgres.url);
      await Promise.all([catchUp(source, 0), catchUp({ ...source, dataSource: other }, 1)]);
      await other.destroy();
      expect(await computeStateHash(dataSource, projection)).toEqual(inOneGo);

      const { swapped } = await rebuild({
        ...source,
        owner: 'rebuild',
        signal: new AbortController().signal,
      });
      expect(swapped).not.toBeNull();
      expect(await computeStateHash(dataSource, projection)).toEqual(inOneGo);
    },
  );
});
