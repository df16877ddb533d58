import {
  ActorRef,
  Count,
  CountryValue,
  DateValue,
  InstrumentRef,
  Place,
} from '@rapporteur/contracts';
import { STRENGTHS } from '@rapporteur/statements';
import { z } from 'zod';
import { DATE_SOURCES } from '../days/fact-day.ts';
import { readonlyArray } from '../views.ts';

const SOURCE_MEMBERS = {
  collection: z.string(),
  event: z.string(),
  date: DateValue.nullable().meta({ description: 'The day of the fact, else the nearest one.' }),
  dateOf: z.enum(DATE_SOURCES).nullable(),
  document: z.string().nullable(),
  statedIn: z.string().nullable().meta({ description: 'The document that the source relays.' }),
  attributedTo: ActorRef.nullable(),
  meeting: z.string().nullable(),
};

/** A position, as its speaker stated it. */
export const PositionView = z.object({
  ...SOURCE_MEMBERS,
  verb: z.string(),
  verbAsWritten: z.string().nullable(),
  topic: z.string(),
  summary: z.string(),
  by: readonlyArray(ActorRef),
  incidents: readonlyArray(z.string()),
  instruments: readonlyArray(InstrumentRef),
  addressees: readonlyArray(ActorRef),
  states: readonlyArray(CountryValue),
  organizations: readonlyArray(ActorRef),
  decision: z.string().nullable().meta({ description: 'The decision whose text states it.' }),
  paragraph: z.string().nullable(),
});
export type PositionView = z.output<typeof PositionView>;

/** The number of condemnations or positions with one verb. */
export const VerbCount = z.object({
  verb: z.string(),
  type: z.enum(['IncidentCondemned', 'PositionStated']),
  facts: z.int(),
  events: readonlyArray(z.string()).meta({
    description: 'Their events; of more than 20, the first 20.',
  }),
});
export type VerbCount = z.output<typeof VerbCount>;

/** An activity, an assessment or an intent that a source reports. */
export const ReportView = z.object({
  ...SOURCE_MEMBERS,
  type: z.enum(['ActivityReported', 'AssessmentReported', 'IntentReported']),
  kind: z.string(),
  strength: z.enum(STRENGTHS).nullable(),
  summary: z.string(),
  by: readonlyArray(ActorRef).nullable().meta({ description: 'Null: the words omit the agents.' }),
  agentStated: z.boolean().nullable().meta({
    description: 'Of an activity: whether the words name the agent.',
  }),
  with: readonlyArray(ActorRef),
  states: readonlyArray(CountryValue),
  within: z.string().nullable(),
  topic: z.string().nullable(),
  action: z.string().nullable(),
  organization: ActorRef.nullable(),
  series: z.string().nullable(),
  theme: z.string().nullable(),
  decision: z.string().nullable(),
  count: Count.nullable(),
  places: readonlyArray(Place),
  region: z.string().nullable(),
  subject: ActorRef.nullable(),
  trend: z.string().nullable(),
  counted: z
    .object({ what: z.string(), value: z.number() })
    .nullable()
    .meta({ description: 'The number that an assessment states; 0 is a stated value.' }),
  targets: readonlyArray(z.string()),
  period: DateValue.nullable(),
});
export type ReportView = z.output<typeof ReportView>;

/** A fact whose agent is not stated, although its type has a field for it. */
export const UnstatedAgent = z.object({
  collection: z.string(),
  event: z.string(),
  type: z.string(),
  kind: z.string().nullable(),
  field: z.enum(['by', 'parties']),
  decision: z.string().nullable(),
  meeting: z.string().nullable(),
  about: z.string().nullable(),
});
export type UnstatedAgent = z.output<typeof UnstatedAgent>;
