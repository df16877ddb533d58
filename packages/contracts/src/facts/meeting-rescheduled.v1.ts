import { z } from 'zod';
import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { DateValue } from '../shapes/date-value.ts';
import { MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** A meeting that was to take place was postponed or cancelled. */
export const MeetingRescheduledV1 = defineFact('MeetingRescheduled', 1, {
  group: 'meetings',
  doc: 'A meeting that was to take place was postponed or cancelled.',
  identity: ['meeting', 'outcome'],
  fields: {
    meeting: MeetingId.describe('The meeting that was to take place'),
    outcome: z.enum(['postponed', 'cancelled']).describe('Whether it was postponed or cancelled'),
    scheduledOn: nullableField(DateValue).describe('The new date'),
    reason: nullableField(text(600)).describe('The reason, in the words of the recorder'),
  },
  stream: (data) => `meeting-${data.meeting}`,
});

export const example = MeetingRescheduledV1.parse({
  meeting: 'sco-rats-council-45',
  outcome: 'postponed',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
