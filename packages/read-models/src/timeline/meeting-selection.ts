import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import {
  type CandidateDay,
  type DayCandidates,
  isCandidate,
  readCandidates,
  ROWS_MAX,
} from '../days/day-candidates.ts';
import { TimelineDayRow } from '../days/day-entity.ts';
import { joinThingDay } from '../days/fact-day.ts';
import type { ThingRef } from '../query/aliases.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import type { MeetingStage } from './meeting-views.ts';
import { expandThings } from './thing-queries.ts';

/** Selects meetings. */
export interface MeetingFilter {
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
  readonly stages?: readonly MeetingStage[] | undefined;
  readonly sessions?: readonly string[] | undefined;
}

/** A meeting, with the keys of the facts that it was held, announced or rescheduled. */
export interface SelectedMeeting {
  /** The smallest of its thing keys in the scope. */
  readonly thing: string;
  readonly stage: MeetingStage;
  /** `collection/event` of each fact that counts on the day of the scope. */
  readonly events: readonly string[];
}

/**
 * Returns meetings by the day they were held; else by the day that is planned, else by the day of
 * the document. On the day of the scope, a later meeting was not held, but it may have been
 * announced.
 */
export async function selectMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MeetingFilter,
  page: PageRequest,
): Promise<ResultPage<SelectedMeeting>> {
  const flat = new RecordQuery(database, scope);
  const { f, day } = readMeetingRows(flat, filter);
  const query = new RecordQuery(database, scope);
  return fetchPageByDate(query, {
    ...buildMeetings(query, filter),
    page,
    near: {
      query: flat,
      day,
      row: f,
      // A plan without a day dates nothing, whatever the day of its document.
      order: { ...day, isUnplaced: `${f.stage} <> 'held'` },
      build: async (near) => {
        const candidates = near && (await readMeetingCandidates(database, scope, near));
        const found = new RecordQuery(database, scope);
        found.limitDays(candidates?.things);
        return { query: found, dated: buildMeetings(found, filter, candidates) };
      },
    },
  });
}

/** Reads the facts about meetings that may be selected as `f`, with the things that may date each. */
function readMeetingRows(query: RecordQuery, filter: MeetingFilter) {
  const f = query.from(TimelineMeetingRow, 'f');
  const { collection } = f;
  const meeting = { collection, id: f.meeting };
  query
    .whereThing(meeting, filter.meetings)
    .whereThing({ collection, id: f.body }, filter.bodies)
    .whereAny(f.stage, filter.stages);
  const isOneOf = (things: readonly ThingRef[]) => query.isThing(meeting, things);
  const document = { collection, id: readSource(f) };
  const day: CandidateDay = {
    entity: TimelineDayRow,
    collection,
    ownDays: [],
    sources: [
      { kind: 'meeting', id: f.meeting, isLast: false, isOneOf },
      { kind: 'meeting-plan', id: f.meeting, isLast: false, isOneOf },
      {
        kind: 'document',
        id: document.id,
        isLast: false,
        isOneOf: (things) => query.isThing(document, things),
      },
    ],
  };
  for (const { kind } of day.sources) query.dayKinds.add(kind);
  return { f, day };
}

/** Returns all facts about the meetings of which some facts are candidates. */
async function readMeetingCandidates(
  database: QueryDatabase,
  scope: QueryScope,
  candidates: DayCandidates,
): Promise<DayCandidates> {
  const meetings = candidates.things.filter(({ kind }) => kind === 'meeting');
  const query = new RecordQuery(database, scope);
  const { f, day } = readMeetingRows(query, { meetings: expandThings(scope, 'meeting', meetings) });
  return (await readCandidates({ query, day, row: f }, ROWS_MAX)) ?? candidates;
}

/** Reads the selected meetings with the columns of their page. */
function buildMeetings(query: RecordQuery, filter: MeetingFilter, candidates?: DayCandidates) {
  const grouped = query.subquery();
  const g = query.fromQuery(grouped, groupMeetings(grouped, filter, candidates), 'g');
  query.whereAny(g.stage, filter.stages);
  const { thing, stage, events, earliest, latest } = g;
  return {
    select: { thing, stage, events },
    earliest,
    latest,
    order: g,
    happened: query.scope.asOf === null ? null : g.happened,
  };
}

