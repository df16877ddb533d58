// Invariants (tests: agreed-twice.int.spec.ts of the query service)
// 1. A next meeting that several documents tell of is one row, with the agreement of its values.
//    Test: "is one row, on each page and list".
import type { ActorRef, DateValue, OrdinalValue, Place } from '@rapporteur/contracts';
import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { joinFactDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { resolveEvents } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { NextMeetingRow } from './decision-entities.ts';
import { findFollowingMeetings } from './following-meetings.ts';
import type { NextMeetingView } from './decision-views.ts';
import { formatNextMeetingKey, groupFacts } from './group-facts.ts';

/** Selects agreed next meetings. */
interface NextMeetingFilter {
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly after?: readonly ThingRef[] | undefined;
}

/** Returns agreed next meetings by their scheduled day, each once; undated ones last. */
export async function listNextMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  filter: NextMeetingFilter,
  page: PageRequest,
): Promise<ResultPage<NextMeetingView>> {
  const query = new RecordQuery(database, scope);
  const x = selectAgreedMeetings(query, filter);
  const { collection, body, after, events, ordinal, writtenBody, writtenAfter } = x;
  const { rows: agreed, ...rest } = await fetchPageByDate(query, {
    select: { collection, body, after, events, ordinal, writtenBody, writtenAfter },
    page,
    earliest: x.earliest,
    latest: x.latest,
    order: x,
    happened: x.agreedOn,
  });
  const rows = await addHeldMeetings(database, scope, agreed);
  const things = await resolveEvents(database, scope, rows);
  const views = rows.map((row, index): NextMeetingView => {
    const values = new ResolvedValues(things[index]);
    return {
      ...row,
      event: row.events[0] ?? '',
      ordinal: values.read<OrdinalValue>('ordinal'),
      series: values.read<string>('series'),
      scheduledOn: values.read<DateValue>('scheduledOn'),
      place: values.read<Place>('place'),
      venue: values.read<string>('venue'),
      host: values.read<ActorRef>('host'),
      parties: values.read<readonly ActorRef[]>('parties'),
      ...values.members,
    };
  });
  return { rows: views, ...rest };
}

/** An agreed next meeting, as its facts write its body and the meeting before it. */
interface WrittenMeeting {
  readonly collection: string;
  readonly body: string;
  readonly after: string;
  readonly events: readonly string[];
  readonly ordinal: number | null;
  readonly writtenBody: string;
  readonly writtenAfter: string;
}

/** Returns agreed meetings with the meeting that was then held, and its day. */
async function addHeldMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  agreed: readonly WrittenMeeting[],
) {
  const held = await findFollowingMeetings(
    database,
    scope,
    agreed.map(({ collection, ordinal, writtenBody: body, writtenAfter: previousMeeting }) => ({
      collection,
      body,
      ordinal,
      previousMeeting,
    })),
  );
  return agreed.map(({ collection, body, after, events }, index) => {
    const { meeting: heldAs = null, occurredOn: heldOn = null } = held[index] ?? {};
    return { collection, body, after, events, heldAs, heldOn };
  });
}

/** Reads one row for each next meeting. */
function selectAgreedMeetings(query: RecordQuery, filter: NextMeetingFilter) {
  return groupFacts(query, {
    select: (inner) => selectFacts(inner, filter),
    settledBy: ['scheduledOn', 'ordinal'],
  });
}

function selectFacts(query: RecordQuery, filter: NextMeetingFilter) {
  const a = query.from(NextMeetingRow, 'a');
  const { collection, commandId, eventPseq, n } = a;
  const body = { collection, id: a.body };
  const after = { collection, id: a.afterMeeting };
  query.whereThing(body, filter.bodies).whereThing(after, filter.after);
  const agreedOn = joinAgreedDay(query, a);
  query.where(`(${agreedOn} IS NULL OR ${query.hadHappened(agreedOn)})`);
  return {
    collection,
    subject: formatNextMeetingKey(query, { body, after }),
    event: a.eventId,
    // The table has no rank. The values that are shown are resolved from all facts.
    rank: sql<number>`0`,
    source: a.source,
    commandId,
    eventPseq,
    n,
    writtenBody: a.body,
    writtenAfter: a.afterMeeting,
    body: query.canonicalId('body', body),
    after: query.canonicalId('meeting', after),
    ordinal: a.ordinalValue,
    agreedOn,
    earliest: a.scheduledEarliest,
    latest: a.scheduledLatest,
  };
}

/** Joins the day of the agreement. Without a day of the scope, none is needed. */
function joinAgreedDay(
  query: RecordQuery,
  a: TableColumns<NextMeetingRow>,
): SqlExpression<string | null> {
  if (query.scope.asOf === null) return sql<null>`NULL::date`;
  const day = joinFactDay(query, DecisionDayRow, {
    collection: a.collection,
    occurredOn: sql`NULL::jsonb`,
    occurredEarliest: sql`NULL::date`,
    occurredLatest: sql`NULL::date`,
    meeting: a.afterMeeting,
    incident: sql<null>`NULL::text`,
    statedIn: a.statedIn,
    document: a.source,
  });
  return day.earliest;
}
