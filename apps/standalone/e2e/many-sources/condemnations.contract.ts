import { beforeAll, describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes } from '../testing/notes-fixture.ts';

const UNION = { id: 'union', kind: 'organization', nameAsWritten: 'the Union' };

const condemned = (incident: string, more: object = {}) => ({
  type: 'IncidentCondemned',
  condemner: UNION,
  strength: 'condemned',
  target: { incident },
  quote: `The Union condemned ${incident}`,
  ...more,
});

/** Condemnations by day: of the statement, else of the document, with that of the incident. */
export function testCondemnations(getNotes: GetNotes): void {
  const list = async (parameters: string): Promise<readonly AnswerValue[]> => {
    const path = `condemnations?${parameters}`;
    const { targets } = (await getNotes().query('condemned', path)).data;
    return targets
      .flatMap(({ cells }: AnswerValue) => cells)
      .flatMap(({ condemnations }: AnswerValue) => condemnations);
  };

  describe('Condemnations', () => {
    beforeAll(() =>
      getNotes().record(
        'condemned',
        {
          document: 'dated-paper',
          published: '2030-08-17',
          facts: [
            condemned('barn-raid', { target: { incident: 'barn-raid', occurredOn: '2030-07-30' } }),
          ],
        },
        {
          document: 'undated-paper',
          facts: [
            condemned('dam-breach'),
            condemned('mill-fire', { target: { incident: 'mill-fire', occurredOn: '2030-11-03' } }),
          ],
        },
      ),
    );

    it('are found by the day of their document, beside that of the incident', async () => {
      const found = await list('from=2030-08-01&to=2030-08-31');
      expect(found).toMatchObject([
        {
          incident: 'barn-raid',
          dateOf: 'document',
          date: { edtf: '2030-08-17' },
          incidentOn: { edtf: '2030-07-30' },
        },
      ]);
      expect(await list('from=2030-07-01&to=2030-07-31')).toEqual([]);
    });

    it('are found by the day of the incident if nothing else is known', async () => {
      expect(await list('from=2030-11-01&to=2030-11-30')).toMatchObject([
        {
          incident: 'mill-fire',
          dateOf: 'incident',
          date: { edtf: '2030-11-03' },
          incidentOn: { edtf: '2030-11-03' },
        },
      ]);
      const listIncidents = async (day: string) =>
        (await list(`asOf=${day}`)).map(({ incident }) => incident);
      expect(await listIncidents('2030-11-02')).not.toContain('mill-fire');
      expect(await listIncidents('2030-11-03')).toContain('mill-fire');
    });

    it('without any day are counted where days are asked for', async () => {
      const { undated } = await getNotes().query('condemned', 'condemnations?from=2030-08-01');
      expect(undated).toBe(1);
      const all = await list('');
      expect(all.map(({ incident }) => incident)).toContain('dam-breach');
    });

    it('have not happened before the day of their document', async () => {
      const listIncidents = async (day: string) =>
        (await list(`asOf=${day}`)).map(({ incident }) => incident);
      expect(await listIncidents('2030-08-16')).not.toContain('barn-raid');
      expect(await listIncidents('2030-08-17')).toContain('barn-raid');
    });
  });
}
