import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DocumentId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** Somebody did not go along with what a meeting or document says. */
export const DissentRecordedV1 = defineFact('DissentRecorded', 1, {
  group: 'meetings',
  doc: 'Somebody did not go along with what a meeting or document says.',
  identity: ['meeting', 'document', 'by', 'kind'],
  fields: {
    meeting: nullableField(MeetingId).describe('The meeting, where it was there'),
    document: nullableField(DocumentId).describe('The document, where it was from its text'),
    by: listField(ActorRef).describe('Who did not go along; empty: not named'),
    kind: z
      .enum([
        'no-consensus',
        'dissociated',
        'reserved',
        'abstained',
        'voted-against',
        'vetoed',
        'refused-to-sign',
        'took-no-part',
      ])
      .describe('How: from lack of consensus to taking no part'),
    subject: text(600).describe('On what, in our words'),
    reason: nullableField(text(600)).describe('Why, in our words'),
  },
  stream: (data) =>
    data.meeting === null
      ? `source-${data.document ?? data.assertion.passages[0]?.document}`
      : `meeting-${data.meeting}`,
});

export const example = DissentRecordedV1.parse({
  meeting: 'sco-rats-council-44',
  by: [{ id: 'IND', kind: 'state', nameAsWritten: 'India' }],
  kind: 'abstained',
  subject: 'the draft statement',
  assertion: { passages: [examplePassage], modality: 'reported' },
});
