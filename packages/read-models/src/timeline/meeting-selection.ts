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
  const query = new RecordQuery(database, scope);
  const grouped = query.subquery();
  const g = query.fromQuery(grouped, groupMeetings(grouped, filter), 'g');
  query.whereAny(g.stage, filter.stages);
  const { thing, stage, events, earliest, latest } = g;
  return fetchPageByDate(query, {
    select: {
      thing,
      stage,
      events,
    },
    page,
    earliest,
    latest,
    order: g,
    happened: scope.asOf === null ? null : g.happened,
  });
}

function groupMeetings(query: RecordQuery, filter: MeetingFilter) {
  const facts = query.subquery();
  const m = query.fromQuery(facts, selectMeetingFacts(facts, filter), 'm');
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

function selectMeetingFacts(query: RecordQuery, filter: MeetingFilter) {
  const m = query.from(TimelineMeetingRow, 'f');
  const { collection } = m;
  const meeting = query.canonicalId('meeting', { collection, id: m.meeting });
  query.whereThing({ collection, id: m.meeting }, filter.meetings);

  const meetingThing = { collection, id: m.meeting };
  const held = joinThingDay(query, TimelineDayRow, 'meeting', meetingThing, 'held');
  const planned = joinThingDay(query, TimelineDayRow, 'meeting-plan', meetingThing, 'planned');
  const source = sql<string | null>`coalesce(${m.data} #>> '{assertion,statedIn}',
    ${m.data} #>> '{assertion,passages,0,document}')`;
  const documentThing = { collection, id: source };
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
