import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** The chair of a body passed from one holder to another. */
export const ChairmanshipTransferredV1 = defineFact('ChairmanshipTransferred', 1, {
  group: 'chair',
  doc: 'The chair of a body passed from one holder to another.',
  coding:
    'The chair passes, is assumed or is taken over, also in future. A chair of one meeting is MeetingChaired, of a period ChairmanshipRecorded.',
  identity: ['body'],
  fields: {
    body: BodyId.describe('The body whose chair it is; never the organization above it'),
    from: ifStated(ActorRef).describe('Who held the chair before'),
    to: ifStated(ActorRef).describe('Who holds it from then on'),
    by: ifStated(ActorRef).describe('Who transferred it, where another decides'),
    meeting: ifStated(MeetingId).describe('The meeting at which it passed'),
    effectiveOn: ifStated(DateValue).describe('From when'),
    term: ifStated(text(300)).describe('The term, as written'),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = ChairmanshipTransferredV1.parse({
  body: 'sco-rats-council',
  from: { id: 'KGZ', kind: 'state', nameAsWritten: 'Kyrgyz Republic' },
  to: { id: 'PAK', kind: 'state', nameAsWritten: 'Pakistan' },
  meeting: 'sco-rats-council-44',
  effectiveOn: { edtf: '2025-09-10', basis: 'derived', rule: 'chair-effective-on-meeting-date' },
  assertion: { passages: [examplePassage], modality: 'reported' },
});
