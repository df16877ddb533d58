import { describe, expect, it } from 'vitest';
import type { AnswerValue, GetNotes, Note, NoteFact } from '../testing/notes-fixture.ts';

const announce = (scheduledOn: string, quote: string, more: object = {}): NoteFact => ({
  type: 'MeetingAnnounced',
  meeting: 'union-9',
  body: 'union',
  ordinal: 9,
  scheduledOn,
  quote,
  ...more,
});
const change = (outcome: string, quote: string, more: object = {}): NoteFact => ({
  type: 'MeetingRescheduled',
  meeting: 'union-9',
  outcome,
  quote,
  ...more,
});
const note = (document: string, published: string, ...facts: readonly NoteFact[]): Note => ({
  document,
  published,
  facts,
});

const NOTICES: readonly Note[] = [
  note('january', '2040-01-05', announce('2040-06', 'prévue en juin 2040')),
  note('february', '2040-02-01', change('cancelled', 'annulée')),
  note('march', '2040-03-01', announce('2040-06-20', 'aura bien lieu le 20 juin')),
  note('april', '2040-04-01', change('cancelled', 'annulée de nouveau')),
  note(
    'may',
    '2040-05-01',
    announce('2040-07', 'in July in Dakar', { place: { name: 'Dakar', country: 'SEN' } }),
  ),
  note('june', '2040-06-01', change('postponed', 'moved to August', { scheduledOn: '2040-08' })),
  note('july', '2040-07-01', change('postponed', 'moved to September', { scheduledOn: '2040-09' })),
];

/** The last document is recorded first: the worst order. */
const ORDERS = {
  'plans-forward': NOTICES,
  'plans-backward': [NOTICES[0], ...NOTICES.slice(1).toReversed()] as readonly Note[],
};

