import { defineFact, nullableField, listField } from '../define-fact.ts';
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
  coding: 'Decided, agreed, supported or planned: the verb carries the force.',
  identity: ['decision'],
  singleValued: ['hostState', 'place', 'scheduledOn', 'count'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe("The plan's id"),
    meeting: nullableField(MeetingId).describe('The meeting at which it was planned'),
    kind: Term.describe('The kind of event: exercise, operation, conference, practical-seminar'),
    name: nullableField(text(300)).describe('Its name, as written'),
    topic: nullableField(Term).describe('The field it belongs to'),
    by: listField(ActorRef).describe('The actors that will hold it'),
    proposedBy: nullableField(ActorRef).describe('The actor that proposed it'),
    hostState: nullableField(ActorRef).describe('The state that will host it'),
    place: nullableField(Place).describe('The planned place'),
    scheduledOn: nullableField(DateValue).describe('The planned date'),
    count: nullableField(Count).describe('The number of planned events'),
    partOf: nullableField(DecisionId).describe('The larger plan it belongs to'),
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
