import { z } from 'zod';
import { defineFact, ifStated, LIST_LENGTH_MAX, listOf } from '../define-fact.ts';
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
    by: ifStated(z.array(ActorRef).max(LIST_LENGTH_MAX)).describe(
      'Who acts; not stated: the agent is left out',
    ),
    with: listOf(ActorRef).describe('With whom'),
    states: listOf(CountryValue).describe('States that are spoken of'),
    within: ifStated(BodyId).describe('The body in whose framework it takes place'),
    topic: ifStated(Term).describe('The field it belongs to'),
    action: ifStated(Term).describe('What was done, as a verb: detained'),
    organization: ifStated(ActorRef).describe('The organization acted against or spoken of'),
    series: ifStated(text(300)).describe('The series it belongs to, as named'),
    theme: ifStated(text(600)).describe('Its theme, in our words'),
    decision: ifStated(DecisionId).describe('The decision it carries out'),
    meeting: ifStated(MeetingId).describe('The meeting it belongs to'),
    count: ifStated(Count).describe('How many, of what'),
    place: ifStated(Place).describe('Where'),
    occurredOn: ifStated(DateValue).describe('When, or how it recurs'),
    period: ifStated(DateValue).describe('The time counted over'),
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
