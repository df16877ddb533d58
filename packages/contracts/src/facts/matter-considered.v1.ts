import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { BodyId, DecisionId, MeetingId } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A meeting reviewed, addressed or heard a matter; nothing is said to have been decided. */
export const MatterConsideredV1 = defineFact('MatterConsidered', 1, {
  group: 'meetings',
  doc: 'A meeting reviewed, addressed or heard a matter; nothing is said to have been decided.',
  coding:
    'Reviewed, addressed, heard, discussed. What the words say was approved or agreed is a decision.',
  identity: ['meeting', 'verb'],
  fields: {
    meeting: MeetingId.describe('The meeting'),
    ...verbFields,
    subject: text(600).describe('The matter, in our words'),
    forBody: nullableField(BodyId).describe('The body for which it was considered'),
    decisions: listField(DecisionId).describe('Only decisions that the passage names'),
    outcome: nullableField(text(600)).describe('What came of it, where the words say so'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MatterConsideredV1.parse({
  meeting: 'sco-rats-council-44',
  verb: 'reviewed',
  subject: 'earlier decisions of the Council',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
