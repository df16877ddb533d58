import { DateValue } from '@rapporteur/contracts';
import { z } from 'zod';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { DATE_SOURCES, datingThings, joinFactDay } from '../days/fact-day.ts';
import { ParticipationDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { type AliasedColumns, isOfEvent } from '../query/selection.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { IncidentFactRow, ParticipationRow } from './entities.ts';
import { InvolvementBasis } from './involvement.ts';
import { type Role, RoleView } from './roles.ts';

/** An actor in one role of one fact. */
export const ParticipationView = z.object({
  collection: z.string(),
  event: z.string(),
  type: z.string(),
  role: RoleView,
  takesPart: z.boolean(),
  actor: z.string(),
  kind: z.string(),
  nameAsWritten: z.string().nullable(),
  actorOf: z.string().nullable(),
  office: z.string().nullable(),
  basis: InvolvementBasis,
  capacity: z.string().nullable(),
  represents: z.string().nullable(),
  saidBy: z
    .string()
    .nullable()
    .meta({ description: 'The actor who names it in this role; null: the source of the fact.' }),
  meeting: z.string().nullable(),
  body: z.string().nullable(),
  document: z.string().nullable(),
  decision: z.string().nullable(),
  incident: z.string().nullable(),
  about: z.string().nullable(),
  date: DateValue.nullable().meta({
    description: "The fact's own date, otherwise the nearest one that the record has.",
  }),
  dateOf: z.enum(DATE_SOURCES).nullable(),
});
export type ParticipationView = z.output<typeof ParticipationView>;

/** Selects actors and roles. */
export interface ParticipationFilter {
  /** Also selects actors that represent these. */
  readonly actors?: readonly ThingRef[] | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly takesPart?: boolean | undefined;
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
}

function selectNamedActors(query: RecordQuery) {
  const p = query.from(ParticipationRow, 'p');
  const { partition, collection, eventId, commandId, eventPseq, n, eventType, role, takesPart } = p;
  const { actor, actorKind, nameAsWritten, actorOf, actorOffice, basis, capacity, represents } = p;
  const { saidBy, meeting, body, document, decision, incident, about, statedIn, source } = p;
  const { occurredOn, occurredEarliest, occurredLatest } = p;
  return {
    partition,
    collection,
    eventId,
    commandId,
    eventPseq,
    n,
    eventType,
    role,
    takesPart,
    actor,
    actorKind,
    nameAsWritten,
    actorOf,
    actorOffice,
    basis,
    capacity,
    represents,
    saidBy,
    meeting,
    body,
    document,
    decision,
    incident,
    about,
    statedIn,
    source,
    occurredOn,
    occurredEarliest,
    occurredLatest,
  };
}

type ActorColumns = ReturnType<typeof selectNamedActors>;

/** The columns that name the incident of a row. */
interface IncidentColumns {
  readonly collection: SqlExpression<string>;
  readonly incident: SqlExpression<string | null>;
}

/**
 * Selects the targets and places of an incident as actors of each fact about it. If the fact does
 * not name them, the basis is `derived`.
 */
function selectAffectedActors(query: RecordQuery): ActorColumns {
  const f = query.from(IncidentFactRow, 'f');
  const incidentOf = (row: IncidentColumns) =>
    query.canonicalId('incident', { collection: row.collection, id: row.incident });

  const targets = query.subquery();
  const t = targets.from(ParticipationRow, 't');
  targets.where(`${t.role} IN ('target', 'place-of-incident')`);
  targets.builder.distinct();
  const affected = query.innerJoinQuery(
    targets,
    { collection: t.collection, incident: incidentOf(t), actor: t.actor, kind: t.actorKind },
    'affected',
    (a) => `${a.collection} = ${f.collection} AND ${a.incident} = ${incidentOf(f)}`,
  );

  const named = query.subquery();
  const d = named.from(ParticipationRow, 'd');
  named.where(`${isOfEvent(d, f)} AND ${d.actor} = ${affected.actor}`);
  query.where(`NOT EXISTS ${named.toSubquery({ eventId: d.eventId })}`);

  const none = sql<null>`NULL::text`;
  const { partition, collection, eventId, commandId, eventPseq, n } = f;
  const { eventType, meeting, incident, about } = f;
  const { statedIn, source, occurredOn, occurredEarliest, occurredLatest } = f;
  return {
    partition,
    collection,
    eventId,
    commandId,
    eventPseq,
    n,
    eventType,
    role: sql<Role>`'incident-told-of'`,
    takesPart: sql<boolean>`false`,
    actor: affected.actor,
    actorKind: affected.kind,
    nameAsWritten: none,
    actorOf: none,
    actorOffice: none,
    basis: sql<InvolvementBasis>`'derived'`,
    capacity: none,
    represents: none,
    saidBy: none,
    meeting,
    body: none,
    document: none,
    decision: none,
    incident,
    about,
    statedIn,
    source,
    occurredOn,
    occurredEarliest,
    occurredLatest,
  };
}

/** Reads all actors of all facts as `p`, with the day of each fact. */
function readActors(query: RecordQuery, filter: ParticipationFilter) {
  const named = query.subquery();
  const affected = query.subquery();
  const p: AliasedColumns<ActorColumns> = query.fromUnion(
    [
      [named, selectNamedActors(named)],
      [affected, selectAffectedActors(affected)],
    ],
    'p',
  );
  const day = joinFactDay(query, ParticipationDayRow, {
    ...p,
    ...datingThings(p.eventType, p),
    document: p.source,
    stored: { meeting: p.meeting, incident: p.incident },
  });
  const body = sql<string | null>`coalesce(${day.meetingBody}, ${p.body})`;

  query.whereAny(p.role, filter.roles);
  query.whereThing({ collection: p.collection, id: p.meeting }, filter.meetings);
  query.whereThing({ collection: p.collection, id: body }, filter.bodies);
  if (filter.takesPart !== undefined) query.whereFlag(p.takesPart, filter.takesPart);
  const { actors } = filter;
  if (actors !== undefined) {
    const isActor = [p.actor, p.actorOf].map((id) =>
      query.isThing({ collection: p.collection, id }, actors),
    );
    query.where(`(${isActor.join(' OR ')})`);
  }
  return { p, day };
}

/** Returns actors and their roles, by date. */
export async function listParticipations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ParticipationFilter,
  page: PageRequest,
): Promise<ResultPage<ParticipationView>> {
  const query = new RecordQuery(database, scope);
  const { p, day } = readActors(query, filter);
  const canonical = (kind: 'meeting' | 'document' | 'decision' | 'incident') =>
    query.canonicalId(kind, { collection: p.collection, id: p[kind] });
  const select = {
    collection: p.collection,
    event: p.eventId,
    type: p.eventType,
    role: p.role,
    takesPart: p.takesPart,
    actor: query.canonicalId('actor', { collection: p.collection, id: p.actor }),
    kind: p.actorKind,
    nameAsWritten: p.nameAsWritten,
    actorOf: p.actorOf,
    office: p.actorOffice,
    basis: p.basis,
    capacity: p.capacity,
    represents: p.represents,
    saidBy: p.saidBy,
    meeting: canonical('meeting'),
    body: sql<string | null>`coalesce(${p.body}, ${day.meetingBody})`,
    document: canonical('document'),
    decision: canonical('decision'),
    incident: canonical('incident'),
    about: p.about,
    date: day.on,
    dateOf: day.dateOf,
  };
  const { earliest, latest } = day;
  return fetchPageByDate(query, {
    select,
    page,
    earliest,
    latest,
    order: p,
    happened: earliest,
    near: { day, row: p },
  });
}

/** The number of facts with one role. */
export const RoleCount = z.object({ role: RoleView, takesPart: z.boolean(), facts: z.int() });
export type RoleCount = z.output<typeof RoleCount>;

/** Returns the roles of the selected actors, with the number of facts. */
export async function countRoles(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ParticipationFilter,
): Promise<readonly RoleCount[]> {
  const query = new RecordQuery(database, scope);
  const { p, day } = readActors(query, filter);
  query.where(query.hadHappened(day.earliest));
  const facts = sql<number>`count(DISTINCT ${p.eventId})::integer`;
  query.builder.groupBy(p.role).addGroupBy(p.takesPart);
  query.builder
    .orderBy(p.takesPart, 'DESC')
    .addOrderBy(facts, 'DESC')
    .addOrderBy(inByteOrder(p.role));
  return query.rows({ role: p.role, takesPart: p.takesPart, facts });
}
