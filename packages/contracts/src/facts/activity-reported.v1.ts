import { z } from 'zod';
import { defineFact, nullableField, LIST_LENGTH_MAX, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CountryValue, Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A source reports an activity outside the meetings of the body. */
export const ActivityReportedV1 = defineFact('ActivityReported', 1, {
  group: 'reports',
  doc: 'A source reports an activity outside the meetings of the body.',
  coding: 'A reception by a head of state is a contact.',
  identity: ['kind'],
  fields: {
    kind: z
      .enum([
        'operation',
        'operation-series',
        'conference',
        'conference-series',
        'exercise',
        'contact',
        'message',
        'measure',
        'commemoration',
        'incident-count',
      ])
      .describe('The kind of activity'),
    summary: text(600)
      .describe('One sentence in the words of the recorder')
      .meta({ personal: true }),
    by: nullableField(z.array(ActorRef).max(LIST_LENGTH_MAX)).describe(
      'The actors; not stated if the words name no agent',
    ),
    with: listField(ActorRef).describe('The other participants'),
    states: listField(CountryValue).describe('States that the words mention'),
    within: nullableField(BodyId).describe('The body in whose framework it takes place'),
    topic: nullableField(Term).describe('The field it belongs to'),
    action: nullableField(Term).describe('The action, as a verb: detained'),
    organization: nullableField(ActorRef).describe(
      'The organization that is the target, or is mentioned',
    ),
    series: nullableField(text(300)).describe('The series it belongs to, as named'),
    theme: nullableField(text(600)).describe('Its theme, in the words of the recorder'),
    decision: nullableField(DecisionId).describe('The decision it carries out'),
    meeting: nullableField(MeetingId).describe('The meeting it belongs to'),
    count: nullableField(Count).describe('The number, and the thing counted'),
    place: nullableField(Place).describe('The place'),
    occurredOn: nullableField(DateValue).describe('The date, or the rule by which it recurs'),
    period: nullableField(DateValue).describe('The period of the count'),
  },
  stream: (data) => `source-${data.assertion.passages[0]?.document}`,
});

export const example = ActivityReportedV1.parse({
  kind: 'operation',
  summary: 'Members of a group were detained.',
  count: { min: 9, max: 9, ofWhat: 'persons' },
  action: 'detained',
  assertion: { passages: [examplePassage], modality: 'narrated' },
});