function groupMeetings(query: RecordQuery, filter: MeetingFilter, candidates?: DayCandidates) {
  const facts = query.subquery();
  const m = query.fromQuery(facts, selectMeetingFacts(facts, filter, candidates), 'm');
  query.builder.groupBy(m.key);
  const isHeld = `bool_or(${m.stage} = 'held')`;
  const inOrder = `${m.commandId} COLLATE "C", ${m.eventPseq}`;
  if (filter.bodies !== undefined) {
    const body = { collection: m.collection, id: m.body };
    query.builder.having(`bool_or(${query.isThing(body, filter.bodies)})`);
  }
  if (filter.sessions !== undefined) {
    const sessions = query.parameter(filter.sessions, 'text[]');
    query.builder.andHaving(`(bool_or(${m.session} = ANY(${sessions}))
      OR (count(${m.session}) = 0 AND 'ordinary' = ANY(${sessions})))`);
  }

  const first = (part: 'Earliest' | 'Latest') => {
    const document = `CASE WHEN ${isHeld} THEN min(${m[`document${part}`]}) END`;
    const held = `CASE WHEN ${isHeld} THEN min(${m[`held${part}`]}) END`;
    return sql<string | null>`coalesce(${held}, min(${m[`planned${part}`]}), ${document})`;
  };
  return {
    thing: sql<string>`min((${m.collection} || '/' || ${m.meeting}) COLLATE "C")`,
    // An announcement precedes a cancellation of the same day.
    stage: sql<MeetingStage>`CASE WHEN ${isHeld} THEN 'held' ELSE (array_agg(${m.stage}
      ORDER BY ${m.documentLatest} DESC NULLS LAST, ${m.stage} = 'announced',
        ${inByteOrder(m.eventId)}))[1] END`,
    events: sql<readonly string[]>`array_agg(${m.collection} || '/' || ${m.eventId}
      ORDER BY ${inOrder})`,
    earliest: first('Earliest'),
    latest: first('Latest'),
    happened: sql<string | null>`CASE WHEN ${isHeld} THEN ${first('Earliest')}
      ELSE '-infinity'::date END`,
    commandId: sql<string>`(array_agg(${m.commandId} ORDER BY ${inOrder}))[1]`,
    eventPseq: sql<number>`(array_agg(${m.eventPseq} ORDER BY ${inOrder}))[1]`,
    n: sql<number>`1`,
  };
}

/** SQL for the document that dates the fact of a meeting. */
function readSource(m: TableColumns<TimelineMeetingRow>): SqlExpression<string | null> {
  return sql`coalesce(${m.data} #>> '{assertion,statedIn}',
    ${m.data} #>> '{assertion,passages,0,document}')`;
}

function selectMeetingFacts(
  query: RecordQuery,
  filter: MeetingFilter,
  candidates: DayCandidates | undefined,
) {
  const m = query.from(TimelineMeetingRow, 'f');
  if (candidates !== undefined) query.where(isCandidate(query, m, candidates));
  const { collection } = m;
  const meeting = query.canonicalId('meeting', { collection, id: m.meeting });
  query.whereThing({ collection, id: m.meeting }, filter.meetings);

  const meetingThing = { collection, id: m.meeting };
  const held = joinThingDay(query, TimelineDayRow, 'meeting', meetingThing, 'held');
  const planned = joinThingDay(query, TimelineDayRow, 'meeting-plan', meetingThing, 'planned');
  const documentThing = { collection, id: readSource(m) };
  const document = joinThingDay(query, TimelineDayRow, 'document', documentThing, 'document');
  const heldBy = sql<string | null>`coalesce(${held.earliest}, ${document.earliest})`;
  const day = sql<string | null>`CASE WHEN ${m.stage} = 'held' THEN ${heldBy}
    ELSE ${document.earliest} END`;
  query.where(`(${day} IS NULL OR ${query.hadHappened(day)})`);
  return {
    collection,
    meeting,
    key: query.canonicalKey('meeting', {
      collection,
      id: m.meeting,
    }),
    stage: m.stage,
    body: m.body,
    session: m.session,
    commandId: m.commandId,
    eventPseq: m.eventPseq,
    eventId: m.eventId,
    heldEarliest: held.earliest,
    heldLatest: held.latest,
    plannedEarliest: planned.earliest,
    plannedLatest: planned.latest,
    documentEarliest: document.earliest,
    documentLatest: document.latest,
  };
}
