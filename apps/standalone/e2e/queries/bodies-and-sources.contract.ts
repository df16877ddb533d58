import { describe, expect, it } from 'vitest';
import { type RunQuery, range } from '../testing/record-fixture.ts';

const PROGRAMME = 'cooperation-programme-2025-2027';
const ARTICLE = 'reliable-barrier-article';
const LAST_JULY = { edtf: '[2024-07,2025-07]', precision: 'one-of', basis: 'relative' };

/** Bodies, programmes and sources: Q35 to Q40, Q44, Q46 and Q47. */
export function testBodiesAndSources(query: RunQuery, initialPosition: () => string): void {
  describe('Bodies and sources', () => {
    it('Q35 Which programme governs RATS now, and until when?', async () => {
      const response = await query('decisions?body=sco-rats&status=in-force&asOf=2025-09-29');
      expect(response.data).toMatchObject([
        {
          decision: PROGRAMME,
          type: 'ProgrammeAdopted',
          period: { edtf: '2025/2027', earliest: '2025-01-01', latest: '2027-12-31' },
          status: { status: 'in-force', rule: 'reported', heldAsOf: { edtf: '2025-09-29' } },
          details: { at: 'summit of the Organization in Astana' },
        },
      ]);
      expect(response.facts()).toEqual(['B25', 'B26']);
    });

    it('Q36 When was that programme approved? (before the correction)', async () => {
      const response = await query(`decisions/${PROGRAMME}?asOfRecorded=${initialPosition()}`);
      expect(response.data).toMatchObject({
        verb: 'approved',
        adoptedOn: { ...LAST_JULY, asWritten: 'last July' },
      });
      expect(response.position).toBe(initialPosition());
      expect(response.facts()).toEqual(['B25', 'B26']);
    });

    it('Q37 Has RATS been transformed into a universal centre?', async () => {
      const response = await query('mandates?body=sco-rats');
      expect(response.data).toMatchObject([
        {
          becomes: 'universal center',
          furthestStage: 'announced',
          decisionRecorded: false,
          inForceRecorded: false,
          changes: [
            {
              stage: 'announced',
              strength: 'announced',
              by: { id: 'vladimir-putin', of: 'RUS' },
              occasion: 'SCO summit in Astana',
              occurredOn: LAST_JULY,
            },
          ],
        },
      ]);
      expect(response.facts()).toEqual(['B04', 'B59']);
    });

    it('Q38 Where is RATS headquartered, and which facts support it?', async () => {
      const response = await query('bodies/sco-rats');
      const { headquarters } = response.data as {
        headquarters: readonly { consistent: readonly string[]; consistentDocuments: unknown }[];
      };
      expect(headquarters).toMatchObject([
        {
          place: { name: 'Tashkent' },
          documents: [ARTICLE],
          consistentDocuments: ['rats-council-44-note'],
        },
      ]);
      expect(response.facts(headquarters)).toEqual(['B19']);
      const supporting = await query(`facts?event=${headquarters[0]?.consistent.join(',')}`);
      expect(supporting.facts()).toEqual(['A33']);
    });

    it('Q39 When was RATS established? NAC of Russia?', async () => {
      const established = async (body: string) => {
        const response = await query(`bodies/${body}`);
        const { descriptions } = response.data as {
          descriptions: readonly { aspect: string; date: unknown }[];
        };
        const found = descriptions.filter(({ aspect }) => aspect === 'established');
        return { dates: found.map(({ date }) => date), facts: response.facts(found) };
      };
      expect(await established('sco-rats')).toMatchObject({
        dates: [{ edtf: '2002', precision: 'year' }],
        facts: ['B24'],
      });
      expect(await established('ru-nac')).toMatchObject({
        dates: [{ edtf: '2006-02-15', precision: 'day' }],
        facts: ['B14'],
      });
    });

    it('Q40 Who heads NAC, by rule and by name?', async () => {
      const response = await query('offices?body=ru-nac');
      expect(response.data).toMatchObject([
        {
          office: 'chairman',
          holder: null,
          exOfficio: 'director of the Federal Security Service of Russia',
        },
        {
          office: 'chairman',
          holder: { id: 'alexander-bortnikov', nameAsWritten: 'Alexander Bortnikov' },
          exOfficio: null,
          rank: 'General of the Army',
          startedOn: { stated: false },
          endedOn: { stated: false },
          heldAsOf: { edtf: '2025-09-29' },
        },
      ]);
      expect(response.items.map((item) => response.facts(item))).toEqual([['B16'], ['B17']]);
      const director = await query('offices?body=ru-fsb');
      expect(director.data).toMatchObject([
        { office: 'director', holder: { id: 'alexander-bortnikov' } },
      ]);
      expect(director.facts()).toEqual(['B17']);
    });

    it("Q44 Which facts rest only on an individual's article?", async () => {
      const articles = await query('sources?docType=article');
      expect(articles.data).toMatchObject([
        {
          document: ARTICLE,
          authors: [{ kind: 'person', nameAsWritten: 'Sergey Saenko' }],
          issuer: null,
        },
      ]);
      const response = await query(`facts?document=${ARTICLE}&limit=1000`);
      expect(response.facts()).toEqual(range('B', 1, 62));
      for (const { documents } of response.items) expect(documents).toEqual([ARTICLE]);
    });

    it('Q46 Which documents do we hold only in part?', async () => {
      const response = await query('sources?held=extract');
      expect(response.data).toMatchObject([
        {
          document: 'tianjin-declaration',
          title: 'Tianjin Declaration',
          annexedTo: [
            {
              document: 'rats-council-44-note',
              extent: 'extract',
              span: { start: 3296, end: 5623 },
            },
          ],
        },
      ]);
      expect(response.items).toHaveLength(1);
      expect(response.facts()).toEqual(['A28', 'A36', 'A37']);
    });

    it('Q47 Which facts came from the annex rather than from the note?', async () => {
      expect((await query('facts?document=tianjin-declaration&limit=1000')).facts()).toEqual(
        range('A', 36, 60),
      );
      expect((await query('facts?relayed=true&limit=1000')).facts()).toEqual(range('A', 36, 60));
    });
  });
}
