import { describe, expect, it } from 'vitest';
import type { GetNotes, NoteFact } from '../testing/notes-fixture.ts';

const transferred = (to: object, effectiveOn: string, more: object = {}): NoteFact => ({
  type: 'ChairmanshipTransferred',
  body: 'union',
  to,
  effectiveOn,
  quote: `The chair went to ${Object.values(to).join()} as of ${effectiveOn}`,
  ...more,
});
const recorded = (chair: object, stage: string, more: object): NoteFact => ({
  type: 'ChairmanshipRecorded',
  body: 'union',
  chair,
  stage,
  quote: `${Object.values(chair).join()} is the ${stage} chair: ${Object.values(more).join()}`,
  ...more,
});
const AUSTRIA = { AUT: 'Austria' };
const PERU = { PER: 'Peru' };
const GHANA = { GHA: 'Ghana' };

/** The chair rests on evidence: cases of several facts about one chair. */
export function testChairs(getNotes: GetNotes): void {
  /** Records one note, and returns the chair on days as `known holder`. */
  const readChairs = async (
    collection: string,
    facts: readonly NoteFact[],
    days: readonly string[],
  ): Promise<readonly string[]> => {
    await getNotes().record(collection, { document: `${collection}-note`, facts });
    const chairs: string[] = [];
    for (const day of days) {
      const path = `bodies/union/chair?asOf=${day}`;
      const { data } = await getNotes().query(collection, path);
      chairs.push([data.known, data.holder?.holder.id].filter(Boolean).join(' '));
    }
    return chairs;
  };

  describe('The chair on a day', () => {
    it('is not known once a meeting had another chair, and names the evidence on both sides', async () => {
      const facts = [
        transferred(AUSTRIA, '2011-02-01'),
        {
          type: 'MeetingHeld',
          meeting: 'union-4',
          body: 'union',
          ordinal: 4,
          occurredOn: '2014-06-03',
          quote: 'The 4th meeting of the Union took place on 3 June 2014',
        },
        { type: 'MeetingChaired', meeting: 'union-4', chairs: PERU, quote: 'Peru presided' },
        recorded(GHANA, 'current', { heldAsOf: '2019-01-01' }),
      ];
      expect(
        await readChairs('chair-evidence', facts, ['2011-03-01', '2014-06-03', '2016-01-01']),
      ).toEqual(['not-known', 'told PER', 'not-known']);
      const { data } = await getNotes().query(
        'chair-evidence',
        'bodies/union/chair?asOf=2016-01-01',
      );
      expect([data.lastKnown.holder.id, data.lastKnown.on.earliest]).toEqual(['PER', '2014-06-03']);
      expect([data.nextKnown.holder.id, data.nextKnown.on.earliest]).toEqual(['GHA', '2019-01-01']);
    });

    it('ends with a term of a year in words', async () => {
      const facts = [transferred(PERU, '2031-01-01', { term: '2031' })];
      expect(await readChairs('chair-term', facts, ['2031-12-31', '2032-01-01'])).toEqual([
        'told PER',
        'not-known',
      ]);
    });

    it('is told on the days of a term of whole years', async () => {
      const facts = [recorded(PERU, 'current', { startedOn: '2021', endedOn: '2022' })];
      expect(await readChairs('chair-years', facts, ['2021-12-31', '2022-01-01'])).toEqual([
        'told PER',
        'told PER',
      ]);
    });

    it('ends where other evidence begins, known to the day or to the year', async () => {
      const start = transferred(AUSTRIA, '2033-07-04');
      const followers = {
        'chair-next-years': recorded(PERU, 'outgoing', { startedOn: '2034', endedOn: '2035' }),
        'chair-next-days': recorded(PERU, 'outgoing', {
          startedOn: '2034-07-04',
          endedOn: '2035-07-04',
        }),
        'chair-next-start': recorded(PERU, 'current', { startedOn: '2034-07-04' }),
      };
      const days = ['2033-07-04', '2034-01-15', '2034-07-04', '2035-01-01', '2036-02-01'];
      const lines: Record<string, readonly string[]> = {};
      for (const [collection, next] of Object.entries(followers))
        lines[collection] = await readChairs(collection, [start, next], days);
      expect(lines).toEqual({
        'chair-next-years': ['told AUT', 'not-known', 'not-known', 'told PER', 'not-known'],
        'chair-next-days': ['told AUT', 'presumed AUT', 'told PER', 'told PER', 'not-known'],
        'chair-next-start': [
          'told AUT',
          'presumed AUT',
          'told PER',
          'presumed PER',
          'presumed PER',
        ],
      });
      const { data } = await getNotes().query(
        'chair-next-years',
        'bodies/union/chair?asOf=2034-07-04',
      );
      expect(data.changedIn).toMatchObject({ edtf: '2034' });
    });

    it('is told from an upper bound on', async () => {
      const facts = [recorded(PERU, 'current', { startedOn: '../2020-05-10' })];
      const [before, on] = await readChairs('chair-by', facts, ['2020-05-09', '2020-05-10']);
      expect(before).not.toBe('told PER');
      expect(on).toBe('told PER');
    });

    it('is neither the incoming nor the outgoing one', async () => {
      const facts = [
        recorded(AUSTRIA, 'incoming', { heldAsOf: '2028-04-01' }),
        recorded(PERU, 'outgoing', { heldAsOf: '2028-04-01' }),
        recorded(GHANA, 'current', { heldAsOf: '2028-04-01' }),
      ];
      expect(await readChairs('chair-stages', facts, ['2028-04-01'])).toEqual(['told GHA']);
    });

    it('is one holder under two names', async () => {
      const facts = [
        recorded({ CIV: 'Côte d’Ivoire' }, 'current', { heldAsOf: '2028-04-01' }),
        recorded({ CIV: 'Ivory Coast' }, 'current', { heldAsOf: '2028-04-02' }),
      ];
      expect(await readChairs('chair-names', facts, ['2028-04-01', '2028-04-02'])).toEqual([
        'told CIV',
        'told CIV',
      ]);
    });

    it('is not the planned chair of an announced meeting', async () => {
      const facts = [
        {
          type: 'MeetingAnnounced',
          meeting: 'union-2040',
          body: 'union',
          scheduledOn: '2040-03-03',
          chair: GHANA,
          quote: 'Ghana will preside over the meeting of 3 March 2040',
        },
      ];
      const [chair] = await readChairs('chair-planned', facts, ['2040-03-03']);
      expect(chair).not.toContain('told');
      expect(chair).not.toContain('GHA');
    });

    it('is the one that a person chose where two sources differ', async () => {
      const term = { startedOn: '2030-01-01', endedOn: '2030-12-31' };
      const facts = [recorded(AUSTRIA, 'current', term), recorded(PERU, 'current', term)];
      expect(await readChairs('chair-settled', facts, ['2030-06-01'])).toEqual(['sources-differ']);
      const [conflict] = (await getNotes().query('chair-settled', 'conflicts')).data;
      const [, peru] = conflict.sentences;
      expect(peru.sentence).toContain('Peru');
      await getNotes().send('ResolveConflict', {
        collection: 'chair-settled',
        conflict: conflict.conflict,
        resolution: 'The minutes name Peru.',
        holds: peru.event,
      });
      const { data } = await getNotes().query(
        'chair-settled',
        'bodies/union/chair?asOf=2030-06-01',
      );
      expect(data).toMatchObject({ known: 'settled', holder: { holder: { id: 'PER' } } });
      expect(data.possibly).toHaveLength(2);
      const { out } = await getNotes().run(
        'query chair union --as-of 2030-06-01 --collections chair-settled',
      );
      expect(out).toContain('as was settled; sources differ: Austria or Peru');
    });

    it('is nobody where two sources differ, whichever was recorded first', async () => {
      const first = recorded(AUSTRIA, 'current', {
        startedOn: '2030-01-01',
        endedOn: '2030-12-31',
      });
      const second = recorded(PERU, 'current', { startedOn: '2030-01-01', endedOn: '2030-12-31' });
      for (const [collection, facts] of [
        ['chair-differs-a', [first, second]],
        ['chair-differs-b', [second, first]],
      ] as const) {
        expect(await readChairs(collection, facts, ['2030-06-01'])).toEqual(['sources-differ']);
        const { data } = await getNotes().query(collection, 'bodies/union/chair?asOf=2030-06-01');
        const holders = data.possibly.map(({ holder }: { holder: { id: string } }) => holder.id);
        expect(holders.toSorted()).toEqual(['AUT', 'PER']);
      }
    });
  });
}
