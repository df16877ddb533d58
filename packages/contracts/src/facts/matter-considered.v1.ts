import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { BodyId, DecisionId, MeetingId } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A meeting reviewed, addressed or heard a matter; nothing is said to have been decided. */
export const MatterConsideredV1 = defineFact('MatterConsidered', 1, {
  group: 'meetings',
  doc: 'A meeting reviewed, addressed or heard a matter; nothing is said to have been decided.',
  identity: ['meeting', 'verb'],
  fields: {
    meeting: MeetingId,
    ...verbFields,
    /** The matter, in our words. */
    subject: text(600),
    forBody: ifStated(BodyId),
    /** Only decisions that the passage names. */
    decisions: listOf(DecisionId),
    outcome: ifStated(text(600)),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MatterConsideredV1.parse({
  meeting: 'sco-rats-council-44',
  verb: 'reviewed',
  subject: 'earlier decisions of the Council',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
