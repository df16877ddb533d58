import type { DayCandidates } from '../days/day-candidates.ts';
import { ParticipationDayRow } from '../days/day-entity.ts';
import { joinFactDay } from '../days/fact-day.ts';
import { expectRows } from '../days/resolved-days.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { countRows, inByteOrder, sql } from '../query/sql.ts';
import { expandThings } from '../timeline/thing-queries.ts';
import type { MatrixMeeting } from './matrix.ts';

/** Selects meetings that were held. */
interface MeetingsHeldFilter {
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
}

/** Returns the meetings that bodies held, by date: the columns of the matrix. */
export async function listMeetingsHeld(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MeetingsHeldFilter,
  page: PageRequest,
): Promise<ResultPage<MatrixMeeting>> {
  const flat = new RecordQuery(database, scope);
  const meetings = filter.meetings && expandThings(scope, 'meeting', filter.meetings);
  const d = flat.from(ParticipationDayRow, 'd');
  const meeting = { collection: d.collection, id: d.thing };
  flat.where(`${d.kind} = 'meeting'`).whereThing(meeting, meetings);
  flat.whereThing({ collection: d.collection, id: d.body }, filter.bodies);
  flat.dayKinds.add('meeting');
  const isOneOf = (things: readonly ThingRef[]) => flat.isThing(meeting, things);
  const source = { kind: 'meeting', id: d.thing, isLast: false, isOneOf } as const;
  const near = {
    query: flat,
    day: {
      entity: ParticipationDayRow,
      collection: d.collection,
      ownDays: [],
      sources: [source],
    },
    row: d,
    build: (candidates?: DayCandidates) => {
      const found = new RecordQuery(database, scope);
      found.limitDays(candidates?.things);
      return Promise.resolve({
        query: found,
        dated: buildMeetingsHeld(found, filter, candidates?.things),
      });
    },
  };
  const query = new RecordQuery(database, scope);
  return fetchPageByDate(query, { ...buildMeetingsHeld(query, filter), page, near });
}

/** Returns the number of the meetings that bodies held. Days are read only if they select. */
export async function countMeetingsHeld(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MeetingsHeldFilter,
): Promise<number> {
  const { query } = readMeetingsHeld(database, scope, filter);
  const [count] = await query.rows({ rows: countRows });
  return count?.rows ?? 0;
}

/** A meeting that was held, without its date. */
type MeetingWithBody = Pick<MatrixMeeting, 'collection' | 'meeting' | 'body'>;

/** Returns all meetings that bodies held, in no order. Days are read only if they select. */
export async function listAllMeetingsHeld(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MeetingsHeldFilter,
): Promise<readonly MeetingWithBody[]> {
  const { query, select } = readMeetingsHeld(database, scope, filter);
  const { collection, meeting, body } = select;
  return query.rows({ collection, meeting, body });
}

/** Returns the same meetings with their dates. */
export async function listAllDatedMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MeetingsHeldFilter,
): Promise<readonly MatrixMeeting[]> {
  const { query, select } = readMeetingsHeld(database, scope, filter);
  return query.rows(select);
}

function readMeetingsHeld(database: QueryDatabase, scope: QueryScope, filter: MeetingsHeldFilter) {
  const query = new RecordQuery(database, scope);
  const meetings = filter.meetings && expandThings(scope, 'meeting', filter.meetings);
  query.limitDays(meetings?.map((meeting) => ({ kind: 'meeting', ...meeting })));
  const { earliest, select } = buildMeetingsHeld(query, filter, meetings);
  query.where(query.hadHappened(earliest));
  return { query, select };
}

/** Reads the meetings that were held, or some of them, with the columns of their page. */
function buildMeetingsHeld(
  query: RecordQuery,
  filter: MeetingsHeldFilter,
  some?: readonly ThingRef[],
) {
  const stated = query.subquery();
  const best = selectBestMeetings(stated, some);
  const none = sql<null>`NULL::text`;
  const text = sql<string>`NULL::text`;
  const number = sql<number>`NULL::integer`;
  const nothing: typeof best = {
    collection: text,
    meeting: text,
    body: text,
    session: none,
    ordinal: number,
    commandId: text,
    eventPseq: number,
    n: number,
  };
  // Of known meetings the planner expects one, and compares each with each day.
  const m =
    some === undefined
      ? query.fromQuery(stated, best, 'm')
      : query.fromUnion<typeof best>(
          [
            [stated, best],
            [expectRows(query), nothing],
          ],
          'm',
        );
  const day = joinFactDay(query, ParticipationDayRow, {
    ...m,
    occurredOn: sql`NULL::jsonb`,
    occurredEarliest: sql`NULL::date`,
    occurredLatest: sql`NULL::date`,
    incident: none,
    statedIn: none,
    document: none,
  });
  query.whereThing({ collection: m.collection, id: m.body }, filter.bodies);
  query.whereThing({ collection: m.collection, id: m.meeting }, filter.meetings);
  const { collection, meeting, body, session, ordinal } = m;
  const { earliest, latest } = day;
  return {
    select: { collection, meeting, body, session, ordinal, date: day.on },
    earliest,
    latest,
    order: m,
    happened: earliest,
  };
}

// Of several facts that a meeting was held, the best one with an ordinal counts.
function selectBestMeetings(query: RecordQuery, some: readonly ThingRef[] | undefined) {
  const m = query.from(ParticipationDayRow, 'm');
  query.where(`${m.kind} = 'meeting'`).whereThing({ collection: m.collection, id: m.thing }, some);
  const meeting = query.canonicalId('meeting', { collection: m.collection, id: m.thing });
  query.builder.distinctOn([m.collection, meeting]);
  query.builder.orderBy(m.collection).addOrderBy(meeting).addOrderBy(`${m.ordinal} IS NULL`);
  query.builder.addOrderBy(m.rank).addOrderBy(inByteOrder(m.eventId));
  const { collection, session, ordinal, commandId, eventPseq, n } = m;
  const body = sql<string>`${m.body}`;
  return { collection, meeting, body, session, ordinal, commandId, eventPseq, n };
}
