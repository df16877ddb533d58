import type { DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { ThingRef } from '../query/aliases.ts';
import type { RecordQuery } from '../query/record-query.ts';
import type { ThingColumns } from '../query/selection.ts';
import { sql } from '../query/sql.ts';
import type { DatedThingKind, DayEntity } from './day-entity.ts';
import { formatDayKey, resolvedDays } from './resolved-days.ts';

/** The fact or thing whose day dates a fact: itself, or the nearest one that has a day. */
export const DATE_SOURCES = [
  'fact',
  'incident',
  'decision',
  'meeting',
  'stated-in',
  'document',
] as const;
type DateSource = (typeof DATE_SOURCES)[number];

/** The columns of a fact that give it a day. */
export interface DatedFactColumns {
  readonly collection: SqlExpression<string>;
  readonly occurredOn: SqlExpression<DateValue | null>;
  readonly occurredEarliest: SqlExpression<string | null>;
  readonly occurredLatest: SqlExpression<string | null>;
  /** Null for facts that name a future meeting. */
  readonly meeting: SqlExpression<string | null>;
  /** Null for facts that only speak of an incident: their day is that of speaking. */
  readonly incident: SqlExpression<string | null>;
  /** The incident of which a fact speaks. It dates the fact if nothing else does. */
  readonly spokenOf?: SqlExpression<string | null>;
  /** The decision of which the fact is a paragraph. */
  readonly paragraphOf?: SqlExpression<string | null>;
  readonly statedIn: SqlExpression<string | null>;
  readonly document: SqlExpression<string | null>;
  /** The stored columns that the others are computed from, by which indexes find rows. */
  readonly stored?: StoredDayColumns;
}

/** The stored columns by which rows are found: of days, ids, or lists of ids. */
interface StoredDayColumns {
  readonly days?: readonly DayRangeColumns[];
  readonly meeting?: SqlExpression<string | null>;
  readonly incident?: SqlExpression<string | null>;
  readonly incidents?: SqlExpression<readonly string[] | null>;
  readonly decisions?: SqlExpression<readonly string[] | null>;
  readonly documents?: SqlExpression<readonly string[] | null>;
  /** Returns the condition that no meeting surely dates a row, by indexes of the table. */
  readonly hasNoDatedMeeting?: (query: RecordQuery) => string;
}

/** The first and the last day of a row. */
export interface DayRangeColumns {
  readonly earliest: SqlExpression<string | null>;
  readonly latest: SqlExpression<string | null>;
}

/** A thing that may date a row. */
export interface DaySource {
  readonly kind: DatedThingKind;
  readonly id: SqlExpression<string | null>;
  /** Whether it dates a row that nothing else dates. */
  readonly isLast: boolean;
  /** Returns the condition that a row may have one of the things. */
  readonly isOneOf: (things: readonly ThingRef[]) => string;
}

/** These facts name a future meeting; its date is not the date of the fact. */
export const FUTURE_MEETING_TYPES = `('MeetingAnnounced', 'MeetingRescheduled')`;

/**
 * The day of a condemnation or position is that of speaking, not that of the incident. Their
 * `decision` is the one whose text states them.
 */
export const SPEAKING_TYPES = `('IncidentCondemned', 'PositionStated')`;

/** Returns the meeting and the incident that date a fact of any type. */
export function datingThings(
  type: SqlExpression<string>,
  { meeting, incident }: Pick<DatedFactColumns, 'meeting' | 'incident'>,
): Pick<DatedFactColumns, 'meeting' | 'incident' | 'spokenOf'> {
  return {
    meeting: sql`CASE WHEN ${type} NOT IN ${FUTURE_MEETING_TYPES} THEN ${meeting} END`,
    incident: sql`CASE WHEN ${type} NOT IN ${SPEAKING_TYPES} THEN ${incident} END`,
    spokenOf: sql`CASE WHEN ${type} IN ${SPEAKING_TYPES} THEN ${incident} END`,
  };
}

/** Returns the decision of which a fact of any type is a paragraph, or null. */
export function paragraphOf(
  f: Readonly<{ eventType: SqlExpression<string>; data: SqlExpression<object> }>,
): SqlExpression<string | null> {
  return sql`${f.data} ->> CASE WHEN ${f.eventType} IN ${SPEAKING_TYPES} THEN 'decision'
    ELSE 'partOf' END`;
}

/** The day of a fact as SQL. */
export interface FactDay {
  readonly on: SqlExpression<DateValue | null>;
  readonly earliest: SqlExpression<string | null>;
  readonly latest: SqlExpression<string | null>;
  readonly dateOf: SqlExpression<DateSource | null>;
  /** The body of its meeting. */
  readonly meetingBody: SqlExpression<string | null>;
  readonly entity: DayEntity;
  readonly collection: SqlExpression<string>;
  /** The things that may date it, and the columns of its own days. */
  readonly sources: readonly DaySource[];
  readonly ownDays: readonly DayRangeColumns[];
  /** Returns a condition that every row without a day meets; absent: there is none. */
  readonly hasNoDatedMeeting?: ((query: RecordQuery) => string) | undefined;
}

/**
 * Joins the day of a fact: its own; else that of its incident, the decision whose paragraph it is,
 * its meeting, the document that it relays, its document, or the incident of which it speaks. A date
 * without days, such as a recurring one, is shown, but filters use the next day that exists.
 */
export function joinFactDay(
  query: RecordQuery,
  entity: DayEntity,
  fact: DatedFactColumns,
): FactDay {
  const { collection, paragraphOf, spokenOf } = fact;
  const join = (alias: string, kind: DatedThingKind, id: SqlExpression<string | null>) =>
    joinThingDay(query, entity, kind, { collection, id }, alias);
  const incident = join('incident_day', 'incident', fact.incident);
  const meeting = join('meeting_day', 'meeting', fact.meeting);
  const days: readonly (readonly [DateSource, ReturnType<typeof joinThingDay>])[] = [
    ['incident', incident],
    ...(paragraphOf === undefined
      ? []
      : [['decision', join('decision_day', 'decision', paragraphOf)] as const]),
    ['meeting', meeting],
    ['stated-in', join('stated_day', 'document', fact.statedIn)],
    ['document', join('document_day', 'document', fact.document)],
    ...(spokenOf === undefined
      ? []
      : [['incident', join('spoken_day', 'incident', spokenOf)] as const]),
  ];
  const first = (column: 'occurredOn' | 'earliest' | 'latest', own: string) =>
    `coalesce(${[own, ...days.map(([, day]) => day[column])].join(', ')})`;

  const own = ['fact', fact] as const;
  const sources = [own, ...days].map(
    ([source, { occurredOn }]) => `WHEN ${occurredOn} IS NOT NULL THEN '${source}'`,
  );
  return {
    on: first('occurredOn', fact.occurredOn),
    earliest: first('earliest', fact.occurredEarliest),
    latest: first('latest', fact.occurredLatest),
    dateOf: `CASE ${sources.join(' ')} END`,
    meetingBody: meeting.body,
    entity,
    collection,
    sources: listSources(query, fact),
    ownDays: fact.stored?.days ?? listOwnDays(fact),
    hasNoDatedMeeting: fact.stored?.hasNoDatedMeeting,
  };
}

function listOwnDays({
  occurredEarliest: earliest,
  occurredLatest: latest,
}: DatedFactColumns): readonly DayRangeColumns[] {
  return isNull(earliest) ? [] : [{ earliest, latest }];
}

const isNull = (column: string): boolean => /^NULL\b/.test(column);

function listSources(query: RecordQuery, fact: DatedFactColumns): readonly DaySource[] {
  const { collection, stored = {} } = fact;
  const create = (
    kind: DatedThingKind,
    id: SqlExpression<string | null> | undefined,
    ids?: SqlExpression<readonly string[] | null>,
    column = id,
  ): readonly DaySource[] =>
    id === undefined || isNull(id)
      ? []
      : [
          {
            kind,
            id,
            isLast: id === fact.spokenOf,
            isOneOf: (things) =>
              ids === undefined
                ? query.isThing({ collection, id: column ?? id }, things)
                : query.containsThing({ collection, ids }, things),
          },
        ];
  return [
    ...create('incident', fact.incident, stored.incidents, stored.incident),
    ...create('decision', fact.paragraphOf, stored.decisions),
    ...create('meeting', fact.meeting, undefined, stored.meeting),
    ...create('document', fact.statedIn),
    ...create('document', fact.document, stored.documents),
    ...create('incident', fact.spokenOf, stored.incidents, stored.incident),
  ];
}

/** Joins the resolved day of the thing that a row names, or nulls. */
export function joinThingDay(
  query: RecordQuery,
  entity: DayEntity,
  kind: DatedThingKind,
  thing: ThingColumns,
  alias = `day_of_${kind}`,
) {
  const id = query.canonicalId(kind === 'meeting-plan' ? 'meeting' : kind, thing);
  query.dayKinds.add(kind);
  return query.leftJoinNamed(
    resolvedDays(entity),
    alias,
    (day) => `${day.key} = ${formatDayKey(sql`'${kind}'`, thing.collection, id)}`,
  );
}
