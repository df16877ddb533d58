import { resetReadModel, computeStateHash } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { ALL_FACTS, type RecordFixture } from '../testing/record-fixture.ts';

/** Queries of every read model, and one that uses all three. */
const PATHS = [
  'timeline?body=sco&organs=true',
  'facts?limit=1000',
  'participation?body=sco-rats-council',
  'participation/ranking',
  'states/PAK',
  'decisions',
  'incidents',
  'condemnations',
  'positions/verbs',
  'reports',
  'sources',
  'bodies',
  'corrections',
  'meetings/sco-rats-council-44',
];
const REBUILD_TIMEOUT_MS = 90_000;

/** Rebuilding read models: Q49. */
export function testRebuilding(getRecord: () => RecordFixture, databaseUrl: () => string): void {
  describe('Rebuilding', () => {
    it(
      'Q49 Rebuild every read model from event 0: same answers?',
      async () => {
        await using database = await connect(databaseUrl());
        const readHashes = async () => {
          const all = await Promise.all(
            READ_MODELS.map((model) => computeStateHash(database.source, model)),
          );
          return all.map(({ hash }) => hash);
        };
        const readResponses = async () => {
          const texts: string[] = [];
          for (const path of PATHS) {
            const response = await getRecord().query(path);
            expect(response.status, path).toBe(200);
            texts.push(response.text);
          }
          return texts;
        };
        const hashesBefore = await readHashes();
        const responsesBefore = await readResponses();
        for (const model of READ_MODELS) await resetReadModel(database.source, model);
        // This query waits for the position in all three read models.
        await getRecord().query('meetings/sco-rats-council-44');
        expect(await readHashes()).toEqual(hashesBefore);
        expect(await readResponses()).toEqual(responsesBefore);

        const extents = (await getRecord().query('sources')).items.map(
          ({ document, held: extent }) => [document, extent],
        );
        expect(extents).toEqual([
          ['rats-council-44-note', 'full'],
          ['reliable-barrier-article', 'full'],
          // The article cites it, but its text is not recorded.
          ['ru-law-days-of-military-glory', 'cited'],
          ['tianjin-declaration', 'extract'],
        ]);
        const facts = await getRecord().query('facts?limit=1000');
        expect(facts.facts()).toEqual(ALL_FACTS.toSorted());
        expect(facts.facts()).toHaveLength(122);
        const announced = facts.items.filter((item) => facts.facts(item).includes('B04'));
        expect(announced.map((item) => facts.facts(item))).toEqual([['B04', 'B59']]);
      },
      REBUILD_TIMEOUT_MS,
    );
  });
}

async function connect(url: string) {
  const source = await new DataSource({ type: 'postgres', url }).initialize();
  return { source, [Symbol.asyncDispose]: () => source.destroy() };
}
