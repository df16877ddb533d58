import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { Place } from '../shapes/country.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { Count, verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** An exercise, operation, conference or seminar is to be held. */
export const EventPlannedV1 = defineFact('EventPlanned', 1, {
  group: 'decisions',
  doc: 'An exercise, operation, conference or seminar is to be held.',
  coding: 'Decided, agreed, supported or planned: the force is in the verb.',
  identity: ['decision'],
  singleValued: ['scheduledOn', 'hostState', 'place'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId,
    meeting: ifStated(MeetingId),
    kind: Term,
    name: ifStated(text(300)),
    topic: ifStated(Term),
    by: listOf(ActorRef),
    proposedBy: ifStated(ActorRef),
    hostState: ifStated(ActorRef),
    place: ifStated(Place),
    scheduledOn: ifStated(DateValue),
    count: ifStated(Count),
    partOf: ifStated(DecisionId),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = EventPlannedV1.parse({
  decision: 'expert-events-pakistan',
  meeting: 'sco-rats-council-44',
  kind: 'expert-event',
  hostState: { id: 'PAK', kind: 'state', nameAsWritten: 'Pakistan' },
  verb: 'planned',
  assertion: { passages: [examplePassage], modality: 'planned' },
});
