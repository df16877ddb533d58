import { defineFact, nullableField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { verbFields } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A plan, roadmap or list of measures was approved. */
export const PlanApprovedV1 = defineFact('PlanApproved', 1, {
  group: 'decisions',
  doc: 'A plan, roadmap or list of measures was approved.',
  coding:
    'Plans, roadmaps, lists of measures. A draft that another body must still act on is ' +
    'DraftEndorsed.',
  identity: ['decision'],
  singleValued: ['of', 'period', 'adoptedOn'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe("The decision's id"),
    meeting: nullableField(MeetingId).describe('The meeting that approved it'),
    of: nullableField(ActorRef).describe('The actor the plan is for'),
    kind: Term.describe('The kind of plan: work-plan, roadmap, list-of-measures'),
    name: nullableField(text(300)).describe('Its name, as written'),
    period: nullableField(DateValue).describe('The period it covers'),
    adoptedOn: nullableField(DateValue).describe('The day it was approved'),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = PlanApprovedV1.parse({
  decision: 'executive-committee-work-plans-44',
  meeting: 'sco-rats-council-44',
  kind: 'work-plan',
  verb: 'approved',
  assertion: { passages: [examplePassage], modality: 'decided' },
});
