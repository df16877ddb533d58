import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, NoteFact } from '../testing/notes-fixture.ts';

const held = (more: object, quote: string): NoteFact => ({
  type: 'MeetingHeld',
  meeting: 'union-8',
  body: 'union',
  ordinal: 8,
  quote,
  ...more,
});
const killed = (incident: string, count: unknown, quote: string): NoteFact => ({
  type: 'CasualtiesReported',
  incident,
  killed: count,
  quote,
});
const named = (incident: string): NoteFact => ({
  type: 'IncidentRecorded',
  incident,
  name: incident,
  quote: `There was ${incident}`,
});
const EVIDENCE = { reason: 'A mistake.', evidence: { note: 'Read again.' } };

/** Which values contradict each other, and for how long. */
export function testConflicts(getNotes: GetNotes): void {
  const list = async (collection: string): Promise<readonly AnswerValue[]> =>
    (await getNotes().query(collection, 'conflicts')).data;
  const listFields = async (collection: string): Promise<readonly string[]> =>
    (await list(collection)).map(({ field }) => field);
  /** Records each fact in a note of its own, and returns the properties of the conflicts. */
  const compare = async (collection: string, ...facts: NoteFact[]): Promise<readonly string[]> => {
    await getNotes().record(
      collection,
      ...facts.map((fact, n) => ({ document: `${collection}-${n + 1}`, facts: [fact] })),
    );
    return listFields(collection);
  };

  describe('No conflict is', () => {
    it('a country under two names', async () => {
      const places = (name: string) => [{ country: { RUS: name } }];
      const facts = ['Russia', 'Россия'].map((name) =>
        held({ places: places(name) }, `In ${name}`),
      );
      expect(await compare('one-country', ...facts)).toEqual([]);
    });

    it('a place in two scripts, or with its country', async () => {
      const facts = [
        held({ places: 'Yerevan' }, 'In Yerevan'),
        held({ places: 'Ереван' }, 'В Ереване'),
        held({ places: { name: 'Yerevan', country: { ARM: 'Armenia' } } }, 'In Yerevan, Armenia'),
      ];
      expect(await compare('one-place', ...facts)).toEqual([]);
    });

    it('a day within a month, or one of several days', async () => {
      const facts = [
        held({ occurredOn: '2027-05' }, 'In May 2027'),
        held({ occurredOn: '2027-05-21' }, 'On 21 May 2027'),
        held({ occurredOn: '[2027-05-20,2027-05-21]' }, 'On 20 or 21 May 2027'),
      ];
      expect(await compare('one-day', ...facts)).toEqual([]);
    });

    it('a count within a range, in figures or in words', async () => {
      const facts = [
        killed('quay-fire', { min: 7, qualifier: 'at least 7' }, 'At least 7 died'),
        killed('quay-fire', { min: 7, qualifier: 'at least seven' }, 'At least seven died'),
        killed('quay-fire', 12, 'Twelve died'),
      ];
      expect(await compare('one-count', named('quay-fire'), ...facts)).toEqual([]);
      const { data } = await getNotes().query('one-count', 'incidents/quay-fire');
      expect(data).toMatchObject({
        killed: { min: 12, max: 12 },
        agreement: { killed: 'sources agree' },
      });
    });
  });

  describe('A conflict is', () => {
    it('another place', async () => {
      const facts = [
        held({ places: 'Turin' }, 'In Turin'),
        held({ places: 'Bergen' }, 'In Bergen'),
      ];
      expect(await compare('two-places', ...facts)).toEqual(['places']);
      const { data } = await getNotes().query('two-places', 'meetings/union-8');
      expect(data.agreement.places).toBe('sources differ');
      expect(data.openConflicts).toHaveLength(1);
    });

    it('another country', async () => {
      const facts = [
        held({ places: [{ country: { RUS: 'Russia' } }] }, 'In Russia'),
        held({ places: [{ country: { FIN: 'Finland' } }] }, 'In Finland'),
      ];
      expect(await compare('two-countries', ...facts)).toEqual(['places']);
    });

    it('another day, in one document as in two', async () => {
      await getNotes().record('two-days', {
        document: 'two-days-note',
        facts: [
          held({ occurredOn: '2027-06-01' }, 'On 1 June 2027'),
          held({ occurredOn: '2027-06-02' }, 'On 2 June 2027'),
        ],
      });
      expect(await listFields('two-days')).toEqual(['occurredOn']);
    });

    it('a number outside the range', async () => {
      const facts = [
        killed('quay-fire', { min: 7, qualifier: 'at least 7' }, 'At least 7 died'),
        killed('quay-fire', 5, 'Five died'),
      ];
      expect(await compare('two-counts', named('quay-fire'), ...facts)).toEqual(['killed']);
    });

    it('the contradiction of two incidents that are merged, until the merger is retracted', async () => {
      const facts = [
        named('barge-fire'),
        named('fire-on-a-barge'),
        killed('barge-fire', 3, 'Three died in the barge fire'),
        killed('fire-on-a-barge', 9, 'Nine died in the fire on a barge'),
      ];
      await getNotes().record('two-merged', { document: 'barges', facts });
      expect(await list('two-merged')).toEqual([]);

      const [merger] = await getNotes().send('MergeRecords', {
        collection: 'two-merged',
        kind: 'incident',
        merged: 'fire-on-a-barge',
        into: 'barge-fire',
        ...EVIDENCE,
      });
      expect(await listFields('two-merged')).toEqual(['killed']);
      const { data } = await getNotes().query('two-merged', 'incidents/fire-on-a-barge');
      expect(data).toMatchObject({
        incident: 'barge-fire',
        agreement: { killed: 'sources differ' },
      });

      await getNotes().send('RetractRecord', {
        collection: 'two-merged',
        target: merger?.id,
        ...EVIDENCE,
      });
      expect(await list('two-merged')).toEqual([]);
    });
  });

  describe('A conflict', () => {
    it('is gone from every page when a side is retracted or corrected', async () => {
      for (const [collection, command] of [
        ['gone-retracted', 'RetractRecord'],
        ['gone-corrected', 'CorrectRecord'],
      ] as const) {
        await compare(
          collection,
          held({ occurredOn: '2027-06-01' }, 'On 1 June 2027'),
          held({ occurredOn: '2027-06-02' }, 'On 2 June 2027'),
        );
        const [conflict] = await list(collection);
        const correction = {
          field: 'occurredOn.edtf',
          oldValue: conflict.values[1].edtf,
          newValue: conflict.values[0].edtf,
        };
        await getNotes().send(command, {
          collection,
          target: conflict.events[1],
          ...EVIDENCE,
          ...(command === 'CorrectRecord' ? correction : {}),
        });
        expect(await list(collection)).toEqual([]);
        const { data } = await getNotes().query(collection, 'meetings/union-8');
        expect(data).toMatchObject({ conflicts: [], openConflicts: [] });
        expect(data.agreement.occurredOn).not.toBe('sources differ');
      }
    });

    it('that a person settled gives the value that holds, wherever it is shown', async () => {
      for (const [collection, day] of [
        ['settled-first', '2027-06-01'],
        ['settled-second', '2027-09-02'],
      ] as const) {
        const fields = await compare(
          collection,
          held({ occurredOn: '2027-06-01' }, 'On 1 June 2027'),
          held({ occurredOn: '2027-09-02' }, 'On 2 September 2027'),
        );
        expect(fields).toEqual(['occurredOn']);
        const [conflict] = await list(collection);
        await getNotes().send('ResolveConflict', {
          collection,
          conflict: conflict.conflict,
          resolution: 'The minutes say so.',
          holds: conflict.events[conflict.values[0].edtf === day ? 0 : 1],
        });

        const { data } = await getNotes().query(collection, 'meetings/union-8');
        expect([data.heldOn.edtf, data.agreement.occurredOn]).toEqual([day, 'settled']);
        expect(data.openConflicts).toEqual([]);
        const month = day.slice(0, 7);
        const days = `from=${month}-01&to=${month}-28`;
        const found = await getNotes().query(collection, `meetings?${days}`);
        expect(found.data.meetings).toHaveLength(1);
        const columns = (await getNotes().query(collection, 'participation')).data.meetings;
        expect(columns).toMatchObject([{ date: { edtf: day } }]);
      }
    });

    it('is a row of words on the command line', async () => {
      await compare(
        'words',
        held({ occurredOn: '[2027-05-20,2027-05-21]' }, 'On 20 or 21'),
        held({ occurredOn: '2027-06-02' }, 'On 2 June 2027'),
      );
      const { exitCode, out } = await getNotes().run('query conflicts --collections words');
      expect(exitCode).toBe(0);
      expect(out).toContain('2027-05-20 or 2027-05-21');
      expect(out).toContain('2027-06-02');
    });
  });
}
