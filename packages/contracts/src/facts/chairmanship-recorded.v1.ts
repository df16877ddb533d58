import { z } from 'zod';
import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Who chairs a body over a period. */
export const ChairmanshipRecordedV1 = defineFact('ChairmanshipRecorded', 1, {
  group: 'chair',
  doc: 'Who chairs a body over a period.',
  identity: ['body', 'chair', 'stage'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    body: BodyId,
    chair: ActorRef,
    person: ifStated(ActorRef),
    stage: z.enum(['incoming', 'current', 'outgoing']),
    startedOn: ifStated(DateValue),
    endedOn: ifStated(DateValue),
    heldAsOf: ifStated(DateValue),
    term: ifStated(text(300)),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = ChairmanshipRecordedV1.parse({
  body: 'sco-rats-council',
  chair: { id: 'PAK', kind: 'state', nameAsWritten: 'Pakistan' },
  stage: 'current',
  heldAsOf: { edtf: '2025-12', basis: 'stated' },
  assertion: { passages: [examplePassage], modality: 'reported' },
});
