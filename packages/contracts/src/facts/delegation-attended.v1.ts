import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { MeetingId } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A delegation of a state took part in a meeting. */
export const DelegationAttendedV1 = defineFact('DelegationAttended', 1, {
  group: 'meetings',
  doc: 'A delegation of a state took part in a meeting.',
  coding:
    'Only delegations that the words say attended. A list of members, an expectation or a ' +
    'chair alone does not prove attendance.',
  identity: ['meeting', 'state'],
  singleValued: ['capacity', 'count'],
  fields: {
    meeting: MeetingId.describe('The meeting attended'),
    state: ActorRef.describe('A state, or a class of states ("the Member States"). Never an organ'),
    represents: nullableField(text(300)).describe(
      'The institution the delegation represents, as written: "competent authorities"',
    ),
    heads: listField(ActorRef).describe('The heads of the delegation'),
    basis: z
      .enum(['named', 'class', 'derived'])
      .describe('Named in the passage, covered by a class, or derived by a rule'),
    capacity: nullableField(z.enum(['member', 'observer', 'partner', 'guest'])).describe(
      'The capacity in which the state took part',
    ),
    count: nullableField(Count).describe('The number of people in the delegation'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = DelegationAttendedV1.parse({
  meeting: 'sco-rats-council-44',
  state: { id: 'BLR', kind: 'state', nameAsWritten: 'Belarus' },
  basis: 'named',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
