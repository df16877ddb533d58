import { z } from 'zod';
import { defineFact, nullableField, LIST_LENGTH_MAX, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { CountryValue, Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { Count } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** Somebody did or does something outside a meeting of the body. */
export const ActivityReportedV1 = defineFact('ActivityReported', 1, {
  group: 'reports',
  doc: 'Somebody did or does something outside a meeting of the body.',
  coding: 'Received by a head of state is a contact.',
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
      .describe('What kind of activity it is'),
    summary: text(600).describe('One sentence of ours').meta({ personal: true }),
    by: nullableField(z.array(ActorRef).max(LIST_LENGTH_MAX)).describe(
      'Who acts; not stated: the agent is left out',
    ),
    with: listField(ActorRef).describe('With whom'),
    states: listField(CountryValue).describe('States that are spoken of'),
    within: nullableField(BodyId).describe('The body in whose framework it takes place'),
    topic: nullableField(Term).describe('The field it belongs to'),
    action: nullableField(Term).describe('What was done, as a verb: detained'),
    organization: nullableField(ActorRef).describe('The organization acted against or spoken of'),
    series: nullableField(text(300)).describe('The series it belongs to, as named'),
    theme: nullableField(text(600)).describe('Its theme, in our words'),
    decision: nullableField(DecisionId).describe('The decision it carries out'),
    meeting: nullableField(MeetingId).describe('The meeting it belongs to'),
    count: nullableField(Count).describe('How many, of what'),
    place: nullableField(Place).describe('Where'),
    occurredOn: nullableField(DateValue).describe('When, or how it recurs'),
    period: nullableField(DateValue).describe('The time counted over'),
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
