import { countryName } from '@rapporteur/contracts';
import {
  buildParticipationMatrix,
  DECISIONS,
  listAwards,
  listConsiderations,
  listDecisions,
  listMeetings,
  listNextMeetings,
  listOrdinalGaps,
  listMatrixEntries,
  type MatrixEntry,
  type MeetingView,
  type OrdinalGap,
  PARTICIPATION,
  TIMELINE,
} from '@rapporteur/read-models';
import { type CsvColumn, fieldColumns, computedColumn } from '../csv.ts';
import { viewDecision } from '../decisions/decisions.ts';
import { viewNextMeeting } from '../decisions/meetings-agreed.ts';
import {
  resolveBodies,
  BODY_PARAMETERS,
  resolveMeetings,
  createUnknownIdProblem,
} from '../resolve-ids.ts';
import { choiceParameter, DATE_PARAMETERS, combineDates, PAGE_PARAMETERS } from '../parameters.ts';
import { type QueryContext, defineQuery } from '../query.ts';
import { viewRow, viewActors } from '../row-view.ts';

const STAGES = ['held', 'announced', 'postponed', 'cancelled'] as const;
const SESSIONS = ['ordinary', 'extraordinary', 'annual', 'special', 'informal'] as const;
const EVERYTHING = { limit: 1000, after: null };

function meetingDateColumns(name: 'heldOn' | 'scheduledOn', as: string): readonly CsvColumn[] {
  const part = (key: string) =>
    computedColumn<MeetingView>(
      `${as}_${key}`,
      (row) => (row[name] as unknown as Readonly<Record<string, unknown>>)[key],
    );
  return [
    computedColumn<MeetingView>(as, (row) => (row[name].stated ? row[name].edtf : null)),
    ...['stated', 'precision', 'earliest', 'latest'].map(part),
  ];
}

const COLUMNS = [
  ...fieldColumns('meeting', 'body', 'stage', 'session'),
  computedColumn<MeetingView>('ordinal', ({ ordinal }) => ordinal?.value, 'number'),
  ...meetingDateColumns('heldOn', 'held_on'),
  ...meetingDateColumns('scheduledOn', 'scheduled_on'),
  computedColumn<MeetingView>('places', ({ places }) =>
    places.map(({ name, country }) => name ?? country?.code),
  ),
  computedColumn<MeetingView>('countries', ({ places }) =>
    places.flatMap(({ country }) => country?.code ?? []),
  ),
  ...fieldColumns('venue'),
  computedColumn<MeetingView>('host', ({ host }) => host?.id),
  ...fieldColumns('format'),
  computedColumn<MeetingView>('chairs', ({ chairs }) =>
    chairs.flatMap(({ holders }) => holders.map(({ id }) => id)),
  ),
  ...fieldColumns('documents', 'events'),
];

/** A gap in words: `43rd` and `1st to 43rd` are for a reader to write. */
const gapView = (gap: OrdinalGap) => ({ ...gap, recorded: false });

/** Meetings, with the gaps in their ordinals. */
export const MEETINGS = defineQuery({
  path: 'meetings',
  tag: 'meetings',
  doc: 'Meetings by the day they were or are to be held, and the ordinals under which none is recorded.',
  projections: [TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    stage: choiceParameter(STAGES, 'Only those of which this is told'),
    session: choiceParameter(SESSIONS, 'Only these kinds of session'),
  },
  columns: COLUMNS,
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const bodies = await resolveBodies(asked, p);
    const filter = { bodies, stages: p.stage, sessions: p.session };
    const { rows, next } = await listMeetings(database, at, filter, {
      ...asked.page,
      days: combineDates(p),
    });
    const gaps = await listOrdinalGaps(database, at, { bodies });
    return { data: { meetings: rows, notRecorded: gaps.map(gapView) }, rows, next };
  },
});

async function meetingAsked(asked: QueryContext<unknown>): Promise<MeetingView> {
  const id = asked.path['meeting'] ?? '';
  await resolveMeetings(asked, [id]);
  const { rows } = await listMeetings(
    asked.database,
    { ...asked.at, asOf: null },
    { meetings: [id] },
    EVERYTHING,
  );
  const [meeting] = rows;
  if (meeting !== undefined) return meeting;
  throw createUnknownIdProblem('meeting', id, []);
}

const named = (entries: readonly MatrixEntry[]) =>
  entries.map(({ meeting: _meeting, actor, kind, ...entry }) => ({
    actor,
    kind,
    name: kind === 'state' ? countryName(actor) : null,
    ...entry,
  }));

/** Who was there, and how the record lists it: where it lists nobody, that is not nobody. */
function participants(meeting: MeetingView, entries: readonly MatrixEntry[]) {
  const column = {
    ...meeting,
    body: meeting.body ?? '',
    ordinal: meeting.ordinal?.value ?? null,
    date: null,
  };
  const [{ listing, states, organs } = { listing: 'not-stated' as const, states: 0, organs: 0 }] =
    buildParticipationMatrix([column], entries).meetings;
  const inRole = (role: string) => named(entries.filter((entry) => entry.role === role));
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

/** One meeting, with who was there and what came of it. */
export const MEETING = defineQuery({
  path: 'meetings/{meeting}',
  tag: 'meetings',
  doc: 'One meeting: when and where, chair, participants, decisions by strength, what it considered, awards, the next meeting.',
  projections: [TIMELINE, PARTICIPATION, DECISIONS],
  parameters: {},
  columns: COLUMNS,
  execute: async (asked) => {
    const { database, at, day } = asked;
    const meeting = await meetingAsked(asked);
    const meetings = at.aliases.equivalentIds('meeting', meeting.meeting);
    const [taking, decisions, considered, awards, next] = await Promise.all([
      listMatrixEntries(database, at, [meeting.meeting]),
      listDecisions(database, at, day, { meetings }, EVERYTHING),
      listConsiderations(database, at, { meetings }),
      listAwards(database, at, { meetings }),
      listNextMeetings(database, at, { after: meetings }, EVERYTHING),
    ]);
    const data = {
      ...meeting,
      chair: viewActors(
        meeting.chairs.length === 0 ? null : meeting.chairs.flatMap(({ holders }) => holders),
      ),
      participants: participants(meeting, taking),
      decisions: decisions.rows.map((row) => viewDecision(row, day)),
      considered: considered.map(({ outcome, ...row }) => ({
        ...row,
        outcome,
        outcomeStated: outcome !== null,
      })),
      awards: awards.map((award) => viewRow(award, { counts: ['count'] })),
      nextMeetings: next.rows.map(viewNextMeeting),
    };
    return { data, rows: [meeting] };
  },
});
