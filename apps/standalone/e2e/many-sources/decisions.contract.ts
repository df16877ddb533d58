import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, Note } from '../testing/notes-fixture.ts';

const createNote = (document: string, verb: string, country: string): Note => ({
  document,
  defaults: { meeting: 'union-5' },
  facts: [
    {
      type: 'MeetingHeld',
      body: 'union',
      ordinal: 5,
      quote: `The fifth meeting, by ${document}`,
    },
    {
      type: 'EventPlanned',
      decision: 'honey-fair',
      kind: 'conference',
      name: 'Honey Fair',
      verb,
      quote: `The Union ${verb} the Honey Fair`,
    },
    {
      type: 'NextMeetingAgreed',
      body: 'union',
      after: 'union-5',
      place: { country: { RUS: country } },
      quote: `It meets next in ${country}`,
    },
  ],
});
const BULLETIN = createNote('bulletin', 'decided', 'Russia');
const GAZETTE = createNote('gazette', 'announced', 'Россия');

/** A decision of which two documents tell with different verbs. */
export function testDecisions(getNotes: GetNotes): void {
  describe('A decision in two documents', () => {
    it('has the strongest verb in both orders, and the verb of each document', async () => {
      for (const [collection, notes] of [
        ['fair-first', [BULLETIN, GAZETTE]],
        ['fair-second', [GAZETTE, BULLETIN]],
      ] as const) {
        await getNotes().record(collection, ...notes);
        const { data } = await getNotes().query(collection, 'decisions/honey-fair?statements=true');
        expect(data).toMatchObject({ verb: 'decided', strength: 'approved' });
        const verbs = data.statements.verb.map(
          ({ document, value, speaker }: AnswerValue) => `${document} ${value.verb} ${speaker}`,
        );
        expect(verbs.toSorted()).toEqual([
          'bulletin decided narrated',
          'gazette announced narrated',
        ]);
        expect((await getNotes().query(collection, 'conflicts')).data).toEqual([]);
      }
    });

    it('is one row of the list of decisions', async () => {
      await getNotes().record('fair-list', BULLETIN, GAZETTE);
      const { data } = await getNotes().query('fair-list', 'decisions?type=EventPlanned');
      expect(data).toHaveLength(1);
    });
  });
}
