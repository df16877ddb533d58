import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, NoteFact } from '../testing/notes-fixture.ts';

const held = (ordinal: number, series: string | null, occurredOn: string): NoteFact => ({
  type: 'MeetingHeld',
  body: 'union',
  ordinal,
  ...(series === null ? {} : { series }),
  occurredOn,
  quote: `Sitzung ${ordinal} von ${series ?? occurredOn}`,
});

/** Numbers of meetings that begin anew by year, term or session. */
export function testNumbering(getNotes: GetNotes): void {
  const list = async (collection: string): Promise<AnswerValue> =>
    (await getNotes().query(collection, 'meetings')).data;

  describe('A number that begins anew', () => {
    it('is no conflict, and its gaps are those of its series', async () => {
      await getNotes().record('numbers', {
        document: 'yearbook',
        facts: [
          held(1, '2040', '2040-01-10'),
          held(3, '2040', '2040-09-01'),
          held(1, '2041', '2041-01-11'),
          held(2, '8. Wahlperiode', '2041-02-01'),
          held(1, 'vierte Tagung', '2041-03-01'),
        ],
      });
      const { meetings, notRecorded } = await list('numbers');
      expect(meetings.map(({ series, name }: AnswerValue) => [series, name])).toEqual([
        ['2040', 'Beekeepers’ Union, meeting 1 (2040)'],
        ['2040', 'Beekeepers’ Union, meeting 3 (2040)'],
        ['2041', 'Beekeepers’ Union, meeting 1 (2041)'],
        ['8. Wahlperiode', 'Beekeepers’ Union, meeting 2 (8. Wahlperiode)'],
        ['vierte Tagung', 'Beekeepers’ Union, meeting 1 (vierte Tagung)'],
      ]);
      expect(
        notRecorded.map(({ series, from, to }: AnswerValue) => `${series}: ${from}-${to}`),
      ).toEqual(['2040: 2-2', '8. Wahlperiode: 1-1']);
      expect((await getNotes().query('numbers', 'conflicts')).data).toEqual([]);
    });

    it('contradicts the same number of the same series only', async () => {
      await getNotes().record('same-numbers', {
        document: 'list',
        facts: [
          { ...held(1, '2040', '2040-01-10'), meeting: 'union-one' },
          { ...held(1, '2040', '2040-02-10'), meeting: 'union-other', quote: 'noch eine erste' },
          { ...held(1, '2041', '2041-02-10'), meeting: 'union-later' },
        ],
      });
      const { data } = await getNotes().query('same-numbers', 'conflicts');
      expect(data).toMatchObject([{ field: 'ordinal' }]);
      expect(data[0].values).toHaveLength(2);
    });

    it('names the meeting with its series, in tables, pages and sentences', async () => {
      await getNotes().record('number-names', {
        document: 'announcement',
        facts: [held(11, '2040', '2040-11-10'), held(2, '12ª legislatura', '2041-01-10')],
      });
      const { data } = await getNotes().query('number-names', 'timeline?type=MeetingHeld');
      expect(data.map(({ sentence }: AnswerValue) => sentence)).toEqual([
        'The Beekeepers’ Union held its 11th meeting (2040) on 10 November 2040.',
        'The Beekeepers’ Union held its 2nd meeting (12ª legislatura) on 10 January 2041.',
      ]);
      const table = await getNotes().run('query meetings --collections number-names');
      expect(table.out, table.err).toMatch(/SERIES/);
      const page = await getNotes().run('query meeting union-2040-11 --collections number-names');
      expect(page.out).toContain('11th meeting of the Beekeepers’ Union (2040)');
    });

    it('of an agreed next meeting is not that of an earlier series', async () => {
      await getNotes().record('next-numbers', {
        document: 'agreed',
        facts: [
          held(1, '2040', '2040-01-10'),
          held(2, '2040', '2040-09-10'),
          {
            type: 'NextMeetingAgreed',
            body: 'union',
            after: 'union-2040-2',
            ordinal: 1,
            series: '2041',
            scheduledOn: '2041-01',
            quote: 'Nächste Sitzung: die erste von 2041',
          },
        ],
      });
      const [agreed] = (await getNotes().query('next-numbers', 'next-meetings')).data;
      expect(agreed).toMatchObject({ series: '2041', held: { recorded: false } });
      await getNotes().record('next-numbers', {
        document: 'held',
        facts: [held(1, '2041', '2041-01-20')],
      });
      const [done] = (await getNotes().query('next-numbers', 'next-meetings')).data;
      expect(done).toMatchObject({ held: { recorded: true, meeting: 'union-2041-1' } });
    });
  });
}
