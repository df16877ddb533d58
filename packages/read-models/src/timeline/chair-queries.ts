import { ActorRef, PLAN_VERB_PATTERN } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { z } from 'zod';
import { limitToCandidates, ROWS_MAX } from '../days/day-candidates.ts';
import { TimelineDayRow } from '../days/day-entity.ts';
import { joinFactDay } from '../days/fact-day.ts';
import { formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import { isOfEvent } from '../query/selection.ts';
import { listSettledEvents, type QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readonlyArray } from '../views.ts';
import { ChairRow } from './body-entities.ts';
import { buildChairLine, type ChairFact, findChairOnDay } from './chair-line.ts';
import type { ChairTenure, ChairView } from './chair-views.ts';
import { FactRow } from './fact-entities.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import { readBodyNames } from './body-names.ts';

/**
 * Returns the chair of a body over time, and on a day, `YYYY-MM-DD`; null: after all that is
 * recorded. Chairs of its organs or parents do not count. The first of the bodies that a collection
 * has is shown; the others are its merged and linked ids, or those of no body.
 */
export async function findChair(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
  day: string | null = scope.asOf,
): Promise<ChairView> {
  const facts = await listChairFacts(database, scope, bodies);
  const names = await readBodyNames(database, scope, bodies);
  const [first = { collection: '', id: '' }] = bodies;
  const body = bodies.find((each) => names.has(formatThingKey(each))) ?? first;
  const getKey = (collection: string, actor: ActorRef): string =>
    getActorKey(scope, collection, actor);
  return {
    collection: body.collection,
    body: body.id,
    bodyName: names.get(formatThingKey(body)) ?? body.id,
    recorded: facts.length > 0,
    line: buildChairLine(facts, getKey).filter((tenure) => hasBegun(scope, tenure)),
    ...findChairOnDay(facts, day, getKey),
  };
}

/**
 * Returns whether a chairmanship may have begun by the day of the scope. If facts state only its
 * end, it began on an unknown day before.
 */
function hasBegun({ asOf }: QueryScope, { since, until, knownOn }: ChairTenure): boolean {
  const days = (since.stated ? [since] : knownOn).flatMap((date) =>
    date.stated ? [date.earliest ?? ''] : [],
  );
  const isOpen = days.length === 0 || (!since.stated && until.stated);
  return asOf === null || isOpen || days.some((day) => day <= asOf);
}

/** Returns a text that is equal for two actors that are one, in any collection. */
export function getActorKey(
  { aliases }: QueryScope,
  collection: string,
  { id, kind }: Pick<ActorRef, 'id' | 'kind'>,
): string {
  if (kind === 'state') return id;
  return aliases.canonicalKey(
    'body',
    parseThingKey(aliases.canonicalKey('actor', { collection, id })),
  );
}

/** Returns all facts about the chair of a body or of its meetings, held or planned. */
async function listChairFacts(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly ChairFact[]> {
  const settled = new Set(listSettledEvents(scope, ['chair', 'chairs']));
  const recorded = (await listRecordedChairs(database, scope, bodies)).map((fact) => ({
    ...fact,
    settled: settled.has(fact.event),
  }));
  return [...recorded, ...(await listAnnouncedChairs(database, scope, bodies))];
}

async function listRecordedChairs(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly ChairFact[]> {
  const query = new RecordQuery(database, scope);
  const c = query.from(ChairRow, 'c');
  const f = query.innerJoin(FactRow, 'f', (fact) => isOfEvent(fact, c));
  const meeting = query.canonicalId('meeting', { collection: c.collection, id: c.meeting });
  const meetings = query.subquery();
  const m = query.leftJoinQuery(
    meetings,
    selectBestMeetings(meetings, bodies),
    'm',
    (best) => `${best.collection} = ${c.collection} AND ${best.meeting} = ${meeting}`,
  );
  const day = joinFactDay(query, TimelineDayRow, {
    collection: c.collection,
    occurredOn: sql`NULL::jsonb`,
    occurredEarliest: sql`NULL::date`,
    occurredLatest: sql`NULL::date`,
    incident: sql`NULL::text`,
    meeting: c.meeting,
    statedIn: f.statedIn,
    document: sql`${f.documents}[1]`,
  });
  query.where(
    `(${query.isThing({ collection: c.collection, id: c.body }, bodies)}` +
      ` OR ${isMeetingOf(query, c.meeting, bodies)})`,
  );
  query.whereThing({ collection: c.collection, id: sql`coalesce(${c.body}, ${m.body})` }, bodies);
  const found = await limitToCandidates({ query, day, row: c }, ROWS_MAX);

  const isMeeting = `${c.entry} = 'meeting'`;
  const isPlannedMeeting = `(${isMeeting} AND ${m.stage} IS DISTINCT FROM 'held')`;
  return found.rows({
    collection: c.collection,
    event: c.eventId,
    entry: sql<ChairFact['entry']>`${c.entry}`,
    meeting,
    holders: c.holders,
    previous: c.previous,
    person: c.person,
    stage: c.stage,
    term: c.term,
    startedOn: c.startedOn,
    endedOn: c.endedOn,
    heldAsOf: c.heldOn,
    meetingOn: sql<ChairFact['meetingOn']>`CASE WHEN ${isPlannedMeeting} THEN ${m.occurredOn}
      WHEN ${day.dateOf} = 'meeting' THEN ${day.on} END`,
    documentOn: sql<
      ChairFact['documentOn']
    >`CASE WHEN ${day.dateOf} <> 'meeting' THEN ${day.on} END`,
    planned: sql<boolean>`(${isPlannedMeeting}
      OR (${c.entry} = 'hand-over' AND (${f.modality} = 'planned'
        OR coalesce(${f.data} ->> 'verb' ~ '${PLAN_VERB_PATTERN}', false))))`,
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
): Promise<readonly ChairFact[]> {
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
    meeting,
    holder: chair,
    meetingOn: a.occurredOn,
  });
  return rows.map(({ holder, ...row }) => ({ ...NO_DATES, ...row, holders: [holder] }));
}

/** Selects the body and the date of each meeting, of a fact that it was held if there is one. */
function selectBestMeetings(query: RecordQuery, bodies: readonly ThingRef[]) {
  const b = query.from(TimelineMeetingRow, 'b');
  const own = query.subquery();
  const c = own.from(ChairRow, 'oc');
  own.whereThing({ collection: c.collection, id: c.body }, bodies);
  const ofOwn = own.toSubquery({ meeting: c.meeting });
  query.where(`(${isMeetingOf(query, b.meeting, bodies)} OR ${b.meeting} = ANY(ARRAY${ofOwn}))`);
  const meeting = query.canonicalId('meeting', { collection: b.collection, id: b.meeting });
  query.where(`${b.body} IS NOT NULL`);
  query.builder.distinctOn([b.collection, meeting]);
  query.builder.orderBy(b.collection).addOrderBy(meeting).addOrderBy(`${b.stage} = 'held'`, 'DESC');
  query.builder.addOrderBy(`${b.occurredOn} IS NULL`).addOrderBy(inByteOrder(b.eventId));
  const { collection, body, stage, occurredOn } = b;
  return { collection, meeting, body, stage, occurredOn };
}

/** Returns the condition that a meeting may be one of the bodies: indexes find those. */
function isMeetingOf(
  query: RecordQuery,
  meeting: SqlExpression<string | null>,
  bodies: readonly ThingRef[],
): string {
  const meetings = query.subquery();
  const o = meetings.from(TimelineMeetingRow, 'o');
  meetings.whereThing({ collection: o.collection, id: o.body }, bodies);
  const joined = query.sharedParameter(
    'joined meetings',
    query.scope.aliases.joinedIds('meeting'),
    'text[]',
  );
  return (
    `(${meeting} = ANY(ARRAY${meetings.toSubquery({ meeting: o.meeting })})` +
    ` OR ${meeting} = ANY(${joined}))`
  );
}

/** The chair of a meeting, by one fact. */
export const MeetingChairView = z
  .object({
    collection: z.string(),
    event: z.string(),
    meeting: z.string(),
    holders: readonlyArray(ActorRef).meta({ description: 'Empty: the source omits them.' }),
    person: ActorRef.nullable(),
  })
  .meta({ id: 'MeetingChair', description: 'The chair of a meeting, by one fact.' });
export type MeetingChairView = z.output<typeof MeetingChairView>;

/** Returns the chairs of meetings, in the order of their commands. */
export async function listMeetingChairs(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly ThingRef[],
): Promise<readonly MeetingChairView[]> {
  const query = new RecordQuery(database, scope);
  const c = query.from(ChairRow, 'c');
  query.where(`${c.entry} = 'meeting'`);
  query.whereThing({ collection: c.collection, id: c.meeting }, meetings);
  query.builder
    .orderBy(sql`${c.commandId} COLLATE "C"`)
    .addOrderBy(c.eventPseq)
    .addOrderBy(c.n);
  return query.rows({
    collection: c.collection,
    event: c.eventId,
    meeting: query.canonicalId('meeting', {
      collection: c.collection,
      id: sql<string>`${c.meeting}`,
    }),
    holders: c.holders,
    person: c.person,
  });
}
