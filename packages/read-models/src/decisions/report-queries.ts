import { joinFactDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { countRows, sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { CondemnationRow } from './incident-entities.ts';
import { ReportRow, StatedPositionRow } from './report-entities.ts';
import type { PositionView, ReportView, VerbCount } from './report-views.ts';

/** Selects positions. */
export interface PositionFilter {
  readonly by?: readonly string[] | undefined;
  readonly verbs?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly instruments?: readonly string[] | undefined;
  /** True: those that refer to an instrument. */
  readonly withInstrument?: boolean | undefined;
  readonly addressees?: readonly string[] | undefined;
  /** True: those that have an addressee. */
  readonly withAddressee?: boolean | undefined;
  readonly incidents?: readonly ThingRef[] | undefined;
  readonly states?: readonly string[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
  readonly statedIn?: readonly ThingRef[] | undefined;
  readonly documents?: readonly ThingRef[] | undefined;
  readonly words?: string | undefined;
}

// The ids of persons and bodies are those of any collection in scope: a filter names few of them.
const listIds = (query: RecordQuery, ids: readonly string[] | undefined) =>
  query.things('actor', ids)?.map(({ id }) => id);

function readPositions(query: RecordQuery, filter: PositionFilter) {
  const s = query.from(StatedPositionRow, 's');
  const { collection } = s;
  query
    .whereContainsAny(s.byIds, listIds(query, filter.by))
    .whereAny(s.verb, filter.verbs)
    .whereAny(s.topic, filter.topics)
    .whereContainsAny(s.instrumentIds, filter.instruments)
    .whereContainsAny(s.addresseeIds, listIds(query, filter.addressees))
    .whereContainsThing({ collection, ids: s.incidents }, filter.incidents)
    .whereContainsAny(s.stateCodes, filter.states)
    .whereThing({ collection, id: s.meeting }, filter.meetings)
    .whereThing({ collection, id: s.statedIn }, filter.statedIn)
    .whereThing({ collection, id: s.document }, filter.documents)
    .whereTextContains([s.summary, s.topic, sql`${s.instruments}::text`], filter.words)
    .whereFlag(`cardinality(${s.instrumentIds}) > 0`, filter.withInstrument)
    .whereFlag(`cardinality(${s.addresseeIds}) > 0`, filter.withAddressee);
  const day = joinFactDay(query, DecisionDayRow, {
    ...s,
    incident: sql<null>`NULL::text`,
    paragraphOf: s.decision,
    spokenOf: sql<string | null>`(${s.incidents})[1]`,
    stored: { incidents: s.incidents },
  });
  return { s, day };
}

/** Returns positions by date. */
export async function listPositions(
  database: QueryDatabase,
  scope: QueryScope,
  filter: PositionFilter,
  page: PageRequest,
): Promise<ResultPage<PositionView>> {
  const query = new RecordQuery(database, scope);
  const { s, day } = readPositions(query, filter);
  const { earliest, latest } = day;
  const { verb, verbAsWritten, topic, summary, by, incidents, instruments, addressees } = s;
  const { states, organizations, attributedTo, collection } = s;
  return fetchPageByDate(query, {
    select: {
      collection,
      event: s.eventId,
      verb,
      verbAsWritten,
      topic,
      summary,
      by,
      incidents,
      instruments,
      addressees,
      states,
      organizations,
      attributedTo,
      decision: query.canonicalId('decision', { collection, id: s.decision }),
      paragraph: s.paragraph,
      ...selectSources(query, s),
      date: day.on,
      dateOf: day.dateOf,
    },
    page,
    earliest,
    latest,
    order: s,
    happened: earliest,
    near: { day, row: s },
  });
}

type SourceColumns = Pick<
  ReturnType<typeof readPositions>['s'],
  'collection' | 'meeting' | 'document' | 'statedIn'
>;

function selectSources(query: RecordQuery, row: SourceColumns) {
  const { collection, meeting, document, statedIn } = row;
  return {
    meeting: query.canonicalId('meeting', { collection, id: meeting }),
    document: query.canonicalId('document', { collection, id: document }),
    statedIn: query.canonicalId('document', { collection, id: statedIn }),
  };
}

/** Selects condemnations and positions. */
export type VerbFilter = Pick<PositionFilter, 'by' | 'statedIn' | 'documents' | 'meetings'>;

/** A verb may have a hundred thousand uses: they are the list of positions with that verb. */
const EXAMPLES_MAX = 20;

/**
 * Returns the verbs of condemnations and positions, the most frequent first. The strength of a
 * condemnation is its verb.
 */
export async function countVerbs(
  database: QueryDatabase,
  scope: QueryScope,
  filter: VerbFilter,
): Promise<readonly VerbCount[]> {
  const query = new RecordQuery(database, scope);
  const condemned = query.subquery();
  const stated = query.subquery();
  const v = query.fromUnion(
    [
      [condemned, selectCondemnationVerbs(condemned, filter)],
      [stated, selectPositionVerbs(stated, filter)],
    ],
    'v',
  );
  query.builder.groupBy(v.verb).addGroupBy(v.type);
  query.builder.orderBy(countRows, 'DESC').addOrderBy(sql`${v.verb} COLLATE "C"`);
  const order = `${v.commandId} COLLATE "C", ${v.eventPseq}`;
  const first = sql`(array_agg(${v.event} ORDER BY ${order}))`;
  const events = sql<string[]>`${first}[1:${query.parameter(EXAMPLES_MAX, 'integer')}]`;
  return query.rows({ verb: v.verb, type: v.type, facts: countRows, events });
}

type CountedType = VerbCount['type'];

function selectPositionVerbs(query: RecordQuery, filter: VerbFilter) {
  const { s, day } = readPositions(query, filter);
  query.where(query.hadHappened(day.earliest));
  const { verb, eventId: event, commandId, eventPseq } = s;
  return { verb, type: sql<CountedType>`'PositionStated'`, event, commandId, eventPseq };
}

function selectCondemnationVerbs(query: RecordQuery, filter: VerbFilter) {
  const c = query.from(CondemnationRow, 'c');
  const { collection } = c;
  query
    .whereAny(c.condemner, listIds(query, filter.by))
    .whereThing({ collection, id: c.meeting }, filter.meetings)
    .whereThing({ collection, id: c.statedIn }, filter.statedIn)
    .whereThing({ collection, id: c.document }, filter.documents);
  const day = joinFactDay(query, DecisionDayRow, {
    ...c,
    occurredOn: sql`NULL::jsonb`,
    occurredEarliest: sql`NULL::date`,
    occurredLatest: sql`NULL::date`,
    incident: sql`NULL::text`,
  });
  query.where(query.hadHappened(day.earliest));
  const { eventId: event, commandId, eventPseq } = c;
  const type = sql<CountedType>`'IncidentCondemned'`;
  return { verb: sql<string>`${c.strength}`, type, event, commandId, eventPseq };
}

/** Selects reports. */
export interface ReportFilter {
  readonly types?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly decisions?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly documents?: readonly ThingRef[] | undefined;
  /** True: a number above zero is reported. */
  readonly positiveCount?: boolean | undefined;
  readonly agentStated?: boolean | undefined;
  /** True: the source attributes the report to another actor. */
  readonly attributed?: boolean | undefined;
  readonly words?: string | undefined;
}

function readReports(query: RecordQuery, filter: ReportFilter) {
  const r = query.from(ReportRow, 'r');
  const { collection } = r;
  // The day of the fact, otherwise its period.
  const own = (part: 'On' | 'Earliest' | 'Latest') =>
    `CASE WHEN ${r.occurredOn} IS NULL THEN ${r[`period${part}`]} ELSE ${r[`occurred${part}`]} END`;
  const day = joinFactDay(query, DecisionDayRow, {
    ...r,
    occurredOn: own('On'),
    occurredEarliest: own('Earliest'),
    occurredLatest: own('Latest'),
    incident: sql`NULL::text`,
    stored: {
      days: [
        { earliest: r.occurredEarliest, latest: r.occurredLatest },
        { earliest: r.periodEarliest, latest: r.periodLatest },
      ],
    },
  });
  const counted = sql<number | null>`(${r.counted} ->> 'value')::integer`;
  const largest = `greatest(${r.countMin}, ${r.countMax}, ${counted})`;
  const body = sql<string | null>`coalesce(${r.within}, ${day.meetingBody})`;
  query
    .whereAny(r.eventType, filter.types)
    .whereAny(r.kind, filter.kinds)
    .whereContainsAny(r.stateCodes, filter.states)
    .whereAny(r.topic, filter.topics)
    .whereThing({ collection, id: r.decision }, filter.decisions)
    .whereThing({ collection, id: r.meeting }, filter.meetings)
    .whereThing({ collection, id: body }, filter.bodies)
    .whereThing({ collection, id: r.document }, filter.documents)
    .whereFlag(`coalesce(${largest} > 0, false)`, filter.positiveCount)
    .whereFlag(`${r.attributedTo} IS NOT NULL`, filter.attributed)
    .whereFlag(r.agentStated, filter.agentStated)
    .whereTextContains(
      [r.summary, r.topic, r.theme, r.series, r.region, sql`${r.places}::text`],
      filter.words,
    );
  return { r, day };
}

/** Returns reports by date. */
export async function listReports(
  database: QueryDatabase,
  scope: QueryScope,
  filter: ReportFilter,
  page: PageRequest,
): Promise<ResultPage<ReportView>> {
  const query = new RecordQuery(database, scope);
  const { r, day } = readReports(query, filter);
  const { earliest, latest } = day;
  const { collection, eventType: type, kind, strength, summary, by, agentStated, states } = r;
  const { within, topic, action, organization, series, theme, count, places, region } = r;
  const { subject, trend, counted, targets, attributedTo } = r;
  return fetchPageByDate(query, {
    select: {
      collection,
      event: r.eventId,
      type,
      kind,
      strength,
      summary,
      by,
      agentStated,
      states,
      within,
      topic,
      action,
      organization,
      series,
      theme,
      count,
      places,
      region,
      subject,
      trend,
      counted,
      targets,
      attributedTo,
      with: r.withActors,
      decision: query.canonicalId('decision', {
        collection,
        id: r.decision,
      }),
      ...selectSources(query, r),
      date: day.on,
      dateOf: day.dateOf,
      period: r.periodOn,
    },
    page,
    earliest,
    latest,
    order: r,
    happened: earliest,
    near: { day, row: r },
  });
}
