import type { DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { expandThing } from '../days/day-candidates.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import { joinThingDay } from '../days/fact-day.ts';
import { findFirstIndex } from '../first-index.ts';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';

/** An agreed next meeting: its body and number, and the meeting before it. */
export interface AgreedMeeting {
  readonly collection: string;
  readonly body: string | null;
  readonly ordinal: number | null;
  readonly previousMeeting: string | null;
}

/** A meeting that was held, and its day. */
interface HeldMeeting {
  readonly meeting: string;
  readonly occurredOn: DateValue | null;
}

/**
 * Returns for each agreed meeting the next meeting that its body held: the first one after
 * the previous meeting. If both ordinals are known, they must be equal, and the day may be unknown. A
 * number that begins anew with each series is thus never that of an earlier series.
 */
export async function findFollowingMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  agreed: readonly AgreedMeeting[],
): Promise<readonly (HeldMeeting | undefined)[]> {
  const withBody = agreed.filter(({ body }) => body !== null);
  if (withBody.length === 0) return agreed.map(() => undefined);

  const previous = agreed.flatMap(({ collection, previousMeeting: id }) =>
    id === null ? [] : [{ collection, id }],
  );
  const things = [...(await listPossibleMeetings(database, scope, withBody)), ...previous];
  const rows = await readMeetings(database, scope, things);
  const held = rows.filter(({ counts }) => counts === true);
  const byBody = Map.groupBy(held, formatBodyKey);
  const byNumber = Map.groupBy(held, formatNumberKey);
  const byThing = new Map(
    rows.map((row) => [formatThingKey({ collection: row.collection, id: row.thing }), row]),
  );
  return agreed.map((next) => {
    const { collection, previousMeeting: id } = next;
    const last = id === null ? undefined : byThing.get(formatThingKey({ collection, id }));
    const lastDay = last?.latest ?? null;
    if (next.ordinal === null) return findLater(byBody.get(formatBodyKey(next)) ?? [], lastDay);
    const numbered = byNumber
      .get(formatNumberKey(next))
      ?.find(({ thing, latest }) => thing !== id && isNotBefore(latest, lastDay));
    const later = findLater(
      byNumber.get(formatNumberKey({ ...next, ordinal: null })) ?? [],
      lastDay,
    );
    if (numbered === undefined || later === undefined) return numbered ?? later;
    return numbered.n < later.n ? numbered : later;
  });
}

type MeetingNumber = Pick<AgreedMeeting, 'collection' | 'body' | 'ordinal'>;

const formatBodyKey = ({ collection, body }: Omit<MeetingNumber, 'ordinal'>): string =>
  `${collection}/${body ?? ''}`;

const formatNumberKey = (meeting: MeetingNumber): string =>
  `${formatBodyKey(meeting)} ${meeting.ordinal}`;

/** Returns the meetings of the bodies with one of the numbers, or without any. */
function listPossibleMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  agreed: readonly AgreedMeeting[],
): Promise<readonly ThingRef[]> {
  const query = new RecordQuery(database, scope);
  const m = query.from(DecisionDayRow, 'm');
  const isOfBody = (some: readonly AgreedMeeting[]): string =>
    query.isThing(
      { collection: m.collection, id: m.body },
      some.map(({ collection, body }) => ({ collection, id: body ?? '' })),
    );
  const ordinals = [...new Set(agreed.flatMap(({ ordinal }) => ordinal ?? []))];
  const unnumbered = agreed.filter(({ ordinal }) => ordinal === null);
  const conditions = [
    `${isOfBody(agreed)} AND ${m.ordinal} = ANY(${query.parameter(ordinals, 'integer[]')})`,
    `${isOfBody(agreed)} AND ${m.ordinal} IS NULL`,
    ...(unnumbered.length === 0 ? [] : [isOfBody(unnumbered)]),
  ];
  query
    .where(`${m.kind} = 'meeting'`)
    .where(`(${conditions.map((each) => `(${each})`).join(' OR ')})`);
  query.builder.distinct();
  return query.rows({ collection: m.collection, id: m.thing });
}

/** Reads the statements that meetings were held, each with the day of the meeting, by that day. */
async function readMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  things: readonly ThingRef[],
) {
  const query = new RecordQuery(database, scope);
  const m = query.from(DecisionDayRow, 'm');
  const { collection, thing: id, body, ordinal } = m;
  query.where(`${m.kind} = 'meeting'`).whereThing({ collection, id }, things);
  query.limitDays(things.flatMap((each) => expandThing(scope, { kind: 'meeting', ...each })));
  const day = joinThingDay(query, DecisionDayRow, 'meeting', { collection, id });
  query.builder.orderBy(day.earliest).addOrderBy(inByteOrder(m.eventId));
  const rows = await query.rows({
    collection,
    thing: id,
    meeting: query.canonicalId('meeting', { collection, id }),
    body,
    ordinal,
    occurredOn: day.occurredOn,
    earliest: countDays(day.earliest),
    latest: countDays(day.latest),
    counts: sql<boolean | null>`(coalesce(${m.session}, 'ordinary') = 'ordinary'
      AND ${query.hadHappened(day.earliest)})`,
  });
  return rows.map((row, n) => ({ ...row, n }));
}

type MeetingOfBody = Awaited<ReturnType<typeof readMeetings>>[number];

/** SQL for a day as a number: texts do not order days before the year 1. */
function countDays(day: SqlExpression<string | null>): SqlExpression<number | null> {
  return sql`CASE WHEN isfinite(${day}) THEN ${day} - '0001-01-01'::date
    WHEN ${day} = 'infinity' THEN 2147483647 WHEN ${day} IS NOT NULL THEN -2147483647 END`;
}

/** Returns the first of the meetings, which are in order, that began after a day. */
function findLater(
  held: readonly MeetingOfBody[],
  lastDay: number | null,
): MeetingOfBody | undefined {
  if (lastDay === null) return undefined;
  const isLater = ({ earliest }: MeetingOfBody) => earliest === null || earliest > lastDay;
  const found = held[findFirstIndex(held, isLater)];
  return found?.earliest === null ? undefined : found;
}

const isNotBefore = (latest: number | null, lastDay: number | null): boolean =>
  latest === null || lastDay === null || latest >= lastDay;
