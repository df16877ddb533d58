import { defineFact, nullableField } from '../define-fact.ts';
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
    from: nullableField(ActorRef).describe('Who held the chair before'),
    to: nullableField(ActorRef).describe('Who holds it from then on'),
    by: nullableField(ActorRef).describe('Who transferred it, where another decides'),
    meeting: nullableField(MeetingId).describe('The meeting at which it passed'),
    effectiveOn: nullableField(DateValue).describe('From when'),
    term: nullableField(text(300)).describe('The term, as written'),
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
