import { z } from 'zod';
import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { MeetingId } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';

/** An organ, secretariat or organization took part in a meeting. It is not a state. */
export const OrganAttendedV1 = defineFact('OrganAttended', 1, {
  group: 'meetings',
  doc: 'An organ, secretariat or organization took part in a meeting. It is not a state.',
  identity: ['meeting', 'organ'],
  singleValued: ['capacity', 'count'],
  fields: {
    meeting: MeetingId,
    organ: ActorRef,
    heads: listOf(ActorRef),
    capacity: ifStated(z.enum(['member', 'secretariat', 'observer', 'guest'])),
    count: ifStated(Count),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = OrganAttendedV1.parse({
  meeting: 'sco-rats-council-44',
  organ: { id: 'sco-rats-executive-committee', kind: 'organ', nameAsWritten: 'Executive Committee' },
  capacity: 'secretariat',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
