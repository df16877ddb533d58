import { joinFactDay, joinThingDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import { fetchPageByDate, type RowOrder } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { ThingColumns } from '../query/selection.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import {
  AwardRow,
  ConsiderationRow,
  DecisionStatusRow,
  MandateChangeRow,
} from './decision-entities.ts';
import type {
  AwardView,
  ConsiderationView,
  MandateChangeView,
  StatusView,
} from './decision-views.ts';

/** Orders rows as their documents do, whatever the order of recording. */
function orderByDocument(query: RecordQuery, row: RowOrder): void {
  query.builder.addOrderBy(sql`${row.commandId} COLLATE "C"`);
  query.builder.addOrderBy(row.eventPseq).addOrderBy(row.n);
}

/** Requires that the meeting of a row lies on or before the day of the scope, if it has a day. */
function whereMeetingHappened(query: RecordQuery, meeting: ThingColumns): void {
  if (query.scope.asOf === null) return;
  const day = joinThingDay(query, DecisionDayRow, 'meeting', meeting);
  query.where(`(${day.earliest} IS NULL OR ${query.hadHappened(day.earliest)})`);
}

/** Returns the matters that meetings considered. */
export async function listConsiderations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly meetings?: readonly ThingRef[] | undefined;
    readonly decisions?: readonly ThingRef[] | undefined;
  },
): Promise<readonly ConsiderationView[]> {
  const query = new RecordQuery(database, scope);
  const c = query.from(ConsiderationRow, 'c');
  const { collection, verb, verbAsWritten, strength, subject, forBody, decisions, outcome } = c;
  query.whereThing({ collection, id: c.meeting }, filter.meetings);
  whereMeetingHappened(query, { collection, id: c.meeting });
  query.whereContainsThing({ collection, ids: decisions }, filter.decisions);
  orderByDocument(query, c);
  return query.rows({
    collection,
    event: c.eventId,
    verb,
    verbAsWritten,
    strength,
    subject,
    forBody,
    decisions,
    outcome,
    meeting: query.canonicalId('meeting', {
      collection,
      id: c.meeting,
    }),
  });
}

/** Returns the awards conferred at meetings. */
export async function listAwards(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly meetings?: readonly ThingRef[] | undefined;
    /** Names that the words for the recipients contain. */
    readonly recipients?: readonly string[] | undefined;
  },
): Promise<readonly AwardView[]> {
  const query = new RecordQuery(database, scope);
  const a = query.from(AwardRow, 'a');
  const { collection, award, recipients, by, count, reason } = a;
  query.whereThing({ collection, id: a.meeting }, filter.meetings);
  whereMeetingHappened(query, { collection, id: a.meeting });
  if (filter.recipients !== undefined) {
    const names = query.parameter(filter.recipients, 'text[]');
    query.where(
      `EXISTS (SELECT FROM unnest(${names}) AS name WHERE strpos(${recipients}, name) > 0)`,
    );
  }
  orderByDocument(query, a);
  const meeting = query.canonicalId('meeting', { collection, id: a.meeting });
  return query.rows({
    collection,
    event: a.eventId,
    meeting,
    award,
    recipients,
    by,
    count,
    reason,
  });
}

/** Returns changes of mandate by date. */
export async function listMandateChanges(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly bodies?: readonly ThingRef[] | undefined;
    readonly stages?: readonly string[] | undefined;
  },
  page: PageRequest,
): Promise<ResultPage<MandateChangeView>> {
  const query = new RecordQuery(database, scope);
  const x = query.from(MandateChangeRow, 'x');
  const { collection, becomes, stage, strength, by, occasion, occurredOn } = x;
  query.whereThing({ collection, id: x.body }, filter.bodies).whereAny(stage, filter.stages);
  const day = joinFactDay(query, DecisionDayRow, {
    ...x,
    meeting: sql<null>`NULL::text`,
    incident: sql<null>`NULL::text`,
    document: x.source,
  });
  const { earliest, latest } = day;
  return fetchPageByDate(query, {
    select: {
      collection,
      event: x.eventId,
      becomes,
      stage,
      strength,
      by,
      occasion,
      occurredOn,
      body: query.canonicalId('body', {
        collection,
        id: x.body,
      }),
    },
    page,
    earliest,
    latest,
    order: x,
    happened: earliest,
    near: { day, row: x },
  });
}

/** Returns all status reports of decisions, by the days to which they refer. */
export async function listStatuses(
  database: QueryDatabase,
  scope: QueryScope,
  decisions: readonly ThingRef[],
): Promise<readonly StatusView[]> {
  const query = new RecordQuery(database, scope);
  const r = query.from(DecisionStatusRow, 'r');
  const { collection, body, status, by, periodOn: period, heldOn: heldAsOf } = r;
  query.whereThing({ collection, id: r.decision }, decisions);
  query.where(query.hadHappened(r.heldEarliest));
  query.builder.orderBy(r.heldEarliest);
  orderByDocument(query, r);
  return query.rows({
    collection,
    event: r.eventId,
    body,
    status,
    by,
    period,
    heldAsOf,
    decision: query.canonicalId('decision', {
      collection,
      id: r.decision,
    }),
    meeting: query.canonicalId('meeting', {
      collection,
      id: r.meeting,
    }),
  });
}
