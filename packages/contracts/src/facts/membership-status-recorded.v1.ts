import { z } from 'zod';
import { defineFact, ifStated } from '../define-fact.ts';
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
    member: ActorRef,
    body: BodyId,
    status: z.enum(['member', 'acceding', 'observer', 'partner', 'guest', 'elected-member', 'suspended', 'withdrawn']),
    statusAsWritten: ifStated(text(200)),
    by: ifStated(ActorRef),
    meeting: ifStated(MeetingId),
    startedOn: ifStated(DateValue),
    endedOn: ifStated(DateValue),
    /** When it was so, where neither its beginning nor its end is told. */
    heldAsOf: ifStated(DateValue),
  },
  stream: (data) => `body-${data.body}`,
});

export const example = MembershipStatusRecordedV1.parse({
  member: { id: 'AFG', kind: 'state', nameAsWritten: 'Afghanistan' },
  body: 'sco',
  status: 'observer',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
