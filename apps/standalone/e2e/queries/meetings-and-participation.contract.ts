import { describe, expect, it } from 'vitest';
import { type FixtureResponse, type RunQuery, range } from '../testing/record-fixture.ts';

const MEETING = 'meetings/sco-rats-council-44';
const TEN = ['BLR', 'CHN', 'IND', 'IRN', 'KAZ', 'KGZ', 'PAK', 'RUS', 'TJK', 'UZB'];

type Items = readonly Readonly<Record<string, unknown>>[];

/** Returns the facts by role. */
function groupByRole(response: FixtureResponse): Readonly<Record<string, readonly string[]>> {
  const { participations } = response.data as { participations: Items };
  const roles = Map.groupBy(participations, ({ role }) => String(role));
  return Object.fromEntries([...roles].map(([role, rows]) => [role, response.facts(rows)]));
}

/** Meetings and participation: Q01 to Q09 and Q53. */
export function testMeetingsAndParticipation(query: RunQuery): void {
  describe('Meetings and participation', () => {
    it('Q01 When and where was the 44th meeting of the SCO RATS Council?', async () => {
      const response = await query(MEETING);
      expect(response.data).toMatchObject({
        body: 'sco-rats-council',
        stage: 'held',
        ordinal: { value: 44, basis: 'stated' },
        heldOn: { stated: true, edtf: '2025-09-10', precision: 'day', basis: 'stated' },
        places: [
          { name: 'Cholpon-Ata', country: { code: 'KGZ', nameAsWritten: 'Kyrgyz Republic' } },
        ],
        // The note does not state that everybody met in person.
        format: null,
        host: null,
      });
      const { events } = response.data as { events: unknown };
      expect(response.facts({ events })).toEqual(['A02']);
    });

    it('Q02 Who chaired it, as state and as person?', async () => {
      const response = await query(MEETING);
      expect(response.data).toMatchObject({
        chair: {
          stated: true,
          actors: [{ id: 'KGZ', kind: 'state', nameAsWritten: 'the Kyrgyz Republic' }],
        },
        chairs: [{ person: null }],
      });
      expect(response.facts((response.data as { chairs: unknown }).chairs)).toEqual(['A03']);
    });

    it('Q03 Which states sent delegations?', async () => {
      const response = await query(MEETING);
      const { participants } = response.data as {
        participants: { delegations: Items; statesNamed: number };
      };
      const { delegations } = participants;
      expect(participants).toMatchObject({
        recorded: true,
        listing: 'by-name',
        statesNamed: 10,
        heads: [],
      });
      expect(delegations.map(({ actor }) => String(actor)).toSorted()).toEqual(TEN);
      for (const delegation of delegations) {
        expect(delegation).toMatchObject({
          kind: 'state',
          basis: 'named',
          represents: 'competent authorities',
        });
      }
      expect(response.facts(delegations)).toEqual(range('A', 4, 13));
    });

    it('Q04 How many non-state participants, and which?', async () => {
      const response = await query(MEETING);
      const { participants } = response.data as { participants: { organs: Items } };
      expect(participants).toMatchObject({
        organsNamed: 1,
        organs: [{ actor: 'sco-rats-executive-committee', kind: 'organ', capacity: 'secretariat' }],
      });
      expect(participants.organs).toHaveLength(1);
      expect(response.facts(participants.organs)).toEqual(['A14']);
    });

    it('Q05 Did Afghanistan attend the 44th meeting?', async () => {
      const { data } = await query('participation?body=sco-rats-council&state=AFG');
      const { meetings, states } = data as {
        meetings: Items;
        states: readonly { actor: string; cells: Items }[];
      };
      expect(meetings).toMatchObject([{ meeting: 'sco-rats-council-44', listing: 'by-name' }]);
      const afghanistan = states.find(({ actor }) => actor === 'AFG');
      expect(afghanistan?.cells).toMatchObject([{ kind: 'not-listed', roles: [], events: [] }]);
      const kinds = new Set(states.flatMap(({ cells }) => cells.map(({ kind }) => kind)));
      expect(kinds).toEqual(new Set(['attended', 'not-listed']));
    });

    it.each([
      ['ISR', 'the State of Israel'],
      ['USA', 'the United States of America'],
    ])('Q06 Did Israel or the USA take part in anything? %s', async (state, nameAsWritten) => {
      const response = await query(`states/${state}`);
      expect(response.data).toMatchObject({
        known: true,
        takesPart: false,
        participations: [
          {
            role: 'attributed-perpetrator',
            takesPart: false,
            nameAsWritten,
            saidBy: 'sco-member-states',
          },
        ],
      });
      expect(groupByRole(response)).toEqual({ 'attributed-perpetrator': ['A47'] });
    });

    it("Q07 Which states attended the 22nd Defence Ministers' Meeting?", async () => {
      const { data } = await query('meetings/sco-defence-ministers-meeting-22');
      expect(data).toMatchObject({
        stage: 'held',
        participants: {
          recorded: false,
          listing: 'not-stated',
          statesNamed: 0,
          organsNamed: 0,
          delegations: [],
        },
      });
      const matrix = await query('participation?body=sco-defence-ministers-meeting&state=CHN');
      expect(matrix.data).toMatchObject({
        states: [{ actor: 'CHN', cells: [{ kind: 'not-stated' }], attended: 0 }],
      });
    });

    it('Q08 Everything about Pakistan, by role', async () => {
      const response = await query('states/PAK');
      const {
        'place-of-threat': places = [],
        'subject-of-threat': subjects = [],
        ...roles
      } = groupByRole(response);
      expect(roles).toEqual({
        attended: ['A10'],
        'chair-to': ['A32'],
        'host-of-planned-event': ['A23', 'A24'],
        intends: ['B47'],
      });
      expect([...places, ...subjects].toSorted()).toEqual(['B23', 'B44', 'B45', 'B55', 'B57']);
      const part = await query('states/PAK?takesPart=true');
      expect(groupByRole(part)).toEqual({ attended: ['A10'] });
    });

    it('Q09 Everything about Iran, by role', async () => {
      const response = await query('states/IRN');
      const { attended, target = [], ...roles } = groupByRole(response);
      expect(attended).toEqual(['A06']);
      expect(target).toEqual(['A26', 'A47']);
      const otherFacts = Object.values(roles).flat();
      expect([...new Set(otherFacts)].filter((id) => !target.includes(id)).toSorted()).toEqual(
        range('A', 49, 53),
      );
    });

    it('Q53 Rank states by named attendances across the record', async () => {
      const { items } = await query('participation/ranking');
      const ranked = items.map(({ rank, state, namedAttendances }) => [
        rank,
        state,
        namedAttendances,
      ]);
      expect(ranked).toEqual([
        ...TEN.map((state) => [1, state, 1]),
        ...['AFG', 'IRQ', 'ISR', 'SYR', 'USA'].map((state) => [11, state, 0]),
      ]);
    });
  });
}
