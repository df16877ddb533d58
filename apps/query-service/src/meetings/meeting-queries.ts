import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { findCountryName } from '@rapporteur/contracts';
import {
  AttendanceListing,
  AwardView,
  buildParticipationMatrix,
  ConsiderationView,
  CountView,
  DECISIONS,
  getOnlyCollection,
  listAwards,
  listConsiderations,
  listDecisions,
  listMatrixEntries,
  listMeetings,
  listNextMeetings,
  listOrdinalGaps,
  MatrixEntry,
  MeetingView,
  OrdinalGap,
  PARTICIPATION,
  type QueryScope,
  readAllPages,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { computedColumn, type CsvColumn, dateViewColumns, fieldColumns } from '../csv.ts';
import { Decision, toDecisionData } from '../decisions/decision-data.ts';
import { choiceParameter, combineDates, DATE_PARAMETERS } from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  BODY_PARAMETERS,
  createUnknownIdProblem,
  type IdLookup,
  resolveBodies,
  resolveMeetings,
} from '../resolve-ids.ts';
import { ActorsView, toActorsView, toRowData } from '../row-data.ts';
import { NextMeeting, toNextMeetingData } from './next-meeting-queries.ts';

const STAGES = ['held', 'announced', 'postponed', 'cancelled'] as const;
const SESSIONS = ['ordinary', 'extraordinary', 'annual', 'special', 'informal'] as const;

function dayColumns(name: string): readonly CsvColumn[] {
  return dateViewColumns(name, undefined, ['stated', 'precision', 'earliest', 'latest']);
}

const COLUMNS = [
  ...fieldColumns('meeting', 'body', 'stage', 'session'),
  computedColumn<MeetingView>('ordinal', ({ ordinal }) => ordinal?.value, 'number'),
  ...dayColumns('heldOn'),
  ...dayColumns('scheduledOn'),
  computedColumn<MeetingView>(
    'places',
    ({ places }) => places.map(({ name, country }) => name ?? country?.code),
    'list',
  ),
  computedColumn<MeetingView>(
    'countries',
    ({ places }) => places.flatMap(({ country }) => country?.code ?? []),
    'list',
  ),
  ...fieldColumns('venue'),
  computedColumn<MeetingView>('host', ({ host }) => host?.id),
  ...fieldColumns('format'),
  computedColumn<MeetingView>(
    'chairs',
    ({ chairs }) => chairs.flatMap(({ holders }) => holders.map(({ id }) => id)),
    'list',
  ),
  ...fieldColumns('documents:list', 'events:list'),
];

const Meeting = MeetingView.meta({
  id: 'Meeting',
  description: 'A meeting, combined from all facts about it.',
});

const MeetingList = z.object({
  meetings: readonlyArray(Meeting),
  notRecorded: readonlyArray(
    z
      .object({ ...OrdinalGap.shape, recorded: z.literal(false) })
      .meta({ id: 'OrdinalGap', description: 'Ordinals without a recorded meeting.' }),
  ),
});

export class ListMeetingsQuery extends defineQuery({
  path: 'meetings',
  tag: 'meetings',
  summary: 'Meetings by the day they were or will be held, and the ordinals without a meeting.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    stage: choiceParameter(STAGES, 'Filter by stage'),
    session: choiceParameter(SESSIONS, 'Filter by kind of session'),
  },
  columns: COLUMNS,
  answer: MeetingList,
}) {}

@QueryHandler(ListMeetingsQuery)
class ListMeetingsHandler extends DatabaseQueryHandler implements IQueryHandler<ListMeetingsQuery> {
  async execute({ scope, page, parameters: p }: ListMeetingsQuery) {
    const { database } = this;
    const bodies = await resolveBodies({ database, scope }, p);
    const filter = { bodies, stages: p.stage, sessions: p.session };
    const pageWithDays = { ...page, days: combineDates(p) };
    const { rows, next } = await listMeetings(database, scope, filter, pageWithDays);
    const gaps = await listOrdinalGaps(database, scope, { bodies });
    const notRecorded = gaps.map((gap) => ({ ...gap, recorded: false as const }));
    return { data: { meetings: rows, notRecorded }, rows, next };
  }
}

const Participant = z
  .object({
    ...MatrixEntry.shape,
    name: z.string().nullable().meta({ description: 'The name of a state; else null.' }),
  })
  .omit({ meeting: true })
  .meta({ id: 'Participant', description: 'A participant of a meeting, by one fact.' });

