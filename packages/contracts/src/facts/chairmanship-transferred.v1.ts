import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { optionalVerbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** The chair of a body passed from one holder to another. */
export const ChairmanshipTransferredV1 = defineFact('ChairmanshipTransferred', 1, {
  group: 'chair',
  doc: 'The chair of a body passed from one holder to another.',
  coding:
    'A handover of the chair, also a future one. The chair of one meeting is MeetingChaired; ' +
    'the chair of a period is ChairmanshipRecorded.',
  identity: ['body'],
  singleValued: ['from', 'to', 'effectiveOn'],
  fields: {
    body: BodyId.describe('The body that is chaired; never the organization above it'),
    from: nullableField(ActorRef).describe('The previous holder of the chair'),
    to: nullableField(ActorRef).describe('The new holder of the chair'),
    by: nullableField(ActorRef).describe(
      'The actor that transferred the chair, if a third party decides',
    ),
    meeting: nullableField(MeetingId).describe('The meeting at which the chair passed'),
    effectiveOn: nullableField(DateValue).describe('The day on which the transfer takes effect'),
    term: nullableField(text(300)).describe('The term, as written'),
    ...optionalVerbFields,
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
