import type { ActorRef, DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { type DayThing, TimelineDayRow } from '../days/day-entity.ts';
import { readThingDates } from '../days/thing-days.ts';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import { listSettledEvents, type QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import { ChairRow } from './body-entities.ts';
import type { ChairFact } from './chair-line.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';

/** One fact about the chair of a body. */
export interface BodyChairFact extends ChairFact {
  readonly body: string;
}

/** Returns all facts about the chairs of bodies or of their meetings, held or planned. */
export async function listChairFacts(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly BodyChairFact[]> {
  const [recorded, announced] = await Promise.all([
    listRecordedChairs(database, scope, bodies),
    listAnnouncedChairs(database, scope, bodies),
  ]);
  return [...recorded, ...announced];
}

/**
 * The meetings and their days are joined here: the planner expects few of the chairs, and compares
 * each of them with each meeting.
 */
async function listRecordedChairs(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly BodyChairFact[]> {
  const ids = [...new Set(bodies.map(({ id }) => id))];
  const meetingIds = await listMeetingIds(database, scope, ids);
  const [found, meetings] = await Promise.all([
    readChairRows(database, scope, { bodies: ids, meetings: meetingIds }),
    readBestMeetings(database, scope, meetingIds),
  ]);
  const wanted = new Set(bodies.map(formatThingKey));
  const rows = found.flatMap((row) => {
    const best = row.meeting === null ? undefined : meetings.get(toKey(row, row.meeting));
    const body = row.body ?? best?.body ?? null;
    return body !== null && wanted.has(toKey(row, body)) ? [{ ...row, body, best }] : [];
  });
  const findDate = await readThingDates(
    database,
    scope,
    TimelineDayRow,
    rows.flatMap(listDayThings),
  );
  const settled = new Set(listSettledEvents(scope, ['chair', 'chairs']));
  return rows.map(({ best, isPlan, statedIn, document, ...row }) => {
    const source = listDayThings({ ...row, statedIn, document }).find(
      (thing) => findDate(thing) !== null,
    );
    const on = source === undefined ? null : findDate(source);
    const isPlannedMeeting = row.entry === 'meeting' && best?.stage !== 'held';
    const meetingDay = source?.kind === 'meeting' ? on : null;
    return {
      ...row,
      meetingOn: isPlannedMeeting ? (best?.occurredOn ?? null) : meetingDay,
      documentOn: source?.kind === 'meeting' ? null : on,
      planned: isPlannedMeeting || isPlan,
      settled: settled.has(row.event),
    };
  });
}

const toKey = ({ collection }: { readonly collection: string }, id: string): string =>
  formatThingKey({ collection, id });

/** A fact about a chair, as its row has it. */
type ChairFactRow = Awaited<ReturnType<typeof readChairRows>>[number];

/** Returns the things that may date a fact about a chair, the nearest first. */
function listDayThings({
  collection,
  meeting,
  statedIn,
  document,
}: Pick<ChairFactRow, 'collection' | 'meeting' | 'statedIn' | 'document'>): readonly DayThing[] {
  const create = (kind: DayThing['kind'], id: string | null): readonly DayThing[] =>
    id === null ? [] : [{ kind, collection, id }];
  return [
    ...create('meeting', meeting),
    ...create('document', statedIn),
    ...create('document', document),
  ];
}

/** Reads the facts about some bodies or meetings. Those of other collections are left out later. */
async function readChairRows(
  database: QueryDatabase,
  scope: QueryScope,
  {
    bodies,
    meetings,
  }: { readonly bodies: readonly string[]; readonly meetings: readonly string[] },
) {
  const query = new RecordQuery(database, scope);
  const c = query.from(ChairRow, 'c');
  const { collection } = c;
  query.where(
    `(${c.body} = ANY(${query.parameter(bodies, 'text[]')})` +
      ` OR ${c.meeting} = ANY(${query.parameter(meetings, 'text[]')}))`,
  );
  return query.rows({
    collection,
    event: c.eventId,
    entry: sql<ChairFact['entry']>`${c.entry}`,
    body: c.body,
    meeting: query.canonicalId('meeting', { collection, id: c.meeting }),
    holders: c.holders,
    previous: c.previous,
    person: c.person,
    stage: c.stage,
    term: c.term,
    startedOn: c.startedOn,
    endedOn: c.endedOn,
    heldAsOf: c.heldOn,
    statedIn: c.statedIn,
    document: c.source,
    isPlan: c.planned,
  });
}

const NO_DATES = {
  entry: 'meeting',
  planned: true,
  previous: null,
  person: null,
  stage: null,
  term: null,
  startedOn: null,
  endedOn: null,
  heldAsOf: null,
  documentOn: null,
} as const;

/** Returns the planned chairs of announced meetings that are not recorded as held. */
async function listAnnouncedChairs(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly BodyChairFact[]> {
  const query = new RecordQuery(database, scope);
  const a = query.from(TimelineMeetingRow, 'a');
  const meeting = query.canonicalId('meeting', { collection: a.collection, id: a.meeting });
  const chair: SqlExpression<ActorRef> = `${a.data} -> 'chair'`;
  query.where(`${a.stage} = 'announced' AND jsonb_typeof(${chair}) = 'object'`);
  query.whereThing({ collection: a.collection, id: a.body }, bodies);

  const held = query.subquery();
  const h = held.from(TimelineMeetingRow, 'h');
  const heldMeeting = held.canonicalId('meeting', { collection: h.collection, id: h.meeting });
  held.where(
    `${h.stage} = 'held' AND ${h.collection} = ${a.collection} AND ${heldMeeting} = ${meeting}`,
  );
  query.where(`NOT EXISTS ${held.toSubquery({ eventId: h.eventId })}`);

  const rows = await query.rows({
    collection: a.collection,
    event: a.eventId,
    body: sql<string>`${a.body}`,
    meeting,
    holder: chair,
    meetingOn: a.occurredOn,
  });
  return rows.map(({ holder, ...row }) => ({ ...NO_DATES, ...row, holders: [holder] }));
}

/** The body and the date of a meeting, of a fact that it was held if there is one. */
interface BestMeeting {
  readonly body: string | null;
  readonly stage: string;
  readonly occurredOn: DateValue | null;
}

async function readBestMeetings(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly string[],
): Promise<ReadonlyMap<string, BestMeeting>> {
  const query = new RecordQuery(database, scope);
  const b = query.from(TimelineMeetingRow, 'b');
  query.whereAny(b.meeting, meetings).where(`${b.body} IS NOT NULL`);
  const meeting = query.canonicalId('meeting', { collection: b.collection, id: b.meeting });
  query.builder.distinctOn([b.collection, meeting]);
  query.builder.orderBy(b.collection).addOrderBy(meeting).addOrderBy(`${b.stage} = 'held'`, 'DESC');
  query.builder.addOrderBy(`${b.occurredOn} IS NULL`).addOrderBy(inByteOrder(b.eventId));
  const { collection, body, stage, occurredOn } = b;
  const rows = await query.rows({ collection, meeting, body, stage, occurredOn });
  return new Map(rows.map((row) => [formatThingKey({ ...row, id: row.meeting }), row]));
}

/**
 * Returns the meetings that may be those of bodies. They are read first: with a subquery in their
 * place, Postgres would compare each row with each of them.
 */
async function listMeetingIds(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly string[],
): Promise<readonly string[]> {
  const query = new RecordQuery(database, scope);
  const meetings = query.subquery();
  const m = meetings.from(TimelineMeetingRow, 'm');
  meetings.whereAny(m.body, bodies);
  const chairs = query.subquery();
  const c = chairs.from(ChairRow, 'c');
  chairs.whereAny(c.body, bodies).where(`${c.meeting} IS NOT NULL`);
  const { meeting } = query.fromUnion(
    [
      [meetings, { meeting: m.meeting }],
      [chairs, { meeting: sql<string>`${c.meeting}` }],
    ],
    'own',
  );
  const rows = await query.rows({ meeting });
  return [...new Set([...rows.map((row) => row.meeting), ...scope.aliases.joinedIds('meeting')])];
}
