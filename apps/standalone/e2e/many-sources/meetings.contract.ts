import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, Note } from '../testing/notes-fixture.ts';

const announced = (scheduledOn: string, more: object = {}) => ({
  type: 'MeetingAnnounced',
  meeting: 'union-12',
  body: 'union',
  scheduledOn,
  quote: `The Union will meet on ${scheduledOn}`,
  ...more,
});

/** Everything recorded of a meeting is on its page, whatever document states it. */
export function testMeetings(getNotes: GetNotes): void {
  const find = async (collection: string, meeting: string): Promise<AnswerValue> =>
    (await getNotes().query(collection, `meetings/${meeting}`)).data;

  describe('The page of a meeting', () => {
    it('has the announced place, chair, agenda and guests', async () => {
      const plan = {
        place: 'Porto',
        chair: { MLT: 'Malta' },
        expected: { PRT: 'Portugal' },
        agenda: 'wax prices',
      };
      await getNotes().record('planned', {
        document: 'plan',
        facts: [announced('2032-06-03', plan)],
      });
      expect(await find('planned', 'union-12')).toMatchObject({
        stage: 'announced',
        scheduledOn: { edtf: '2032-06-03' },
        scheduledPlaces: [{ name: 'Porto' }],
        plannedChair: { id: 'MLT' },
        agenda: ['wax prices'],
        expected: [{ id: 'PRT' }],
        chairs: [],
      });
    });

    it('has the places announced and held, and a stated count of delegations', async () => {
      const notice: Note = {
        document: 'notice',
        facts: [announced('2032-05-05', { place: 'Turin' })],
      };
      const report: Note = {
        document: 'report',
        actors: { eleven: { kind: 'class', of: 'union', nameAsWritten: 'Eleven states' } },
        facts: [
          {
            type: 'MeetingHeld',
            meeting: 'union-12',
            body: 'union',
            occurredOn: '2032-05-06',
            places: 'Lyon',
            quote: 'The Union met on 6 May 2032 in Lyon',
          },
          {
            type: 'DelegationAttended',
            meeting: 'union-12',
            state: 'eleven',
            basis: 'class',
            count: { min: 11, max: 11, ofWhat: 'states' },
            quote: 'Eleven states attended',
          },
        ],
      };
      for (const [collection, notes] of [
        ['held-after', [notice, report]],
        ['held-before', [report, notice]],
      ] as const) {
        await getNotes().record(collection, ...notes);
        const page = await find(collection, 'union-12');
        expect(page).toMatchObject({
          stage: 'held',
          heldOn: { edtf: '2032-05-06' },
          scheduledOn: { edtf: '2032-05-05' },
          places: [{ name: 'Lyon' }],
          scheduledPlaces: [{ name: 'Turin' }],
          openConflicts: [],
          documents: ['notice', 'report'],
        });
        expect(page.participants.statedCounts).toMatchObject([
          { nameAsWritten: 'Eleven states', count: { min: 11, max: 11 } },
        ]);
      }
    });

    it('has two announced days, marked, in both orders', async () => {
      const notes = ['2032-05-22/2032-05-25', '2032-05-23/2032-05-25'].map((days, n) => ({
        document: `days-${n}`,
        facts: [announced(days)],
      }));
      for (const [collection, ordered] of [
        ['days-first', notes],
        ['days-second', notes.toReversed()],
      ] as const) {
        await getNotes().record(collection, ...ordered);
        const page = await find(collection, 'union-12');
        const days = page.announcedDays.map(({ edtf }: AnswerValue) => edtf);
        expect(days.toSorted()).toEqual(['2032-05-22/2032-05-25', '2032-05-23/2032-05-25']);
        expect(page.agreement.scheduledOn).toBe('sources differ');
        expect(page.openConflicts).toMatchObject([{ field: 'scheduledOn' }]);
      }
    });
  });

  describe('A meeting with a class of states', () => {
    it('says nothing of a single state', async () => {
      await getNotes().record('classes', {
        document: 'class-note',
        bodies: [{ body: 'union-office', name: 'Office', kind: 'organ', parents: 'union' }],
        actors: {
          members: { kind: 'class', of: 'union', nameAsWritten: 'All members' },
          'union-office': { kind: 'organ', nameAsWritten: 'the Office' },
        },
        facts: [
          {
            type: 'MeetingHeld',
            meeting: 'union-1',
            body: 'union',
            ordinal: 1,
            quote: 'The first meeting',
          },
          {
            type: 'DelegationAttended',
            meeting: 'union-1',
            state: 'members',
            basis: 'class',
            quote: 'All members attended',
          },
          {
            type: 'OrganAttended',
            meeting: 'union-1',
            organ: 'union-office',
            quote: 'the Office attended',
          },
          {
            type: 'MeetingHeld',
            meeting: 'union-2',
            body: 'union',
            ordinal: 2,
            quote: 'The second meeting',
          },
          {
            type: 'DelegationAttended',
            meeting: 'union-2',
            state: { MLT: 'Malta' },
            basis: 'named',
            quote: 'Malta attended the second',
          },
          {
            type: 'MeetingHeld',
            meeting: 'union-3',
            body: 'union',
            ordinal: 3,
            quote: 'The third',
          },
          {
            type: 'DelegationAttended',
            meeting: 'union-3',
            state: { PRT: 'Portugal' },
            basis: 'named',
            quote: 'Portugal attended the third',
          },
          {
            type: 'DelegationAttended',
            meeting: 'union-3',
            state: 'members',
            basis: 'class',
            quote: 'so did All members',
          },
        ],
      });
      const { data } = await getNotes().query('classes', 'participation');
      const [malta, portugal] = data.states;
      expect(data.others[0]).toMatchObject({ actor: 'members', name: 'All members' });
      expect(malta).toMatchObject({ actor: 'MLT', namedAttended: 1, meetingsWithList: 1 });
      const cells = malta.cells.map(({ meeting, kind }: AnswerValue) => `${meeting} ${kind}`);
      expect(cells).toEqual(['union-1 not-stated', 'union-2 attended', 'union-3 not-stated']);
      expect(portugal).toMatchObject({
        namedAttended: 1,
        total: '0 of 1 meeting with a recorded list',
      });
      const page = await find('classes', 'union-1');
      expect(page.participants).toMatchObject({ listing: 'by-class', statesNamed: 0 });
    });
  });
}
