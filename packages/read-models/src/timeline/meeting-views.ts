import { ActorRef, Identifier, OrdinalValue, Place } from '@rapporteur/contracts';
import { z } from 'zod';
import { RESOLVED_MEMBERS } from '../query/resolve-things.ts';
import { CountView, DateView, readonlyArray } from '../views.ts';
import { MeetingChairView } from './chair-queries.ts';

export const MEETING_STAGES = ['held', 'announced', 'postponed', 'cancelled'] as const;
export type MeetingStage = (typeof MEETING_STAGES)[number];

const texts = readonlyArray(z.string());

/** A meeting, resolved from all facts about it. */
export const MeetingView = z
  .object({
    collection: z.string(),
    meeting: z.string(),
    alsoIn: readonlyArray(z.object({ collection: z.string(), id: z.string() })).meta({
      description: 'The same meeting in other collections.',
    }),
    name: z.string().meta({ description: 'Its body, with its number or date.' }),
    body: z.string().nullable(),
    bodyName: z.string().nullable(),
    stage: z.enum(MEETING_STAGES).meta({
      description: '`held` is final; otherwise the stage that the latest document tells.',
    }),
    session: z.string().nullable(),
    sessionAsWritten: z.string().nullable(),
    ordinal: OrdinalValue.nullable(),
    series: z.string().nullable().meta({
      description: 'The series of its number, if the body begins anew by year, term or session.',
    }),
    heldOn: DateView.meta({ description: 'Not stated unless it was held.' }),
    scheduledOn: DateView.meta({ description: 'The announced day, or the new one if postponed.' }),
    announcedDays: readonlyArray(DateView).meta({
      description: 'All days that sources announced, the resolved one first.',
    }),
    places: readonlyArray(Place).meta({
      description: 'Where it was held; else where it is to be held.',
    }),
    scheduledPlaces: readonlyArray(Place).meta({ description: 'Where it was to be held.' }),
    venue: z.string().nullable(),
    scheduledVenue: z.string().nullable(),
    host: ActorRef.nullable().meta({
      description: 'The host; of a planned meeting the planned one.',
    }),
    format: z
      .string()
      .nullable()
      .meta({ description: 'Null: not stated, even if it seems clear.' }),
    participantCount: CountView.meta({ description: 'The number of participants as stated.' }),
    prepares: z.string().nullable(),
    marginsOf: z.string().nullable(),
    identifiers: readonlyArray(Identifier),
    chairs: readonlyArray(MeetingChairView).meta({
      description: 'Its chairs, one entry per fact; empty: not stated.',
    }),
    plannedChair: ActorRef.nullable(),
    announcedBy: readonlyArray(ActorRef),
    expected: readonlyArray(ActorRef),
    agenda: texts.meta({ description: 'The announced agenda.' }),
    theme: z.string().nullable(),
    atmosphere: z.string().nullable(),
    sitting: z.string().nullable(),
    alternatives: z.record(z.string(), readonlyArray(z.unknown())).meta({
      description: 'For each property on which sources differ, the other values.',
    }),
    conflicts: texts.meta({ description: 'The open conflicts between facts about it.' }),
    documents: texts,
    events: texts.meta({
      description: 'The facts that it was held, announced or rescheduled.',
    }),
    ...RESOLVED_MEMBERS,
  })
  .meta({ id: 'Meeting', description: 'A meeting, resolved from all facts about it.' });
export type MeetingView = z.output<typeof MeetingView>;