const Participants = z
  .object({
    recorded: z.boolean().meta({
      description: 'False: no participant is recorded, which does not mean that there was none.',
    }),
    listing: AttendanceListing,
    statesNamed: z.int(),
    organsNamed: z.int(),
    delegations: readonlyArray(Participant),
    organs: readonlyArray(Participant),
    heads: readonlyArray(Participant),
    hosts: readonlyArray(Participant),
    expected: readonlyArray(Participant),
  })
  .meta({ id: 'Participants', description: 'The participants of a meeting by role.' });

const MeetingPage = z
  .object({
    ...MeetingView.shape,
    chair: ActorsView,
    participants: Participants,
    decisions: readonlyArray(Decision),
    considered: readonlyArray(
      z
        .object({ ...ConsiderationView.shape, outcomeStated: z.boolean() })
        .meta({ id: 'ConsideredMatter', description: 'A matter that a meeting considered.' }),
    ),
    awards: readonlyArray(
      z
        .object({ ...AwardView.shape, count: CountView })
        .meta({ id: 'Award', description: 'Awards conferred at a meeting.' }),
    ),
    nextMeetings: readonlyArray(NextMeeting),
  })
  .meta({ id: 'MeetingPage', description: 'A meeting, with everything recorded of it.' });

export class FindMeetingQuery extends defineQuery({
  path: 'meetings/{meeting}',
  tag: 'meetings',
  summary:
    'One meeting: when and where, chair, participants, decisions, considerations, awards and ' +
    'the next meeting.',
  projections: [TIMELINE, PARTICIPATION, DECISIONS],
  paged: false,
  parameters: {},
  columns: COLUMNS,
  answer: MeetingPage,
}) {}

@QueryHandler(FindMeetingQuery)
class FindMeetingHandler extends DatabaseQueryHandler implements IQueryHandler<FindMeetingQuery> {
  async execute({ scope, day, path }: FindMeetingQuery) {
    const { database } = this;
    const meeting = await findMeeting({ database, scope }, path.meeting);
    const meetings = scope.aliases.things('meeting', meeting.meeting);
    const [entries, decisions, considered, awards, nextMeetings] = await Promise.all([
      listMatrixEntries(database, scope, meetings),
      readAllPages((page) => listDecisions(database, scope, day, { meetings }, page)),
      listConsiderations(database, scope, { meetings }),
      listAwards(database, scope, { meetings }),
      readAllPages((page) => listNextMeetings(database, scope, { after: meetings }, page)),
    ]);
    const holders = meeting.chairs.flatMap((chair) => chair.holders);
    const data = {
      ...meeting,
      chair: toActorsView(meeting.chairs.length === 0 ? null : holders),
      participants: toParticipantData(scope, meeting, entries),
      decisions: decisions.map((row) => toDecisionData(row, day)),
      considered: considered.map((row) => ({ ...row, outcomeStated: row.outcome !== null })),
      awards: awards.map((award) => toRowData(award, { counts: ['count'] })),
      nextMeetings: nextMeetings.map(toNextMeetingData),
    };
    return { data, rows: [meeting] };
  }
}

async function findMeeting({ database, scope }: IdLookup, id: string): Promise<MeetingView> {
  await resolveMeetings({ database, scope }, [id]);
  const anyTime = { ...scope, asOf: null };
  const page = { limit: 1, after: null };
  const { rows } = await listMeetings(database, anyTime, { meetings: [id] }, page);
  const [meeting] = rows;
  if (meeting === undefined) throw createUnknownIdProblem('meeting', id, []);
  return meeting;
}

/**
 * Returns the participants by role. A record without participants does not state that there were
 * none.
 */
function toParticipantData(
  scope: QueryScope,
  meeting: MeetingView,
  entries: readonly MatrixEntry[],
) {
  const { collection } = getOnlyCollection(scope);
  const column = {
    ...meeting,
    collection,
    body: meeting.body ?? '',
    ordinal: meeting.ordinal?.value ?? null,
    date: null,
  };
  const [{ listing, states, organs } = { listing: 'not-stated' as const, states: 0, organs: 0 }] =
    buildParticipationMatrix([column], entries).meetings;
  const inRole = (role: string) => entries.filter((entry) => entry.role === role).map(toEntryData);
  return {
    recorded: listing !== 'not-stated',
    listing,
    statesNamed: states,
    organsNamed: organs,
    delegations: inRole('attended'),
    organs: inRole('organ-attended'),
    heads: inRole('headed-delegation'),
    hosts: inRole('hosted'),
    expected: inRole('expected'),
  };
}

function toEntryData({ meeting: _meeting, actor, kind, ...entry }: MatrixEntry) {
  return {
    actor,
    kind,
    name: kind === 'state' ? (findCountryName(actor) ?? null) : null,
    ...entry,
  };
}

export const MEETING_QUERIES = [ListMeetingsQuery, FindMeetingQuery];
export const MEETING_HANDLERS = [ListMeetingsHandler, FindMeetingHandler];
