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
    decision: DecisionId.describe("The decision's id"),
    meeting: ifStated(MeetingId).describe('The meeting that took it'),
    by: listOf(ActorRef).describe('Who took it'),
    kind: Term.describe(
      'Open list: resolution, report, body-created, task, mandate, appointment, budget, rule, sanction, deployment',
    ),
    subject: text(600).describe('What was decided, in our words'),
    topic: ifStated(Term).describe('The field it belongs to'),
    establishes: ifStated(BodyId).describe('The body it creates'),
    assignee: ifStated(ActorRef).describe('Who must carry it out'),
    count: ifStated(Count).describe('The number it sets or concerns'),
    adoptedOn: ifStated(DateValue).describe('The day it was taken'),
    dueOn: ifStated(DateValue).describe('When it must be done'),
    votes: ifStated(
      z.strictObject({
        for: vote.describe('In favour'),
        against: vote.describe('Against'),
        abstained: vote.describe('Abstained'),
      }),
    ).describe('The votes, as counted; not stated: no vote is told of'),
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
