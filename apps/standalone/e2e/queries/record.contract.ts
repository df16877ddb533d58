import { createHash } from 'node:crypto';
import { describeWhen } from '@rapporteur/testing';
import { describe, expect, it } from 'vitest';
import { type FixtureResponse, type RecordFixture } from '../testing/record-fixture.ts';

const PROGRAMME = 'decisions/cooperation-programme-2025-2027';
const LAST_JULY = {
  edtf: '[2024-07,2025-07]',
  asWritten: 'last July',
  basis: 'relative',
  rule: 'publication-date',
};
const FOURTH_OF_JULY = { edtf: '2024-07-04', asWritten: null, basis: 'stated', rule: null };
const EVIDENCE = 'The decisions of the summit were signed on its second day, 4 July 2024.';

interface InferredAttendance {
  readonly inferred: readonly {
    readonly field: string;
    readonly basis: string;
    readonly rule: string | null;
  }[];
}

/** Returns the inferred values with their basis: `A33 ordinal derived next-is-last-plus-one`. */
function formatInferredValues(response: FixtureResponse): readonly string[] {
  return (response.data as readonly InferredAttendance[]).flatMap((item) =>
    item.inferred.map(({ field, basis, rule }) =>
      [...response.facts([item]), field, basis, ...(rule === null ? [] : [rule])].join(' '),
    ),
  );
}

const formatRelative = (...facts: readonly string[]) =>
  facts.map((fact) => `${fact} relative publication-date`);

/** The record: Q45, Q48 and Q50 to Q52. */
export function testRecord(getRecord: () => RecordFixture, texts: string | undefined): void {
  describeWhen(texts !== undefined, 'RAPPORTEUR_TEXTS names no folder of source texts')(
    'The words',
    () => {
      it("Q45 Show the sentence behind 'chairmanship passed to Pakistan'", async () => {
        const found = await getRecord().query('facts?type=ChairmanshipTransferred');
        expect(found.facts()).toEqual(['A32']);
        const response = await getRecord().query(`events/${String(found.items[0]?.['event'])}`);
        const { passages } = response.data as {
          passages: readonly { quote: string; sha256: string }[];
        };
        expect(passages).toMatchObject([
          {
            documentSha256: '118b2b67e47a42f084500040bf1c15818f7a9f3112f92299524ac31110b26de9',
            start: 2942,
            end: 3051,
            textHeld: true,
          },
        ]);
        const [{ quote, sha256 } = { quote: '', sha256: '' }] = passages;
        expect(Array.from(quote)).toHaveLength(3051 - 2942);
        expect(createHash('sha256').update(quote).digest('hex')).toBe(sha256);
        expect(quote).toMatch(/chairmanship.*Kyrgyz Republic.*Pakistan/);
      });
    },
  );

  describe('The record', () => {
    it('Q48 What did the record say of when the programme was approved before it was corrected, by whom, on what evidence?', async () => {
      const { initialPosition } = getRecord();
      const [target] = (await getRecord().query('facts?type=ProgrammeAdopted')).items;
      const correction = {
        collection: 'sco',
        target: target?.['event'],
        field: 'adoptedOn',
        oldValue: LAST_JULY,
        newValue: FOURTH_OF_JULY,
        reason: 'Only the July of 2024 saw a summit in Astana.',
        evidence: { note: EVIDENCE },
      };
      const submitted = await getRecord().send('CorrectRecord', correction, {
        'rapporteur-actor': 'archivist-7',
      });
      expect(submitted).toMatchObject({ status: 200, outcome: 'recorded' });

      const before = await getRecord().queryAt(
        submitted.position,
        `${PROGRAMME}?asOfRecorded=${initialPosition}`,
      );
      expect(before.data).toMatchObject({ adoptedOn: { ...LAST_JULY, precision: 'one-of' } });
      const after = await getRecord().queryAt(submitted.position, PROGRAMME);
      expect(after.data).toMatchObject({ adoptedOn: { ...FOURTH_OF_JULY, precision: 'day' } });

      const corrections = await getRecord().queryAt(
        submitted.position,
        `corrections?target=${String(target?.['event'])}`,
      );
      expect(corrections.data).toMatchObject([
        {
          event: submitted.events[0]?.id,
          change: 'corrected',
          target: target?.['event'],
          targetType: 'ProgrammeAdopted',
          field: 'adoptedOn',
          oldValue: LAST_JULY,
          newValue: FOURTH_OF_JULY,
          actor: 'archivist-7',
          evidence: { note: EVIDENCE },
        },
      ]);
      expect(corrections.items).toHaveLength(1);
      // A correction must name the current value, not the old one.
      expect(
        await getRecord().send('CorrectRecord', { ...correction, newValue: LAST_JULY }),
      ).toMatchObject({
        status: 422,
      });
    });

    it('Q50 Submit document A twice: what changes?', async () => {
      const { initialPosition } = getRecord();
      const before = await getRecord().query('facts?limit=1000&asOfRecorded=' + initialPosition);
      const recorded = await getRecord().submit('rats-council-44-note');
      expect(recorded).toMatchObject({ status: 200, repeated: true });
      const after = await getRecord().query('facts?limit=1000');
      expect(after.items.map(({ event }) => event)).toEqual(before.items.map(({ event }) => event));
    });

    it('Q51 Which stated values are derived by rule, and by which rule?', async () => {
      const response = await getRecord().query(
        `facts?inferred=true&limit=1000&asOfRecorded=${getRecord().initialPosition}`,
      );
      expect(formatInferredValues(response).toSorted()).toEqual(
        [
          'A32 effectiveOn derived chair-effective-on-meeting-date',
          'A33 ordinal derived next-is-last-plus-one',
          'A41 occurredOn context',
          'B07 places.0.country context',
          'B09 places.0.country context',
          'B10 places.0.country context',
          'B11 places.0.country context',
          'B12 places.0.country context',
          'B12 places.1.country context',
          ...formatRelative(
            'B04 B59 occurredOn',
            'B17 heldAsOf',
            'B17 heldAsOf',
            'B21 occurredOn',
            'B25 heldAsOf',
          ),
          ...formatRelative(
            'B26 adoptedOn',
            'B31 occurredOn',
            'B38 heldAsOf',
            'B39 occurredOn',
            'B40 heldAsOf',
          ),
          ...formatRelative('B49 period', 'B54 period'),
        ].toSorted(),
      );
    });

    it('Q52 Which facts have an unknown agent?', async () => {
      const response = await getRecord().query('unstated-agents');
      expect(response.facts()).toEqual([
        'A18',
        'A19',
        'A20',
        'A21',
        'A22',
        'A30',
        'A31',
        'A33',
        'B49',
      ]);
      const fields = response.items.map(
        (item) => `${response.facts(item).join(' ')} ${String(item['field'])}`,
      );
      expect(fields.filter((line) => line.endsWith('parties'))).toEqual([
        'A22 parties',
        'A33 parties',
      ]);
    });
  });
}
