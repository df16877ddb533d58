import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A state, body or person chairs a body over a period. */
export const ChairmanshipRecordedV1 = defineFact('ChairmanshipRecorded', 1, {
  group: 'chair',
  doc: 'A state, body or person chairs a body over a period.',
  coding:
    'A chairmanship of a period. The chair of one meeting is MeetingChaired; a handover of the ' +
    'chair is ChairmanshipTransferred.',
  identity: ['body', 'chair', 'stage'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    body: BodyId.describe('The body that is chaired'),
    chair: ActorRef.describe('The state, body or person that holds the chair'),
    person: nullableField(ActorRef).describe('The person who exercises it'),
    stage: z
      .enum(['incoming', 'current', 'outgoing'])
      .describe('Whether the chair is incoming, current or outgoing'),
    startedOn: nullableField(DateValue).describe('The start date'),
    endedOn: nullableField(DateValue).describe('The end date'),
    heldAsOf: nullableField(DateValue).describe(
      'A date on which it was true, if the source states neither start nor end',
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