/** Announced days, cancellations and hosts: in the order of their documents. */
export function testPlans(getNotes: GetNotes): void {
  const find = async (collection: string, asOf: string): Promise<AnswerValue> =>
    (await getNotes().query(collection, `meetings/union-9?asOf=${asOf}`)).data;

  describe.each(Object.entries(ORDERS))(
    'A meeting whose plans change (%s)',
    (collection, notes) => {
      it('has the state of the latest document, whatever was recorded last', async () => {
        await getNotes().record(collection, ...notes);
        const found = [];
        for (const month of ['01', '02', '03', '04', '05', '06', '07']) {
          const { stage, scheduledOn } = await find(collection, `2040-${month}-10`);
          found.push(`${month} ${stage} ${scheduledOn.edtf}`);
        }
        expect(found).toEqual([
          '01 announced 2040-06',
          '02 cancelled 2040-06',
          '03 announced 2040-06-20',
          '04 cancelled 2040-06-20',
          '05 announced 2040-07',
          '06 postponed 2040-08',
          '07 postponed 2040-09',
        ]);
      });

      it('is found by the day that is planned last', async () => {
        const list = async (month: string): Promise<readonly string[]> => {
          const path = `meetings?from=2040-${month}&to=2040-${month}`;
          const { meetings } = (await getNotes().query(collection, path)).data;
          return meetings.map(({ meeting }: AnswerValue) => meeting);
        };
        expect(await list('09')).toEqual(['union-9']);
        for (const month of ['06', '07', '08']) expect(await list(month)).toEqual([]);
      });
    },
  );

  describe('A day that is announced after a postponement', () => {
    it('is the planned one, also to find the meeting by', async () => {
      await getNotes().record(
        'after-postponement',
        note('third', '2040-02-10', announce('2040-04-12', 'am 12. April')),
        note('first', '2040-01-01', announce('2040-02-20', 'am 20. Februar')),
        note(
          'second',
          '2040-02-01',
          change('postponed', 'auf den März', { scheduledOn: '2040-03-09' }),
        ),
      );
      const page = await find('after-postponement', '2040-02-15');
      expect(page).toMatchObject({ stage: 'announced', scheduledOn: { edtf: '2040-04-12' } });
      const path = 'meetings?from=2040-04&to=2040-04';
      const { meetings } = (await getNotes().query('after-postponement', path)).data;
      expect(meetings).toMatchObject([{ meeting: 'union-9' }]);
    });
  });

  describe('The host of a planned meeting', () => {
    it('is on its page, in its sentence and in those of a next meeting', async () => {
      await getNotes().record('hosts', {
        document: 'invitation',
        facts: [
          {
            type: 'MeetingHeld',
            meeting: 'union-8',
            body: 'union',
            ordinal: 8,
            quote: 'der achten Tagung',
          },
          announce('2040-06', 'Ghana lädt zur neunten Tagung ein', {
            host: { GHA: 'Ghana' },
            verb: 'invited',
            verbAsWritten: 'lädt ein',
            by: { GHA: 'Ghana' },
          }),
          {
            type: 'NextMeetingAgreed',
            body: 'union',
            after: 'union-8',
            ordinal: 9,
            host: { GHA: 'Ghana' },
            verb: 'announced',
            verbAsWritten: 'kündigte an',
            quote: 'Die nächste Tagung richtet Ghana aus',
          },
        ],
      });
      expect((await getNotes().query('hosts', 'meetings/union-9')).data).toMatchObject({
        stage: 'announced',
        host: { id: 'GHA' },
      });
      expect((await getNotes().query('hosts', 'next-meetings')).data).toMatchObject([
        { host: { id: 'GHA' } },
      ]);
      const { data } = await getNotes().query('hosts', 'facts?state=GHA');
      const sentences = data.map(({ sentence }: AnswerValue) => sentence);
      expect(sentences.toSorted()).toEqual([
        'The 9th meeting of the Beekeepers’ Union is to be held in June 2040, hosted by Ghana, as invited by Ghana.',
        'The next meeting of the Beekeepers’ Union, its 9th, is to be held, hosted by Ghana, as announced.',
      ]);
      const page = await getNotes().run('query meeting union-9 --collections hosts');
      expect(page.out).toContain('to be hosted by Ghana');
      const decision = (await getNotes().query('hosts', 'decisions')).data;
      expect(decision).toMatchObject([{ verb: 'announced', verbAsWritten: 'kündigte an' }]);
    });
  });

  describe('A transfer of the chair that is only announced', () => {
    it('is a plan, whoever tells it', async () => {
      const transfer = (verb: string, quote: string) => ({
        type: 'ChairmanshipTransferred',
        body: 'union',
        from: { TGO: 'Togo' },
        to: { GHA: 'Ghana' },
        effectiveOn: '2040-07-01',
        verb,
        quote,
      });
      await getNotes().record(
        'transfers',
        note('plan', '2040-01-10', transfer('announced', 'Togo annonça la remise')),
        note('future', '2040-01-20', transfer('will-hand-over', 'Togo remettra')),
      );
      const findChair = async (): Promise<AnswerValue> =>
        (await getNotes().query('transfers', 'bodies/union/chair?asOf=2041-01-01')).data;
      expect(await findChair()).toMatchObject({
        known: 'not-recorded',
        line: [],
        planned: [{ holder: { id: 'GHA' } }],
      });
      await getNotes().record(
        'transfers',
        note('done', '2040-07-02', transfer('took-over', 'le Ghana a pris la présidence')),
      );
      expect(await findChair()).toMatchObject({
        known: 'presumed',
        holder: { holder: { id: 'GHA' } },
        planned: [],
      });
      const facts = (await getNotes().query('transfers', 'facts?type=ChairmanshipTransferred'))
        .data;
      const sentences = facts.map(({ sentence }: AnswerValue) => sentence);
      expect(sentences.toSorted()).toEqual([
        'The chair of the Beekeepers’ Union is to pass from Togo to Ghana on 1 July 2040, as announced.',
        'The chair of the Beekeepers’ Union is to pass from Togo to Ghana on 1 July 2040.',
        'The chair of the Beekeepers’ Union passed from Togo to Ghana on 1 July 2040.',
      ]);
    });
  });
}
