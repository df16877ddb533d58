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
    'Only who is said to have attended: a list of members, an expectation or a chair alone is no attendance.',
  identity: ['meeting', 'state'],
  singleValued: ['capacity', 'count'],
  fields: {
    meeting: MeetingId.describe('The meeting attended'),
    state: ActorRef.describe('A state, or a class of states ("the Member States"). Never an organ'),
    represents: nullableField(text(300)).describe(
      'Whom the delegation speaks for, as written: "competent authorities"',
    ),
    heads: listField(ActorRef).describe('Who led the delegation'),
    basis: z
      .enum(['named', 'class', 'derived'])
      .describe('Named in the passage, covered by a class, or derived by a rule'),
    capacity: nullableField(z.enum(['member', 'observer', 'partner', 'guest'])).describe(
      'As what the state took part',
    ),
    count: nullableField(Count).describe('How many people the delegation had'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = DelegationAttendedV1.parse({
  meeting: 'sco-rats-council-44',
  state: { id: 'BLR', kind: 'state', nameAsWritten: 'Belarus' },
  basis: 'named',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
