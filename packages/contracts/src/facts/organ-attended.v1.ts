import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { MeetingId } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';

/** An organ, secretariat or organization took part in a meeting. It is not a state. */
export const OrganAttendedV1 = defineFact('OrganAttended', 1, {
  group: 'meetings',
  doc: 'An organ, secretariat or organization took part in a meeting. It is not a state.',
  coding:
    'Secretariats, executive committees, other organizations. The attendance of a state is ' +
    'DelegationAttended.',
  identity: ['meeting', 'organ'],
  singleValued: ['capacity', 'count'],
  fields: {
    meeting: MeetingId.describe('The meeting attended'),
    organ: ActorRef.describe('The organ, secretariat or organization. Never a state'),
    heads: listField(ActorRef).describe('Its heads or representatives'),
    capacity: nullableField(z.enum(['member', 'secretariat', 'observer', 'guest'])).describe(
      'The capacity in which it took part',
    ),
    count: nullableField(Count).describe('The number of its representatives'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = OrganAttendedV1.parse({
  meeting: 'sco-rats-council-44',
  organ: {
    id: 'sco-rats-executive-committee',
    kind: 'organ',
    nameAsWritten: 'Executive Committee',
  },
  capacity: 'secretariat',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
