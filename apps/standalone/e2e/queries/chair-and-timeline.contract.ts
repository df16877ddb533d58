import { describe, expect, it } from 'vitest';
import type { RunQuery } from '../testing/record-fixture.ts';

const EFFECTIVE = {
  stated: true,
  edtf: '2025-09-10',
  basis: 'derived',
  rule: 'chair-effective-on-meeting-date',
};
const KINDS = [
  'BodyDescribed:established',
  'MeetingHeld',
  'ChairmanshipTransferred',
  'ProgrammeAdopted',
  'DecisionStatusReported',
  'MandateChangeReported',
  'ActivityReported',
  'AgreementReached',
  'NextMeetingAgreed',
];

/** The chair, the next meeting and the timeline: Q10 to Q13 and Q54. */
export function testChairAndTimeline(query: RunQuery, initialPosition: () => string): void {
  describe('The chair, the next meeting and the timeline', () => {
    it('Q10 Who chairs the RATS Council on 1 Oct 2025?', async () => {
      const response = await query('bodies/sco-rats-council/chair?asOf=2025-10-01');
      const { holder } = response.data as { holder: unknown };
      expect(holder).toMatchObject({
        holder: { id: 'PAK', kind: 'state' },
        since: EFFECTIVE,
        until: { stated: false },
      });
      expect(response.facts(holder)).toEqual(['A32']);
      expect(response.data).toMatchObject({ possibly: [] });
    });

    it('Q11 Who chaired it on 9 Sep 2025?', async () => {
      const response = await query('bodies/sco-rats-council/chair?asOf=2025-09-09');
      const { holder } = response.data as { holder: unknown };
      expect(holder).toMatchObject({
        holder: { id: 'KGZ' },
        person: null,
        since: { stated: false },
        until: EFFECTIVE,
      });
      expect(response.facts(holder)).toEqual(['A03', 'A32']);
    });

    it('Q12 Who chairs the SCO itself?', async () => {
      const { data } = await query('bodies/sco/chair?asOf=2025-10-01');
      expect(data).toMatchObject({
        body: 'sco',
        recorded: false,
        holder: null,
        possibly: [],
        line: [],
      });
    });

    it('Q13 When is the next RATS Council meeting and where?', async () => {
      const response = await query('next-meetings?body=sco-rats-council');
      expect(response.data).toMatchObject([
        {
          after: 'sco-rats-council-44',
          place: { name: 'Tashkent', country: null },
          venue: 'SCO RATS Executive Committee',
          scheduledOn: { stated: false },
          ordinal: { value: 45, basis: 'derived', rule: 'next-is-last-plus-one' },
          parties: { stated: false },
          held: { recorded: false },
        },
      ]);
      expect(response.facts()).toEqual(['A33']);
    });

    it('Q54 Timeline of body SCO RATS with its organs (before the correction)', async () => {
      const types = KINDS.join(',');
      const filter = `body=sco-rats&organs=true&type=${types}`;
      const path = `timeline?${filter}&asOfRecorded=${initialPosition()}`;
      const response = await query(path);
      const placed = response.items.map((item) => {
        const { edtf, stated } = item['placedOn'] as { edtf?: string; stated: boolean };
        return `${response.facts(item).join(' ')} ${stated ? edtf : 'no date'}`;
      });
      expect(placed.toSorted()).toEqual([
        'A02 2025-09-10',
        'A22 2026',
        'A32 2025-09-10',
        'A33 no date',
        'B04 B59 [2024-07,2025-07]',
        'B24 2002',
        'B25 2025/2027',
        'B26 [2024-07,2025-07]',
        'B27 2013/..',
        'B28 no date',
        'B29 no date',
      ]);
      // The order is by date; items without a date come last.
      const order = placed.map((line) => line.slice(0, 3));
      expect(order.slice(0, 2)).toEqual(['B24', 'B27']);
      expect(order.slice(-3).toSorted()).toEqual(['A33', 'B28', 'B29']);
    });
  });
}
