import {
  type SqlExpression,
  type TableColumns,
  tableColumns,
} from '@rapporteur/projection-runtime';
import { TimelineDayRow } from '../days/day-entity.ts';
import {
  datingThings,
  type FactDay,
  FUTURE_MEETING_TYPES,
  joinFactDay,
  paragraphOf,
} from '../days/fact-day.ts';
import { datedThings, formatDayKey } from '../days/resolved-days.ts';
import type { RecordQuery } from '../query/record-query.ts';
import { listCollectionIds } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { FUTURE_EVENT_TYPES, type PlacementBasis } from './fact-dates.ts';
import { FactRow } from './fact-entities.ts';
import type { BodyComparison } from './fact-body-filter.ts';
import { type FactFilter, readFilteredFacts } from './fact-filter.ts';

/** The types of facts about future events, as a list in SQL. */
export const FUTURE_TYPES = [...FUTURE_EVENT_TYPES].map((type) => `'${type}'`).join(', ');

/** The columns of a fact that decide on which day a timeline shows it. */
type PlacedColumns = Pick<
  TableColumns<FactRow>,
  'eventType' | 'placedOn' | 'placedEarliest' | 'placedLatest' | 'placedBy'
>;

/** Reads the facts of a filter as `f`, with the day of each fact. */
export function readDatedFacts(
  query: RecordQuery,
  filter: FactFilter,
  comparison: BodyComparison = 'all',
) {
  const f = readFilteredFacts(query, filter, comparison);
  const incident = sql<string | null>`(${f.incidents})[1]`;
  const day = joinFactDay(query, TimelineDayRow, {
    ...f,
    ...datingThings(f.eventType, { meeting: f.meeting, incident }),
    paragraphOf: paragraphOf(f),
    document: sql<string | null>`(${f.documents})[1]`,
    stored: {
      meeting: f.meeting,
      incidents: f.incidents,
      decisions: f.decisions,
      documents: f.documents,
      hasNoDatedMeeting: (candidates) => hasNoDatedMeeting(candidates, f),
    },
  });
  return { f, day };
}

/**
 * Returns the condition that no meeting surely dates a fact. The meetings come from an index alone,
 * without a look at each fact of the collections.
 */
function hasNoDatedMeeting(query: RecordQuery, f: TableColumns<FactRow>): string {
  const named = query.subquery();
  const { collection, meeting: id } = tableColumns(FactRow, 'named');
  named.builder.from(FactRow, 'named').distinct();
  named.whereAny(collection, listCollectionIds(query.scope)).where(`${id} IS NOT NULL`);
  const undated = query.subquery();
  const meeting = undated.fromQuery(named, { collection, id }, 'meeting');
  const dated = undated.leftJoinNamed(
    datedThings(TimelineDayRow),
    'dated_meeting',
    ({ key }) =>
      `${key} = ${formatDayKey(sql`'meeting'`, meeting.collection, undated.canonicalId('meeting', meeting))}`,
  );
  undated.where(`${dated.key} IS NULL`);
  const ids = undated.toSubquery({ id: meeting.id });
  return (
    `${f.meeting} IS NULL OR ${f.meeting} = ANY(ARRAY${ids})` +
    ` OR ${f.eventType} IN ${FUTURE_MEETING_TYPES}`
  );
}

/**
 * Returns the date at which a timeline shows a fact: its own placement, otherwise the day of its
 * meeting, incident or decision. A future event without a date of its own has none.
 */
export function placeFact(f: PlacedColumns, day: FactDay) {
  const isHeld = `${day.dateOf} IN ('meeting', 'incident', 'decision') AND ${f.eventType} NOT IN (${FUTURE_TYPES})`;
  const place = <T>(own: SqlExpression<T>, other: SqlExpression<T>) =>
    sql<T>`CASE WHEN ${f.placedOn} IS NOT NULL THEN ${own} WHEN ${isHeld} THEN ${other} END`;
  return {
    on: place(f.placedOn, day.on),
    earliest: place(f.placedEarliest, day.earliest),
    latest: place(f.placedLatest, day.latest),
    by: place<string | null>(f.placedBy, day.dateOf) as SqlExpression<PlacementBasis | null>,
  };
}
