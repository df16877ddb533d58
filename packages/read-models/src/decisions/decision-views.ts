import { ActorRef, Count, DateValue, OrdinalValue, Place } from '@rapporteur/contracts';
import { STRENGTHS } from '@rapporteur/statements';
import { z } from 'zod';
import { DATE_SOURCES } from '../days/fact-day.ts';
import { RESOLVED_MEMBERS } from '../query/resolve-things.ts';
import { readonlyArray } from '../views.ts';
import { ThingRefView } from './incident-views.ts';

/** The statuses of a decision. */
export const DECISION_STATUSES = [
  'open',
  'in-force',
  'in-progress',
  'done',
  'lapsed',
  'overdue',
  'cancelled',
] as const;
export const DecisionStatus = z.enum(DECISION_STATUSES);
export type DecisionStatus = z.output<typeof DecisionStatus>;

/** The reasons for a status: a report of a source, or one of these rules. */
export const STATUS_RULES = [
  'reported',
  'due-day-passed',
  'period-ended',
  'within-period',
  'next-meeting-held',
  'not-yet-done',
] as const;

/** A decision, agreement or plan, resolved from all facts about it, with its status. */
export const DecisionView = z.object({
  collection: z.string(),
  decision: z.string().nullable().meta({
    description: 'Null: an agreed next meeting or an adopted document, which has no decision id.',
  }),
  alsoIn: readonlyArray(ThingRefView).meta({
    description: 'The same decision in other collections.',
  }),
  document: z.string().nullable(),
  type: z.string(),
  kind: z.string().nullable(),
  name: z.string().nullable(),
  topic: z.string().nullable(),
  verb: z.string().nullable().meta({
    description: 'The strongest verb of the best speaker, which is the acting body itself.',
  }),
  verbAsWritten: z.string().nullable(),
  strength: z.enum(STRENGTHS).nullable(),
  commitment: z.boolean(),
  meeting: z.string().nullable(),
  body: z.string().nullable(),
  date: DateValue.nullable(),
  dateOf: z.enum(DATE_SOURCES).nullable(),
  dueKind: z.enum(['due', 'scheduled', 'next-step']).nullable(),
  dueOn: DateValue.nullable(),
  adoptedOn: DateValue.nullable(),
  period: DateValue.nullable(),
  agentField: z.enum(['by', 'parties']).nullable().meta({
    description: 'The field that names the agent; null: facts of this type have none.',
  }),
  agents: readonlyArray(ActorRef).nullable().meta({
    description: 'Null: the words omit them, or the type has none.',
  }),
  partOf: z.string().nullable(),
  hostState: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  status: DecisionStatus.nullable(),
  statusRule: z.enum(STATUS_RULES).nullable(),
  statusEvent: z.string().nullable().meta({ description: 'The fact that reports the status.' }),
  statusHeldAsOf: DateValue.nullable(),
  statusPeriod: DateValue.nullable(),
  events: readonlyArray(z.string()),
  ...RESOLVED_MEMBERS,
});
export type DecisionView = z.output<typeof DecisionView>;

/** The status of a decision, as a source reports it. */
export const StatusView = z.object({
  collection: z.string(),
  event: z.string(),
  decision: z.string(),
  body: z.string().nullable(),
  meeting: z.string().nullable(),
  status: z.string(),
  by: ActorRef.nullable(),
  period: DateValue.nullable(),
  heldAsOf: DateValue.nullable(),
});
export type StatusView = z.output<typeof StatusView>;

/** A matter that a meeting considered; considering is not deciding. */
export const ConsiderationView = z.object({
  collection: z.string(),
  event: z.string(),
  meeting: z.string(),
  verb: z.string(),
  verbAsWritten: z.string().nullable(),
  strength: z.enum(STRENGTHS).nullable(),
  subject: z.string(),
  forBody: z.string().nullable(),
  decisions: readonlyArray(z.string()).meta({
    description: 'Only the decisions that the words name.',
  }),
  outcome: z.string().nullable(),
});
export type ConsiderationView = z.output<typeof ConsiderationView>;

/** Awards conferred at a meeting. */
export const AwardView = z.object({
  collection: z.string(),
  event: z.string(),
  meeting: z.string(),
  award: z.string().nullable(),
  recipients: z.string(),
  by: ActorRef.nullable(),
  count: Count.nullable().meta({ description: 'Null: not stated, which is not zero.' }),
  reason: z.string().nullable(),
});
export type AwardView = z.output<typeof AwardView>;

/** An agreed next meeting, and the meeting that was then held. */
export const NextMeetingView = z.object({
  collection: z.string(),
  event: z.string().meta({ description: 'The first of the facts that state it.' }),
  events: readonlyArray(z.string()),
  body: z.string(),
  after: z.string(),
  ordinal: OrdinalValue.nullable(),
  series: z.string().nullable(),
  scheduledOn: DateValue.nullable(),
  place: Place.nullable(),
  venue: z.string().nullable(),
  host: ActorRef.nullable(),
  parties: readonlyArray(ActorRef).nullable(),
  heldAs: z.string().nullable().meta({ description: 'Null: not recorded as held.' }),
  heldOn: DateValue.nullable(),
  ...RESOLVED_MEMBERS,
});
export type NextMeetingView = z.output<typeof NextMeetingView>;

/** A proposed, announced, agreed or effective change of the mandate of a body. */
export const MandateChangeView = z.object({
  collection: z.string(),
  event: z.string(),
  body: z.string(),
  becomes: z.string(),
  stage: z.enum(['proposed', 'announced', 'agreed', 'in-force']),
  strength: z.enum(STRENGTHS),
  by: ActorRef.nullable(),
  occasion: z.string().nullable(),
  occurredOn: DateValue.nullable(),
});
export type MandateChangeView = z.output<typeof MandateChangeView>;
