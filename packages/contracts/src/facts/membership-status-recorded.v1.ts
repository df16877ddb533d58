import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A state or body stood in some relation of membership to a body. */
export const MembershipStatusRecordedV1 = defineFact('MembershipStatusRecorded', 1, {
  group: 'bodies',
  doc: 'A state or body stood in some relation of membership to a body.',
  identity: ['member', 'body', 'status'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    member: ActorRef.describe('The state or body that stands in the relation'),
    body: BodyId.describe('The body it stands in relation to'),
    status: z
      .enum([
        'member',
        'acceding',
        'observer',
        'partner',
        'guest',
        'elected-member',
        'suspended',
        'withdrawn',
      ])
      .describe('Which relation'),
    statusAsWritten: nullableField(text(200)).describe('The words for it, where they are others'),
    by: nullableField(ActorRef).describe('Who granted, changed or ended it'),
    meeting: nullableField(MeetingId).describe('The meeting at which that was done'),
    startedOn: nullableField(DateValue).describe('Since when'),
    endedOn: nullableField(DateValue).describe('Until when'),
    heldAsOf: nullableField(DateValue).describe(
      'When it was so, where neither its beginning nor its end is told',
    ),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = MembershipStatusRecordedV1.parse({
  member: { id: 'AFG', kind: 'state', nameAsWritten: 'Afghanistan' },
  body: 'sco',
  status: 'observer',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
