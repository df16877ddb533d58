import { resetReadModel, computeStateHash } from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { ALL_FACTS, type RecordFixture } from '../record-fixture.ts';

/** A question of every read model, and one that takes all three. */
const QUESTIONS = [
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

/** What a rebuild gives: Q49. */
export function testRebuilding(asked: () => RecordFixture, databaseUrl: () => string): void {
  describe('Rebuilding', () => {
    it(
      'Q49 Rebuild every read model from event 0: same answers?',
      async () => {
        await using database = await connected(databaseUrl());
        const hashes = async () => {
          const all = await Promise.all(
            READ_MODELS.map((model) => computeStateHash(database.source, model)),
          );
          return all.map(({ hash }) => hash);
        };
        const answers = async () => {
          const texts: string[] = [];
          for (const question of QUESTIONS) {
            const answer = await asked().query(question);
            expect(answer.status, question).toBe(200);
            texts.push(answer.text);
          }
          return texts;
        };
        const [hashBefore, answersBefore] = [await hashes(), await answers()];
        for (const model of READ_MODELS) await resetReadModel(database.source, model);
        // One position for all three: the answer comes when the slowest is there again.
        await asked().query('meetings/sco-rats-council-44');
        expect(await hashes()).toEqual(hashBefore);
        expect(await answers()).toEqual(answersBefore);

        const held = (await asked().query('sources')).items.map(({ document, held: extent }) => [
          document,
          extent,
        ]);
        expect(held).toEqual([
          ['rats-council-44-note', 'full'],
          ['reliable-barrier-article', 'full'],
          // Named by the article; nothing of it was seen.
          ['ru-law-days-of-military-glory', 'cited'],
          ['tianjin-declaration', 'extract'],
        ]);
        const facts = await asked().query('facts?limit=1000');
        expect(facts.facts()).toEqual(ALL_FACTS.toSorted());
        expect(facts.facts()).toHaveLength(122);
        const announced = facts.items.filter((item) => facts.facts(item).includes('B04'));
        expect(announced.map((item) => facts.facts(item))).toEqual([['B04', 'B59']]);
      },
      REBUILD_TIMEOUT_MS,
    );
  });
}

async function connected(url: string) {
  const source = await new DataSource({ type: 'postgres', url }).initialize();
  return { source, [Symbol.asyncDispose]: () => source.destroy() };
}
