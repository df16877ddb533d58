import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { BodyId, DecisionId, MeetingId } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A meeting reviewed, addressed or heard a matter; the words state no decision. */
export const MatterConsideredV1 = defineFact('MatterConsidered', 1, {
  group: 'meetings',
  doc: 'A meeting reviewed, addressed or heard a matter; the words state no decision.',
  coding:
    'Reviewed, addressed, heard, discussed. A matter that was approved or agreed is a decision.',
  identity: ['meeting', 'verb'],
  fields: {
    meeting: MeetingId.describe('The meeting'),
    ...verbFields,
    subject: text(600).describe('The matter, in the words of the recorder'),
    forBody: nullableField(BodyId).describe('The body for which it was considered'),
    decisions: listField(DecisionId).describe('Only decisions that the passage names'),
    outcome: nullableField(text(600)).describe('The outcome, if the words state it'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MatterConsideredV1.parse({
  meeting: 'sco-rats-council-44',
  verb: 'reviewed',
  subject: 'earlier decisions of the Council',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
