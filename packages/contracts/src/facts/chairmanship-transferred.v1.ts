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
    body: BodyId,
    from: ifStated(ActorRef),
    to: ifStated(ActorRef),
    by: ifStated(ActorRef),
    meeting: ifStated(MeetingId),
    effectiveOn: ifStated(DateValue),
    /** The term, as written. */
    term: ifStated(text(300)),
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
