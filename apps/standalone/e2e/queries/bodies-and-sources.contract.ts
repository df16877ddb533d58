import { describe, expect, it } from 'vitest';
import { type RunQuery, range } from '../record-fixture.ts';

const PROGRAMME = 'cooperation-programme-2025-2027';
const ARTICLE = 'reliable-barrier-article';
const LAST_JULY = { edtf: '[2024-07,2025-07]', precision: 'one-of', basis: 'relative' };

/** Bodies, programmes and sources: Q35 to Q40 and Q44 to Q47 without the words. */
export function testBodiesAndSources(ask: RunQuery, uncorrected: () => string): void {
  describe('Bodies and sources', () => {
    it('Q35 Which programme governs RATS now, and until when?', async () => {
      const answer = await ask('decisions?body=sco-rats&status=in-force&asOf=2025-09-29');
      expect(answer.data).toMatchObject([
        {
          decision: PROGRAMME,
          type: 'ProgrammeAdopted',
          period: { edtf: '2025/2027', earliest: '2025-01-01', latest: '2027-12-31' },
          status: { status: 'in-force', rule: 'reported', heldAsOf: { edtf: '2025-09-29' } },
          details: { at: 'summit of the Organization in Astana' },
        },
      ]);
      expect(answer.facts()).toEqual(['B25', 'B26']);
    });

    it('Q36 When was that programme approved? (before the correction)', async () => {
      const answer = await ask(`decisions/${PROGRAMME}?asOfRecorded=${uncorrected()}`);
      expect(answer.data).toMatchObject({
        verb: 'approved',
        adoptedOn: { ...LAST_JULY, asWritten: 'last July' },
      });
      expect(answer.position).toBe(uncorrected());
      expect(answer.facts()).toEqual(['B25', 'B26']);
    });

    it('Q37 Has RATS been transformed into a universal centre?', async () => {
      const answer = await ask('mandates?body=sco-rats');
      expect(answer.data).toMatchObject([
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
      expect(answer.facts()).toEqual(['B04', 'B59']);
    });

    it('Q38 Where is RATS headquartered, and which facts support it?', async () => {
      const answer = await ask('bodies/sco-rats');
      const { headquarters } = answer.data as {
        headquarters: readonly { consistent: readonly string[]; consistentDocuments: unknown }[];
      };
      expect(headquarters).toMatchObject([
        {
          place: { name: 'Tashkent' },
          documents: [ARTICLE],
          consistentDocuments: ['rats-council-44-note'],
        },
      ]);
      expect(answer.facts(headquarters)).toEqual(['B19']);
      const supporting = await ask(`facts?event=${headquarters[0]?.consistent.join(',')}`);
      expect(supporting.facts()).toEqual(['A33']);
    });

    it('Q39 When was RATS established? NAC of Russia?', async () => {
      const established = async (body: string) => {
        const answer = await ask(`bodies/${body}`);
        const { descriptions } = answer.data as {
          descriptions: readonly { aspect: string; date: unknown }[];
        };
        const found = descriptions.filter(({ aspect }) => aspect === 'established');
        return { dates: found.map(({ date }) => date), facts: answer.facts(found) };
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
      const answer = await ask('offices?body=ru-nac');
      expect(answer.data).toMatchObject([
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
      expect(answer.items.map((item) => answer.facts(item))).toEqual([['B16'], ['B17']]);
      const director = await ask('offices?body=ru-fsb');
      expect(director.data).toMatchObject([
        { office: 'director', holder: { id: 'alexander-bortnikov' } },
      ]);
      expect(director.facts()).toEqual(['B17']);
    });

    it("Q44 Which facts rest only on an individual's article?", async () => {
      const articles = await ask('sources?docType=article');
      expect(articles.data).toMatchObject([
        {
          document: ARTICLE,
          authors: [{ kind: 'person', nameAsWritten: 'Sergey Saenko' }],
          issuer: null,
        },
      ]);
      const answer = await ask(`facts?document=${ARTICLE}&limit=1000`);
      expect(answer.facts()).toEqual(range('B', 1, 62));
      for (const { documents } of answer.items) expect(documents).toEqual([ARTICLE]);
    });

    it('Q46 Which documents do we hold only in part?', async () => {
      const answer = await ask('sources?held=extract');
      expect(answer.data).toMatchObject([
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
      expect(answer.items).toHaveLength(1);
      expect(answer.facts()).toEqual(['A28', 'A36', 'A37']);
    });

    it('Q47 Which facts came from the annex rather than from the note?', async () => {
      expect((await ask('facts?document=tianjin-declaration&limit=1000')).facts()).toEqual(
        range('A', 36, 60),
      );
      expect((await ask('facts?relayed=true&limit=1000')).facts()).toEqual(range('A', 36, 60));
    });
  });
}
