// Invariants (tests: agreed-twice.int.spec.ts of the query service)
// 1. A next meeting that several documents tell of is one row, with the agreement of its values.
//    Test: "is one row, on each page and list".
import type { ActorRef, DateValue, OrdinalValue, Place } from '@rapporteur/contracts';
import { joinFactDay, joinThingDay } from '../days/fact-day.ts';
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
import { followingMeeting } from './decision-rows-query.ts';
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
  const agreed = query.subquery();
  const x = query.fromQuery(agreed, selectAgreedMeetings(agreed, filter), 'x');
  const held = joinThingDay(
    query,
    DecisionDayRow,
    'meeting',
    { collection: x.collection, id: x.heldAs },
    'held_day',
  );
  const { collection, body, after, events, heldAs } = x;
  const { rows, ...rest } = await fetchPageByDate(query, {
    select: { collection, body, after, events, heldAs, heldOn: held.occurredOn },
    page,
    earliest: x.earliest,
    latest: x.latest,
    order: x,
    happened: x.agreedOn,
  });
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

/** Selects each next meeting with the meeting that was then held. */
function selectAgreedMeetings(query: RecordQuery, filter: NextMeetingFilter) {
  const s = groupFacts(query, {
    select: (inner) => selectFacts(inner, filter),
    settledBy: ['scheduledOn', 'ordinal'],
  });
  const { collection, ordinal, writtenBody: body, writtenAfter: previousMeeting } = s;
  const heldAs = followingMeeting(query, { collection, body, ordinal, previousMeeting });
  return { ...s, heldAs };
}

function selectFacts(query: RecordQuery, filter: NextMeetingFilter) {
  const a = query.from(NextMeetingRow, 'a');
  const { collection, commandId, eventPseq, n } = a;
  const body = { collection, id: a.body };
  const after = { collection, id: a.afterMeeting };
  query.whereThing(body, filter.bodies).whereThing(after, filter.after);
  const { earliest: agreedOn } = joinFactDay(query, DecisionDayRow, {
    collection,
    occurredOn: sql`NULL::jsonb`,
    occurredEarliest: sql`NULL::date`,
    occurredLatest: sql`NULL::date`,
    meeting: a.afterMeeting,
    incident: sql<null>`NULL::text`,
    statedIn: a.statedIn,
    document: a.source,
  });
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
