import { z } from 'zod';
import { defineFact, nullableField, listField } from '../define-fact.ts';
import { examplePassage } from '../example-passage.ts';
import { ActorRef } from '../shapes/actor.ts';
import { DateValue } from '../shapes/date-value.ts';
import { BodyId, DecisionId, MeetingId, Term } from '../shapes/ids.ts';
import {
  Count,
  Identifier,
  InstrumentRef,
  Interval,
  verbFields,
  vote,
} from '../shapes/quantity.ts';
import { text } from '../shapes/text.ts';

/** A body took any other formal decision. */
export const DecisionAdoptedV1 = defineFact('DecisionAdopted', 1, {
  group: 'decisions',
  doc: 'A body took any other formal decision.',
  coding:
    'Reports, results, resolutions and any other formal decision; so is each operative paragraph ' +
    'of a resolution, `partOf` it. A preambular paragraph is PositionStated.',
  identity: ['decision'],
  singleValued: [
    'establishes',
    'assignee',
    'effect',
    'affects',
    'period',
    'count',
    'adoptedOn',
    'dueOn',
    'votes',
  ],
  introduces: [{ referent: 'decision', field: 'decision' }],
  fields: {
    decision: DecisionId.describe("The decision's id"),
    meeting: nullableField(MeetingId).describe('The meeting that took it'),
    by: listField(ActorRef).describe('The actor that took it'),
    kind: Term.describe(
      'Open list: resolution, report, body-created, task, mandate, appointment, budget, rule, ' +
        'sanction, deployment',
    ),
    subject: text(600).describe('The decision, in the words of the recorder'),
    topic: nullableField(Term).describe('The field it belongs to'),
    establishes: nullableField(BodyId).describe('The body it creates'),
    assignee: nullableField(ActorRef).describe('The actor that must carry it out'),
    addressees: listField(ActorRef).describe(
      'The actors that it asks, authorises or encourages; `assignee` if it binds one',
    ),
    effect: nullableField(z.enum(['establishes', 'extends', 'changes', 'eases', 'ends'])).describe(
      'What it does to a mandate, a mission, a body, or sanctions',
    ),
    affects: nullableField(ActorRef).describe(
      'The body, mission or mandate that it establishes, extends or changes; of sanctions those on ' +
        'whom they are: a state, person or group, or a class `of` the committee that lists them',
    ),
    measures: listField(Term).describe(
      'The sanctions that it imposes (establishes), extends, changes, eases or ends on those whom ' +
        'it affects (open list): asset-freeze, travel-ban, arms-embargo',
    ),
    period: nullableField(DateValue).describe('The period for which it holds: `../2022-12-31`'),
    every: nullableField(Interval).describe(
      'How often it is due again after `dueOn`, as an ISO 8601 duration: P90D',
    ),
    partOf: nullableField(DecisionId).describe('The decision whose paragraph this is'),
    instruments: listField(InstrumentRef).describe(
      'Decisions, treaties and charters that its words cite, and what they do with each',
    ),
    identifiers: listField(Identifier).describe(
      'Its ids in external schemes, such as the symbol of a resolution; not that of a paragraph',
    ),
    count: nullableField(Count).describe('The number it sets or concerns'),
    adoptedOn: nullableField(DateValue).describe('The day it was taken'),
    dueOn: nullableField(DateValue).describe('The deadline'),
    votes: nullableField(
      z.strictObject({
        for: vote.describe('In favour'),
        against: vote.describe('Against'),
        abstained: vote.describe('Abstained'),
      }),
    ).describe('The votes, as counted; not stated if the source mentions no vote'),
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
