import { z } from 'zod';
import { defineFact, ifStated, listOf } from '../define-fact.ts';
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
    meeting: ifStated(MeetingId),
    document: ifStated(DocumentId),
    by: listOf(ActorRef),
    kind: z.enum([
      'no-consensus',
      'dissociated',
      'reserved',
      'abstained',
      'voted-against',
      'vetoed',
      'refused-to-sign',
      'took-no-part',
    ]),
    subject: text(600),
    reason: ifStated(text(600)),
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
