import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { MeetingId } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** Awards or thanks were given at a meeting. */
export const AwardsConferredV1 = defineFact('AwardsConferred', 1, {
  group: 'meetings',
  doc: 'Awards or thanks were given at a meeting.',
  coding: '"A number of" states no count.',
  identity: ['meeting', 'recipients'],
  singleValued: ['by', 'count'],
  fields: {
    meeting: MeetingId.describe('The meeting at which they were given'),
    award: nullableField(text(300)).describe('The award, as written'),
    recipients: text(300).describe('The recipients, in the words of the recorder'),
    by: nullableField(ActorRef).describe('The actor that gave them'),
    count: nullableField(Count).describe('How many; not stated is not zero'),
    reason: nullableField(text(600)).describe('The reason, in the words of the recorder'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = AwardsConferredV1.parse({
  meeting: 'sco-rats-council-44',
  recipients: 'officials of the Executive Committee',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
