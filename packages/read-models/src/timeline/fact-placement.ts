import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { TimelineDayRow } from '../days/day-entity.ts';
import { datingThings, type FactDay, joinFactDay, paragraphOf } from '../days/fact-day.ts';
import type { RecordQuery } from '../query/record-query.ts';
import { sql } from '../query/sql.ts';
import { FUTURE_EVENT_TYPES, type PlacementBasis } from './fact-dates.ts';
import type { FactRow } from './fact-entities.ts';
import { type FactFilter, readFilteredFacts } from './fact-filter.ts';

/** The types of facts about future events, as a list in SQL. */
export const FUTURE_TYPES = [...FUTURE_EVENT_TYPES].map((type) => `'${type}'`).join(', ');

/** The columns of a fact that decide on which day a timeline shows it. */
type PlacedColumns = Pick<
  TableColumns<FactRow>,
  'eventType' | 'placedOn' | 'placedEarliest' | 'placedLatest' | 'placedBy'
>;

/** Reads the facts of a filter as `f`, with the day of each fact. */
export function readDatedFacts(query: RecordQuery, filter: FactFilter) {
  const f = readFilteredFacts(query, filter);
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
    },
  });
  return { f, day };
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
