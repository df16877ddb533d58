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
    decision: DecisionId.describe("The plan's id"),
    meeting: ifStated(MeetingId).describe('The meeting at which it was planned'),
    kind: Term.describe('What is to be held: exercise, operation, conference, practical-seminar'),
    name: ifStated(text(300)).describe('Its name, as written'),
    topic: ifStated(Term).describe('The field it belongs to'),
    by: listOf(ActorRef).describe('Who will hold it'),
    proposedBy: ifStated(ActorRef).describe('Who proposed it'),
    hostState: ifStated(ActorRef).describe('The state that will host it'),
    place: ifStated(Place).describe('Where it is to be held'),
    scheduledOn: ifStated(DateValue).describe('When it is to be held'),
    count: ifStated(Count).describe('How many are to be held'),
    partOf: ifStated(DecisionId).describe('The larger plan it belongs to'),
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
