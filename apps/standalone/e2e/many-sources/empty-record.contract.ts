import { CLI_QUERIES } from '@rapporteur/cli';
import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes } from '../testing/notes-fixture.ts';

/** Returns whether an answer has no row, however it is nested. */
function isEmpty(data: AnswerValue): boolean {
  return Array.isArray(data)
    ? data.length === 0
    : Object.values(data as object).every((each) => isEmpty(each));
}

/** Queries of a record without any collection. Call it before anything is recorded. */
export function testEmptyRecord(getNotes: GetNotes): void {
  const lists = CLI_QUERIES.filter(({ pathParameters }) => pathParameters.length === 0);
  // A comparison of two members answers for any two: they may never have voted.
  const pages = CLI_QUERIES.filter(({ pathParameters }) => pathParameters.length === 1);

  describe('An empty record', () => {
    it.each(lists.map(({ name, path }) => [name, path]))('has no row in %s', async (_, path) => {
      const answer = await getNotes().get(`/v1/${path}`);
      expect(answer).toMatchObject({ collections: [], position: '', incomplete: false });
      expect(isEmpty(answer.data)).toBe(true);
    });

    it.each(pages.map(({ name, path }) => [name, path]))('has no %s', async (_, path) => {
      const { status, answer } = await getNotes().fetch(`/v1/${path.replace(/\{\w+\}/, 'x')}`);
      expect([status, answer.code]).toEqual([404, expect.stringMatching(/_UNKNOWN$/)]);
    });

    it('does not know a state', async () => {
      const { data } = await getNotes().get('/v1/states/UZB');
      expect(data).toMatchObject({ name: 'Uzbekistan', known: false, participations: [] });
    });

    it.each(lists.map(({ name }) => name))('is told by the command line: %s', async (name) => {
      const { exitCode, err } = await getNotes().run(`query ${name}`);
      expect(err).toBe('The record has no collection.\n');
      expect(exitCode).toBe(0);
    });

    it('is told from an unknown collection', async () => {
      const { status, answer } = await getNotes().fetch('/v1/collections/orchards/bodies');
      expect([status, answer.code]).toEqual([404, 'COLLECTION_UNKNOWN']);
    });
  });
}
