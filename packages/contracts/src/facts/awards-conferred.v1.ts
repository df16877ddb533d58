import { defineFact, ifStated } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { MeetingId } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** Awards or thanks were given at a meeting. */
export const AwardsConferredV1 = defineFact('AwardsConferred', 1, {
  group: 'meetings',
  doc: 'Awards or thanks were given at a meeting.',
  identity: ['meeting', 'recipients'],
  singleValued: ['count'],
  fields: {
    meeting: MeetingId,
    award: ifStated(text(300)),
    /** Who received them, in our words. */
    recipients: text(300),
    by: ifStated(ActorRef),
    /** Null: the number is not stated, which is not zero. */
    count: ifStated(Count),
    reason: ifStated(text(600)),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = AwardsConferredV1.parse({
  meeting: 'sco-rats-council-44',
  recipients: 'officials of the Executive Committee',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
