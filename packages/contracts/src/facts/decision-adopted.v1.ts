import { z } from 'zod';
import { defineFact, ifStated, listOf } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import { Count, verbFields, vote } from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A body took any other formal decision. */
export const DecisionAdoptedV1 = defineFact('DecisionAdopted', 1, {
  group: 'decisions',
  doc: 'A body took any other formal decision.',
  coding: 'Reports, results, resolutions, anything else formal.',
  identity: ['decision'],
  singleValued: ['adoptedOn', 'dueOn'],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId,
    meeting: ifStated(MeetingId),
    by: listOf(ActorRef),
    /** Open list: resolution, report, body-created, task, mandate, appointment, budget, rule, sanction, deployment… */
    kind: Term,
    subject: text(600),
    topic: ifStated(Term),
    establishes: ifStated(BodyId),
    assignee: ifStated(ActorRef),
    count: ifStated(Count),
    adoptedOn: ifStated(DateValue),
    dueOn: ifStated(DateValue),
    votes: ifStated(z.strictObject({ for: vote, against: vote, abstained: vote })),
    ...verbFields,
  },
  stream: (data) => `decision-${data.decision}`,
});

export const example = DecisionAdoptedV1.parse({
  decision: 'annual-report-2024',
  kind: 'report',
  subject: 'the annual report',
  verb: 'approved',
  assertion: { passages: [examplePassage], modality: 'decided' },
});
