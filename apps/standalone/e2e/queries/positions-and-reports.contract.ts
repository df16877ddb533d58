import { describe, expect, it } from 'vitest';
import type { FixtureResponse, RunQuery } from '../testing/record-fixture.ts';

const formatPositions = (response: FixtureResponse) =>
  response.items.map(
    (item) => `${String(item['verb'])} ${String(item['topic'])} ${response.facts(item).join(' ')}`,
  );

/** Positions and reports: Q32 to Q34 and Q41 to Q43. */
export function testPositionsAndReports(query: RunQuery): void {
  describe('Positions and reports', () => {
    it('Q32 Which UN instruments are invoked and what is claimed of them?', async () => {
      const resolution = await query('positions?instrument=unscr-2231');
      expect(formatPositions(resolution)).toEqual([
        expect.stringMatching(/^reiterated .* A56$/),
        expect.stringMatching(/^stressed .* A57$/),
        'asserted authority-of-the-security-council A58',
      ]);
      for (const { instruments } of resolution.items) {
        expect(instruments).toMatchObject([
          {
            nameAsWritten: 'UN Security Council Resolution 2231 (2015)',
            issuedBy: 'UN Security Council',
          },
        ]);
      }
      expect(formatPositions(await query('positions?instrument=un-charter'))).toEqual([
        'stated legality A51',
      ]);
      const invoking = await query('positions?withInstrument=true&statedIn=tianjin-declaration');
      expect(invoking.facts()).toEqual(['A51', 'A56', 'A57', 'A58']);
    });

    it('Q33 Which calls are made and to whom?', async () => {
      const response = await query('positions?verb=called-for');
      expect(response.data).toMatchObject([
        {
          by: [{ id: 'sco-member-states' }],
          topic: 'dialogue',
          addressees: [{ kind: 'class', nameAsWritten: 'the involved parties' }],
        },
      ]);
      expect(response.facts()).toEqual(['A59']);
    });

    it('Q34 Verb profile of the extract', async () => {
      const response = await query('positions/verbs?statedIn=tianjin-declaration');
      const profile = response.items.map((item) =>
        [item['verb'], item['facts'], ...response.facts(item)].join(' '),
      );
      expect(profile.toSorted()).toEqual([
        'asserted 1 A58',
        'called-for 1 A59',
        'condemned 1 A47',
        'denounced 2 A40 A42',
        'emphasized 2 A44 A60',
        'expressed 1 A43',
        'noted 1 A54',
        'reaffirmed 2 A45 A55',
        'recognized 1 A48',
        'reiterated 1 A56',
        'stated 4 A49 A51 A52 A53',
        'stressed 1 A57',
        'strongly-condemned 1 A38',
        'underscored 1 A46',
      ]);
    });

    it('Q41 What did Yermekbayev say and when?', async () => {
      const response = await query('positions?by=nurlan-yermekbayev');
      expect(response.data).toMatchObject([
        {
          verb: 'noted',
          topic: 'cooperation-with-afghan-authorities',
          by: [{ of: 'sco', office: 'SCO Secretary-General' }],
          date: {
            edtf: '2025-08-21/2025-08-31',
            asWritten: 'late August',
            basis: 'relative',
            precision: 'range',
          },
        },
        {
          verb: 'said',
          topic: 'situation-in-afghanistan',
          states: [{ code: 'AFG' }],
          // Only the document has a day.
          date: { edtf: '2025-09-29' },
          dateOf: 'document',
        },
      ]);
      expect(response.items.map((item) => response.facts(item))).toEqual([['B39'], ['B41']]);
    });

    it('Q42 Which operations and incident counts with a positive number are reported?', async () => {
      const response = await query('reports?kind=operation,incident-count&positiveCount=true');
      const found = response.items.toSorted((one) => (one['kind'] === 'operation' ? -1 : 1));
      expect(found).toMatchObject([
        {
          kind: 'operation',
          action: 'detained',
          count: { stated: true, min: 9, max: 9 },
          by: { stated: true, actors: [{ of: 'RUS' }, { of: 'UZB' }] },
          date: { edtf: '2025-08', precision: 'month', basis: 'relative' },
        },
        {
          kind: 'incident-count',
          count: { stated: true, min: 10, max: 10 },
          by: { stated: false },
          period: { edtf: '2025-01-01/2025-09-29' },
        },
      ]);
      expect(found.map((item) => response.facts(item))).toEqual([['B21'], ['B49']]);
    });

    it("Q43 Which facts are opinion or assessment by the article's author?", async () => {
      const opinions = await query('reports?type=AssessmentReported&kind=opinion&attributed=false');
      expect(opinions.facts()).toEqual(['B22', 'B60', 'B61', 'B62']);
      const threats = await query('reports?type=AssessmentReported&kind=threat&attributed=false');
      expect(threats.facts()).toEqual([
        'B23',
        'B30',
        'B42',
        'B43',
        'B44',
        'B45',
        'B51',
        'B53',
        'B54',
        'B55',
        'B57',
        'B58',
      ]);
      const attributed = await query('reports?type=AssessmentReported&attributed=true');
      expect(attributed.data).toMatchObject([
        { kind: 'threat', attributedTo: { id: 'sco-defence-ministers' } },
      ]);
      expect(attributed.facts()).toEqual(['B34']);
      for (const { sources } of [opinions, threats, attributed]) {
        for (const source of Object.values(sources))
          expect(source).toMatchObject({ assertedBy: { id: 'sergey-saenko' } });
      }
      // An asserted zero is a value, not a missing one.
      const zero = await query('reports?type=AssessmentReported&positiveCount=false&q=half-year');
      expect(zero.data).toMatchObject([{ counted: { value: 0 }, period: { edtf: '2025-40' } }]);
    });
  });
}
