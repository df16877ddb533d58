import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { findCountryName } from '@rapporteur/contracts';
import {
  AttendanceListing,
  AwardView,
  buildParticipationMatrix,
  ConsiderationView,
  CountView,
  DECISIONS,
  listAwards,
  listConsiderations,
  listDecisions,
  listMatrixEntries,
  listMeetings,
  listNextMeetings,
  MatrixEntry,
  MEETING_SECTION_SCHEMAS,
  MeetingParticipant,
  type MeetingRecord,
  MeetingView,
  PARTICIPATION,
  readAllPages,
  readMeetingRecord,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { agreesWithList } from '@rapporteur/statements';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import { DecisionData, toDecisionData } from '../decisions/decision-data.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  createUnknownIdProblem,
  findPageRow,
  type IdLookup,
  resolveThingIds,
} from '../resolve-ids.ts';
import { ActorsView, toActorsView, toRowData } from '../row-data.ts';
import { MEETING_COLUMNS } from './meeting-columns.ts';
import { NextMeeting, toNextMeetingData } from './next-meeting-queries.ts';

const NamedParticipant = MeetingParticipant.extend({ name: z.string().nullable() }).meta({
  id: 'NamedParticipant',
});

const RoleEntry = z
  .object({
    ...MatrixEntry.shape,
    name: z.string().nullable().meta({ description: 'The name of a state; else null.' }),
  })
  .omit({ meeting: true })
  .meta({ id: 'MeetingRole', description: 'An actor in a role at a meeting, by one fact.' });

const Participants = z
  .object({
    recorded: z.boolean().meta({
      description: 'False: not stated. That does not mean that nobody took part.',
    }),
    listing: AttendanceListing,
    statesNamed: z.int(),
    organsNamed: z.int(),
    agreesWithCount: z.boolean().nullable().meta({
      description:
        'Whether as many are listed as `participantCount` states. Null: they cannot be compared.',
    }),
    delegations: readonlyArray(NamedParticipant),
    organs: readonlyArray(NamedParticipant),
    statedCounts: readonlyArray(NamedParticipant).meta({
      description: 'The delegations and organs whose number a source states.',
    }),
    heads: readonlyArray(RoleEntry),
    hosts: readonlyArray(RoleEntry),
    expected: readonlyArray(RoleEntry),
  })
  .meta({ id: 'MeetingParticipants', description: 'The participants of a meeting by role.' });

const ConsideredMatter = z
  .object({ ...ConsiderationView.shape, outcomeStated: z.boolean() })
  .meta({ id: 'ConsideredMatter', description: 'A matter that a meeting considered.' });

const Award = z
  .object({ ...AwardView.shape, count: CountView })
  .meta({ id: 'Award', description: 'Awards conferred at a meeting.' });

const MeetingPage = MeetingView.extend({
  chair: ActorsView,
  participants: Participants,
  decisions: readonlyArray(DecisionData),
  considered: readonlyArray(ConsideredMatter),
  awards: readonlyArray(Award),
  nextMeetings: readonlyArray(NextMeeting),
  openConflicts: readonlyArray(
    z.object({
      collection: z.string(),
      conflict: z.string(),
      field: z.string(),
      events: readonlyArray(z.string()),
    }),
  ).meta({ description: 'The open conflicts between all facts of the page.' }),
  ...MEETING_SECTION_SCHEMAS,
}).meta({ id: 'MeetingPage', description: 'A meeting, with all that is recorded of it.' });

export class FindMeetingQuery extends defineQuery({
  path: 'meetings/{meeting}',
  tag: 'meetings',
  summary:
    'One meeting with all that is recorded of it: days, places, chair, participants, decisions, ' +
    'matters, positions, condemnations, dissents, appointments, awards, documents and conflicts.',
  projections: [TIMELINE, PARTICIPATION, DECISIONS],
  paged: false,
  parameters: {},
  columns: MEETING_COLUMNS,
  answer: MeetingPage,
}) {}

