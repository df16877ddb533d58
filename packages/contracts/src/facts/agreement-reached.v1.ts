import { z } from 'zod';
import { defineFact, nullableField, LIST_LENGTH_MAX } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A body or its members agreed to do something. */
export const AgreementReachedV1 = defineFact('AgreementReached', 1, {
  group: 'decisions',
  doc: 'A body or its members agreed to do something.',
  coding:
    'An agreement to do something, including campaigns and cooperation. "Agreed that" is ' +
    'PositionStated; "intends" is IntentReported.',
  identity: ['decision'],
  singleValued: ['dueOn'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe("The agreement's id"),
    meeting: nullableField(MeetingId).describe('The meeting at which it was reached'),
    what: text(600).describe('The task, in the words of the recorder'),
    topic: Term.describe('The field it belongs to'),
    target: nullableField(text(300)).describe(
      'The person or thing it is directed at, in the words of the recorder',
    ),
    parties: nullableField(z.array(ActorRef).max(LIST_LENGTH_MAX)).describe(
      'The parties that agreed',
    ),
    dueOn: nullableField(DateValue).describe('The deadline'),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = AgreementReachedV1.parse({
  decision: 'joint-information-campaigns-2026',
  meeting: 'sco-rats-council-44',
  what: 'joint information campaigns',
  topic: 'information-campaigns',
  dueOn: { edtf: '2026', basis: 'stated' },
  verb: 'agreed',
  assertion: { passages: [examplePassage], modality: 'decided' },
});
