import { describe, expect, it } from 'vitest';
import type { FixtureResponse, RunQuery } from '../testing/record-fixture.ts';

interface Condemnation {
  readonly strength: string;
  readonly perpetrators: readonly { readonly id: string }[];
}

interface IncidentMatrix {
  readonly condemners: readonly { readonly condemner: string }[];
  readonly targets: readonly {
    readonly incident: string | null;
    readonly class: string | null;
    readonly cells: readonly {
      readonly condemner: string;
      readonly condemnations: readonly Condemnation[];
    }[];
  }[];
}

/** Returns the condemnations as `condemner incident strength fact`. */
function formatCondemnations(response: FixtureResponse): readonly string[] {
  const { targets } = response.data as IncidentMatrix;
  return targets.flatMap((target) =>
    target.cells.flatMap(({ condemner, condemnations }) =>
      condemnations.map((one) =>
        [condemner, target.incident ?? target.class, one.strength, ...response.facts([one])].join(
          ' ',
        ),
      ),
    ),
  );
}

const formatDates = ({ items }: FixtureResponse) =>
  items.map(({ incident, occurredOn }) => {
    const { edtf, precision } = occurredOn as { edtf: string; precision: string };
    return `${String(incident)} ${edtf} ${precision}`;
  });

/** Incidents and their condemnations: Q23 to Q31. */
export function testIncidents(query: RunQuery): void {
  describe('Incidents', () => {
    it('Q23 Which named incidents are condemned in the extract, by whom, how strongly?', async () => {
      const response = await query('condemnations?statedIn=tianjin-declaration&byName=true');
      expect((response.data as IncidentMatrix).condemners).toMatchObject([
        {
          condemner: 'sco-member-states',
          kind: 'class',
          nameAsWritten: 'Member States',
          of: 'sco',
        },
      ]);
      expect(formatCondemnations(response).toSorted()).toEqual([
        'sco-member-states jaffer-express-2025 denounced A40',
        'sco-member-states khuzdar-2025 denounced A42',
        'sco-member-states pahalgam-2025 strongly-condemned A38',
        'sco-member-states strikes-on-iran-2025 condemned A47',
      ]);
      for (const [incident, edtf] of [
        ['pahalgam-2025', '2025-04-22'],
        ['jaffer-express-2025', '2025-03-11'],
        ['khuzdar-2025', '2025-05-21'],
        ['strikes-on-iran-2025', '2025-06'],
      ]) {
        expect((await query(`incidents/${incident}`)).data).toMatchObject({ occurredOn: { edtf } });
      }
    });

    it('Q24 What did the RATS Council itself condemn?', async () => {
      const response = await query('condemnations?condemner=sco-rats-council');
      expect(formatCondemnations(response)).toEqual([
        'sco-rats-council terrorist-acts strongly-condemned A25',
        'sco-rats-council strikes-on-iran-2025 strongly-condemned A26',
      ]);
      expect(response.data).toMatchObject({
        targets: [
          {
            territory: 'territories of the member states',
            cells: [{ condemnations: [{ targetOn: { edtf: '2025', precision: 'year' } }] }],
          },
          { cells: [{ condemnations: [{ targetOn: { edtf: '2025-06', precision: 'month' } }] }] },
        ],
      });
    });

    it('Q25 Did the RATS Council name who carried out the June 2025 strikes?', async () => {
      const response = await query('condemnations?incident=strikes-on-iran-2025');
      const { targets } = response.data as IncidentMatrix;
      const named = targets[0]?.cells.map(({ condemner, condemnations }) => [
        condemner,
        ...condemnations.flatMap(({ perpetrators }) => perpetrators.map(({ id }) => id)),
        ...response.facts(condemnations),
      ]);
      expect(named).toEqual([
        ['sco-member-states', 'ISR', 'USA', 'A47'],
        ['sco-rats-council', 'A26'],
      ]);
      // The incident itself names nobody either.
      const { data } = await query('incidents/strikes-on-iran-2025');
      const { condemnations: _condemnations, ...incident } = data as { condemnations: unknown };
      expect(JSON.stringify(incident)).not.toMatch(/ISR|USA/);
    });

    it('Q26 Did the RATS Council condemn Pahalgam by name?', async () => {
      const response = await query('condemnations?incident=pahalgam-2025');
      expect(formatCondemnations(response)).toEqual([
        'sco-member-states pahalgam-2025 strongly-condemned A38',
      ]);
      const classes = await query('condemnations?condemner=sco-rats-council&byName=false');
      expect(classes.facts()).toEqual(['A25']);
      const cited = await query('positions?by=sco-rats-council');
      expect(cited.data).toMatchObject([
        { verb: 'cited', instruments: [{ id: 'tianjin-declaration' }] },
      ]);
      expect(cited.facts()).toEqual(['A27']);
    });

    it('Q27 Incidents between 2025-03-01 and 2025-05-31 in date order', async () => {
      expect(formatDates(await query('incidents?from=2025-03-01&to=2025-05-31'))).toEqual([
        'jaffer-express-2025 2025-03-11 day',
        'pahalgam-2025 2025-04-22 day',
        'khuzdar-2025 2025-05-21 day',
      ]);
    });

    it('Q28 Incidents in 2025 incl. month precision', async () => {
      expect(formatDates(await query('incidents?from=2025&to=2025'))).toEqual([
        'jaffer-express-2025 2025-03-11 day',
        'pahalgam-2025 2025-04-22 day',
        'khuzdar-2025 2025-05-21 day',
        'strikes-on-iran-2025 2025-06 month',
      ]);
    });

    it('Q29 Incidents in Russia before 2010, in order', async () => {
      const response = await query('incidents?country=RUS&to=2009');
      expect(formatDates(response).slice(0, 3)).toEqual([
        'budyonnovsk-1995 1995 year',
        'vladikavkaz-market-1999 1999 year',
        'dubrovka-2002 2002 year',
      ]);
      expect(formatDates(response).slice(3).toSorted()).toEqual([
        'beslan-2004 2004-09-01/2004-09-03 range',
        'plane-bombings-2004 2004 year',
      ]);
      expect(response.facts().filter((id) => id !== 'B08')).toEqual([
        'B07',
        'B09',
        'B10',
        'B11',
        'B12',
      ]);
      // The country follows from the context.
      for (const { places } of response.items as readonly { places: readonly unknown[] }[]) {
        for (const place of places)
          expect(place).toMatchObject({ country: { code: 'RUS', basis: 'context' } });
      }
    });

    it('Q30 How many died at Beslan?', async () => {
      const response = await query('incidents/beslan-2004');
      const { casualties } = response.data as { casualties: unknown };
      expect(casualties).toMatchObject({
        recorded: true,
        reports: [
          {
            killed: { stated: true, min: 301, max: null, qualifier: 'More than 300' },
            injured: { stated: false },
            ofWhom: [{ class: 'children', count: { min: 186, max: 186 }, of: 'killed' }],
          },
        ],
      });
      expect(response.facts(casualties)).toEqual(['B08']);
    });

    it('Q31 Casualty figures for Pahalgam?', async () => {
      const response = await query('incidents/pahalgam-2025');
      expect(response.data).toMatchObject({
        casualties: {
          recorded: false,
          killedStated: false,
          injuredStated: false,
          unspecifiedStated: false,
          reports: [],
        },
      });
      expect(response.facts()).toEqual(['A38', 'A39', 'A43']);
    });
  });
}
