import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Who chairs a body over a period. */
export const ChairmanshipRecordedV1 = defineFact('ChairmanshipRecorded', 1, {
  group: 'chair',
  doc: 'Who chairs a body over a period.',
  coding:
    'Under a chairmanship of a period. Of one meeting it is MeetingChaired; where it passes, ChairmanshipTransferred.',
  identity: ['body', 'chair', 'stage'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    body: BodyId.describe('The body whose chair it is'),
    chair: ActorRef.describe('The state, body or person that holds it'),
    person: nullableField(ActorRef).describe('The person who exercises it'),
    stage: z
      .enum(['incoming', 'current', 'outgoing'])
      .describe('Whether the chair is incoming, current or outgoing'),
    startedOn: nullableField(DateValue).describe('Since when'),
    endedOn: nullableField(DateValue).describe('Until when'),
    heldAsOf: nullableField(DateValue).describe(
      'When it was so, where neither its beginning nor its end is told',
    ),
    term: nullableField(text(300)).describe('The term, as written'),
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
