import { z } from 'zod';
import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Who holds an office, or by what rule it is held. One event for each office. */
export const OfficeRecordedV1 = defineFact('OfficeRecorded', 1, {
  group: 'bodies',
  doc: 'Who holds an office, or by what rule it is held. One event for each office.',
  identity: ['office', 'body', 'holder', 'stage'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    /** The office, in lower case: director, secretary-general. */
    office: text(200),
    body: ifStated(BodyId),
    holder: ifStated(ActorRef),
    rank: ifStated(text(200)),
    /** The office whose holder holds this one by rule. */
    exOfficio: ifStated(text(300)),
    stage: z.enum(['proposed', 'elected', 'appointed', 'holds', 'left']),
    by: ifStated(ActorRef),
    meeting: ifStated(MeetingId),
    startedOn: ifStated(DateValue),
    endedOn: ifStated(DateValue),
    heldAsOf: ifStated(DateValue),
  },
  stream: (data) => (data.body === null ? `source-${data.assertion.passages[0]?.document}` : `body-${data.body}`),
});

export const example = OfficeRecordedV1.parse({
  office: 'chairman',
  body: 'ru-nac',
  exOfficio: 'director of the FSB',
  stage: 'holds',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
