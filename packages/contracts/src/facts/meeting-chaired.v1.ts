import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { MeetingId } from '../shapes/ids.ts';

/** A state or body chaired a meeting, perhaps through a named person. */
export const MeetingChairedV1 = defineFact('MeetingChaired', 1, {
  group: 'meetings',
  doc: 'A state or body chaired a meeting, perhaps through a named person.',
  coding:
    'The chairmanship of one meeting. A chair that is not in the list of delegations is not ' +
    'recorded as attending.',
  identity: ['meeting'],
  singleValued: ['chairs', 'person'],
  fields: {
    meeting: MeetingId.describe('The meeting chaired'),
    chairs: z
      .array(ActorRef)
      .min(1)
      .max(20)
      .describe('The states, bodies or organs that chaired it'),
    person: nullableField(ActorRef).describe('The person who presided'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingChairedV1.parse({
  meeting: 'sco-rats-council-44',
  chairs: [{ id: 'KGZ', kind: 'state', nameAsWritten: 'Kyrgyz Republic' }],
  assertion: { passages: [examplePassage], modality: 'reported' },
});
