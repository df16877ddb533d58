import { describe, expect, it } from 'vitest';
import type { RunQuery } from '../testing/record-fixture.ts';

const OF_44 = 'meeting=sco-rats-council-44';
const MEETING = 'meetings/sco-rats-council-44';
const CAMPAIGNS = 'decisions/joint-information-campaigns-2026';

/** Decisions and their status: Q14 to Q22. */
export function testDecisions(query: RunQuery): void {
  describe('Decisions', () => {
    it('Q14 List what meeting 44 approved', async () => {
      const response = await query(`decisions?${OF_44}&strength=approved`);
      expect(response.data).toMatchObject([
        {
          kind: 'work-plan',
          verb: 'approved',
          details: { of: { id: 'sco-rats-executive-committee' } },
        },
        {
          kind: 'work-plan',
          verb: 'approved',
          details: { of: { id: 'sco-rats-expert-groups', kind: 'class' } },
        },
      ]);
      expect(response.items.map((item) => response.facts(item))).toEqual([['A16'], ['A17']]);
      expect((await query(`decisions?${OF_44}&verb=approved`)).facts()).toEqual(['A16', 'A17']);
    });

    it('Q15 List agreements reached at meeting 44', async () => {
      const response = await query(`decisions?${OF_44}&strength=agreed`);
      expect(response.data).toMatchObject([
        { type: 'AgreementReached', name: 'joint information campaigns', due: { edtf: '2026' } },
        {
          type: 'NextMeetingAgreed',
          details: { place: { name: 'Tashkent' } },
          due: { stated: false },
        },
      ]);
      expect(response.items.map((item) => response.facts(item))).toEqual([['A22'], ['A33']]);
    });

    it('Q16 Which mechanisms were developed and for what?', async () => {
      const response = await query('decisions?kind=mechanism');
      expect(response.data).toMatchObject([
        { verb: 'developed', topic: 'counter-financing' },
        { verb: 'developed', topic: 'information-exchange-against-movement-of-members' },
      ]);
      expect(response.items.map((item) => response.facts(item))).toEqual([['A18'], ['A19']]);
    });

    it('Q17 Which outputs mention artificial intelligence? digital evidence?', async () => {
      expect((await query('decisions?topic=artificial-intelligence')).facts()).toEqual(['A20']);
      expect((await query('decisions?topic=digital-evidence')).facts()).toEqual(['A21']);
    });

    it('Q18 Which commitments fall due in 2026?', async () => {
      const response = await query('decisions?due=2026');
      expect(response.data).toMatchObject([
        {
          name: 'joint information campaigns',
          commitment: true,
          due: { kind: 'due', edtf: '2026', precision: 'year' },
        },
      ]);
      expect(response.facts()).toEqual(['A22']);
    });

    it('Q19 Is that commitment overdue on 31 Dec 2026? on 1 Jan 2027?', async () => {
      const status = async (day: string) => (await query(`${CAMPAIGNS}?asOf=${day}`)).data;
      expect(await status('2026-12-31')).toMatchObject({
        status: { status: 'open', day: '2026-12-31' },
      });
      expect(await status('2027-01-01')).toMatchObject({
        status: { status: 'overdue', rule: 'due-day-passed', day: '2027-01-01' },
        statuses: [],
      });
    });

    it('Q20 Which planned activities have no date?', async () => {
      const response = await query('decisions?commitment=true&dated=false');
      expect(response.data).toMatchObject([
        { kind: 'expert-event', hostState: 'PAK', due: { kind: 'scheduled', stated: false } },
        { kind: 'practical-seminar', partOf: 'expert-events-pakistan', due: { stated: false } },
        { type: 'NextMeetingAgreed', due: { stated: false } },
      ]);
      expect(response.items.map((item) => response.facts(item))).toEqual([
        ['A23'],
        ['A24'],
        ['A33'],
      ]);
    });

    it('Q21 Which decisions did meeting 44 review?', async () => {
      const response = await query(MEETING);
      const { considered } = response.data as { considered: readonly { verb: string }[] };
      const reviewed = considered.filter(({ verb }) => verb === 'reviewed');
      expect(reviewed).toMatchObject([
        { strength: 'considered', decisions: [], outcome: null, outcomeStated: false },
      ]);
      expect(response.facts(reviewed)).toEqual(['A15']);
    });

    it('Q22 How many people were awarded?', async () => {
      const response = await query(MEETING);
      const { awards } = response.data as { awards: unknown };
      expect(awards).toMatchObject([
        {
          recipients: 'employees of competent authorities of the member states',
          count: { stated: false },
          award: null,
        },
        {
          recipients: 'officials of the Executive Committee',
          count: { stated: false },
          award: null,
        },
      ]);
      expect(response.facts(awards)).toEqual(['A30', 'A31']);
    });
  });
}
