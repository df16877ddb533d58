import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DocumentId, MeetingId } from '../shapes/ids.ts';
import { text } from '../shapes/text.ts';

/** An actor dissented from a meeting or a document. */
export const DissentRecordedV1 = defineFact('DissentRecorded', 1, {
  group: 'meetings',
  doc: 'An actor dissented from a meeting or a document.',
  identity: ['meeting', 'document', 'by', 'kind'],
  fields: {
    meeting: nullableField(MeetingId).describe('The meeting at which the actor dissented'),
    document: nullableField(DocumentId).describe('The document from which the actor dissented'),
    by: listField(ActorRef).describe('The dissenting actors; empty if not named'),
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
      .describe('The kind of dissent, from lack of consensus to no participation'),
    subject: text(600).describe('The subject, in the words of the recorder'),
    reason: nullableField(text(600)).describe('The reason, in the words of the recorder'),
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
