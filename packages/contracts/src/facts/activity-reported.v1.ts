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
    kind: z.enum([
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
    ]),
    summary: text(600),
    /** Null: the agent is left out. */
    by: ifStated(z.array(ActorRef).max(LIST_LENGTH_MAX)),
    with: listOf(ActorRef),
    states: listOf(CountryValue),
    within: ifStated(BodyId),
    topic: ifStated(Term),
    /** What was done, as a verb: detained. */
    action: ifStated(Term),
    organization: ifStated(ActorRef),
    series: ifStated(text(300)),
    theme: ifStated(text(600)),
    decision: ifStated(DecisionId),
    meeting: ifStated(MeetingId),
    count: ifStated(Count),
    place: ifStated(Place),
    occurredOn: ifStated(DateValue),
    period: ifStated(DateValue),
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