@QueryHandler(FindMeetingQuery)
export class FindMeetingHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<FindMeetingQuery>
{
  async execute({ scope, day, statements, path }: FindMeetingQuery) {
    const { database } = this;
    const things = (await resolveThingIds({ database, scope }, 'meeting', [path.meeting])) ?? [];
    const meeting = await findMeeting({ database, scope }, { id: path.meeting, statements });
    const [record, entries, decisions, considered, awards, nextMeetings] = await Promise.all([
      readMeetingRecord(database, scope, things),
      listMatrixEntries(database, scope, things),
      readAllPages((page) => listDecisions(database, scope, day, { meetings: things }, page)),
      listConsiderations(database, scope, { meetings: things }),
      listAwards(database, scope, { meetings: things }),
      readAllPages((page) => listNextMeetings(database, scope, { after: things }, page)),
    ]);
    const chairs = new Map(
      meeting.chairs.flatMap(({ holders }) => holders.map((holder) => [holder.id, holder])),
    );
    const data = {
      ...meeting,
      chair: toActorsView(chairs.size === 0 ? null : [...chairs.values()]),
      participants: toParticipantData(meeting, record, entries),
      decisions: decisions.map((row) => toDecisionData(row, day)),
      considered: considered.map((row) => ({ ...row, outcomeStated: row.outcome !== null })),
      awards: awards.map((award) => toRowData(award, { counts: ['count'] })),
      nextMeetings: nextMeetings.map((row) => toNextMeetingData(row, statements)),
      openConflicts: record.openConflicts,
      ...record.sections,
    };
    return { data, rows: [meeting] };
  }
}

async function findMeeting(
  { database, scope }: IdLookup,
  { id, statements }: { readonly id: string; readonly statements: boolean },
): Promise<MeetingView> {
  const meetings = scope.aliases.things('meeting', id);
  const found = await findPageRow(scope, (onDay, page) =>
    listMeetings(database, onDay, { meetings }, page, { statements }),
  );
  if (found !== undefined) return found.row;
  throw createUnknownIdProblem('meeting', id, []);
}

/**
 * Returns the participants by role. A record without participants does not state that there were
 * none.
 */
function toParticipantData(
  { collection, meeting, body, session, ordinal, participantCount }: MeetingView,
  { delegations, organs }: MeetingRecord,
  entries: readonly MatrixEntry[],
): z.output<typeof Participants> {
  const column = {
    collection,
    meeting,
    body: body ?? '',
    session,
    date: null,
    ordinal: ordinal?.value ?? null,
  };
  const own = entries.map((entry) => ({ ...entry, collection, meeting }));
  const [{ listing, states, organs: named } = NO_COLUMN] = buildParticipationMatrix(
    [column],
    own,
  ).meetings;
  const inRole = (role: string) => entries.filter((entry) => entry.role === role).map(toRoleEntry);
  const all = [...delegations, ...organs].map(toNamed);
  return {
    recorded: listing !== 'not-stated',
    listing,
    statesNamed: states,
    organsNamed: named,
    agreesWithCount: agreesWithList(participantCount.stated ? participantCount : null, all),
    delegations: all.filter(({ role }) => role === 'attended'),
    organs: all.filter(({ role }) => role === 'organ-attended'),
    statedCounts: all.filter(({ count }) => count.stated),
    heads: inRole('headed-delegation'),
    hosts: inRole('hosted'),
    expected: inRole('expected'),
  };
}

const NO_COLUMN = { listing: 'not-stated' as const, states: 0, organs: 0 };

const findName = (kind: string, actor: string): string | null =>
  kind === 'state' ? (findCountryName(actor) ?? null) : null;

function toNamed(row: MeetingParticipant): z.output<typeof NamedParticipant> {
  return { ...row, name: findName(row.kind, row.actor) };
}

function toRoleEntry({ meeting: _meeting, ...entry }: MatrixEntry): z.output<typeof RoleEntry> {
  return { ...entry, name: findName(entry.kind, entry.actor) };
}
