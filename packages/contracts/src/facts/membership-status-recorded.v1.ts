import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A state or body has or had a membership status in a body. */
export const MembershipStatusRecordedV1 = defineFact('MembershipStatusRecorded', 1, {
  group: 'bodies',
  doc: 'A state or body has or had a membership status in a body.',
  identity: ['member', 'body', 'status'],
  singleValued: ['startedOn', 'endedOn'],
  fields: {
    member: ActorRef.describe('The state or body that has the status'),
    body: BodyId.describe('The body in which it has the status'),
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
      .describe('The membership status'),
    statusAsWritten: nullableField(text(200)).describe('The words of the source, if they differ'),
    by: nullableField(ActorRef).describe('The actor that granted, changed or ended the status'),
    meeting: nullableField(MeetingId).describe('The meeting at which that happened'),
    startedOn: nullableField(DateValue).describe('The start date'),
    endedOn: nullableField(DateValue).describe('The end date'),
    heldAsOf: nullableField(DateValue).describe(
      'A date on which it was true, if the source states neither start nor end',
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
