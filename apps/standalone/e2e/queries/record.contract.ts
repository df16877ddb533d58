import { createHash } from 'node:crypto';
import { describeWhen } from '@rapporteur/testing';
import { describe, expect, it } from 'vitest';
import { type FixtureAnswer, type RecordFixture } from '../record-fixture.ts';

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

/** What a fact's values rest on where the passage does not state them: `A33 ordinal derived next-is-last-plus-one`. */
function inferred(answer: FixtureAnswer): readonly string[] {
  return (answer.items as unknown as readonly InferredAttendance[]).flatMap((item) =>
    item.inferred.map(({ field, basis, rule }) =>
      [...answer.facts([item]), field, basis, ...(rule === null ? [] : [rule])].join(' '),
    ),
  );
}

const relative = (...facts: readonly string[]) =>
  facts.map((fact) => `${fact} relative publication-date`);

/** The record itself: Q45, Q48 and Q50 to Q52. */
export function testRecord(asked: () => RecordFixture, texts: string | undefined): void {
  describeWhen(texts !== undefined, 'RAPPORTEUR_TEXTS names no folder of source texts')(
    'The words',
    () => {
      it("Q45 Show the sentence behind 'chairmanship passed to Pakistan'", async () => {
        const found = await asked().query('facts?type=ChairmanshipTransferred');
        expect(found.facts()).toEqual(['A32']);
        const answer = await asked().query(`events/${String(found.items[0]?.['event'])}`);
        const { passages } = answer.data as {
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
      const { initialPosition: uncorrected } = asked();
      const [target] = (await asked().query('facts?type=ProgrammeAdopted')).items;
      const correction = {
        collection: 'sco',
        target: target?.['event'],
        field: 'adoptedOn',
        oldValue: LAST_JULY,
        newValue: FOURTH_OF_JULY,
        reason: 'Only the July of 2024 saw a summit in Astana.',
        evidence: { note: EVIDENCE },
      };
      const sent = await asked().send('CorrectRecord', correction, {
        'rapporteur-actor': 'archivist-7',
      });
      expect(sent).toMatchObject({ status: 200, outcome: 'recorded' });

      const before = await asked().queryAt(
        sent.position,
        `${PROGRAMME}?asOfRecorded=${uncorrected}`,
      );
      expect(before.data).toMatchObject({ adoptedOn: { ...LAST_JULY, precision: 'one-of' } });
      const after = await asked().queryAt(sent.position, PROGRAMME);
      expect(after.data).toMatchObject({ adoptedOn: { ...FOURTH_OF_JULY, precision: 'day' } });

      const corrections = await asked().queryAt(
        sent.position,
        `corrections?target=${String(target?.['event'])}`,
      );
      expect(corrections.data).toMatchObject([
        {
          event: sent.events[0]?.id,
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
      // Corrected again from the old value: that no longer stands.
      expect(
        await asked().send('CorrectRecord', { ...correction, newValue: LAST_JULY }),
      ).toMatchObject({
        status: 422,
      });
    });

    it('Q50 Submit document A twice: what changes?', async () => {
      const { initialPosition: uncorrected } = asked();
      const before = await asked().query('facts?limit=1000&asOfRecorded=' + uncorrected);
      const [opened, recorded] = await asked().submit('rats-council-44-note');
      expect(opened).toMatchObject({ status: 200, repeated: true });
      expect(recorded).toMatchObject({ status: 200, repeated: true });
      const after = await asked().query('facts?limit=1000');
      expect(after.items.map(({ event }) => event)).toEqual(before.items.map(({ event }) => event));
    });

    it('Q51 Which stated values are derived by rule, and by which rule?', async () => {
      const answer = await asked().query(
        `facts?inferred=true&limit=1000&asOfRecorded=${asked().initialPosition}`,
      );
      expect(inferred(answer).toSorted()).toEqual(
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
          ...relative(
            'B04 B59 occurredOn',
            'B17 heldAsOf',
            'B17 heldAsOf',
            'B21 occurredOn',
            'B25 heldAsOf',
          ),
          ...relative(
            'B26 adoptedOn',
            'B31 occurredOn',
            'B38 heldAsOf',
            'B39 occurredOn',
            'B40 heldAsOf',
          ),
          ...relative('B49 period', 'B54 period'),
        ].toSorted(),
      );
    });

    it('Q52 Which facts have an unknown agent?', async () => {
      const answer = await asked().query('unstated-agents');
      expect(answer.facts()).toEqual([
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
      const fields = answer.items.map(
        (item) => `${answer.facts(item).join(' ')} ${String(item['field'])}`,
      );
      expect(fields.filter((line) => line.endsWith('parties'))).toEqual([
        'A22 parties',
        'A33 parties',
      ]);
    });
  });
}
