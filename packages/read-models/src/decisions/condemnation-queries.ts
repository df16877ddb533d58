import type { CondemnationStrength } from '@rapporteur/contracts';
import { joinFactDay, joinThingDay } from '../days/fact-day.ts';
import { DecisionDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { CondemnationRow } from './incident-entities.ts';
import type { CondemnationView } from './incident-views.ts';

/** Selects condemnations. */
export interface CondemnationFilter {
  readonly incidents?: readonly ThingRef[] | undefined;
  readonly condemners?: readonly string[] | undefined;
  readonly strengths?: readonly CondemnationStrength[] | undefined;
  readonly statedIn?: readonly ThingRef[] | undefined;
  readonly documents?: readonly ThingRef[] | undefined;
  readonly meetings?: readonly ThingRef[] | undefined;
  /** True: of a named incident; false: of a class of acts. */
  readonly byName?: boolean | undefined;
}

/** Returns condemnations by the day of the statement. */
export async function listCondemnations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: CondemnationFilter,
  page: PageRequest,
): Promise<ResultPage<CondemnationView>> {
  const query = new RecordQuery(database, scope);
  const { c, day, incident } = readCondemnations(query, filter);
  const { collection } = c;
  const incidentDay = joinThingDay(query, DecisionDayRow, 'incident', incident);
  const canonical = (
    kind: 'decision' | 'meeting' | 'document' | 'incident' | 'actor',
    id: typeof c.incident,
  ) => query.canonicalId(kind, { collection, id });
  const { earliest, latest } = day;
  return fetchPageByDate(query, {
    select: {
      collection,
      event: c.eventId,
      incident: canonical('incident', c.incident),
      incidentKey: sql<string | null>`${query.canonicalKey('incident', incident)}`,
      class: c.class,
      territory: c.territory,
      date: day.on,
      dateOf: day.dateOf,
      targetOn: c.targetOn,
      incidentOn: incidentDay.occurredOn,
      condemner: query.canonicalId('actor', {
        collection,
        id: c.condemner,
      }),
      condemnerKind: c.condemnerKind,
      condemnerName: c.condemnerName,
      condemnerOf: c.condemnerOf,
      strength: c.strength,
      verbAsWritten: c.verbAsWritten,
      perpetrators: c.perpetrators,
      place: c.place,
      against: c.against,
      againstState: c.againstState,
      meeting: canonical('meeting', c.meeting),
      decision: canonical('decision', c.decision),
      document: canonical('document', c.document),
      statedIn: canonical('document', c.statedIn),
    },
    page,
    earliest,
    latest,
    order: c,
    happened: earliest,
    near: { day, row: c },
  });
}

function readCondemnations(query: RecordQuery, filter: CondemnationFilter) {
  const c = query.from(CondemnationRow, 'c');
  const { collection } = c;
  const incident = { collection, id: c.incident };
  query
    .whereThing(incident, filter.incidents)
    .whereThing({ collection, id: c.condemner }, query.things('actor', filter.condemners))
    .whereAny(c.strength, filter.strengths)
    .whereThing({ collection, id: c.statedIn }, filter.statedIn)
    .whereThing({ collection, id: c.document }, filter.documents)
    .whereThing({ collection, id: c.meeting }, filter.meetings)
    .whereFlag(`${c.incident} IS NOT NULL`, filter.byName);

  const none = sql<null>`NULL::text`;
  const day = joinFactDay(query, DecisionDayRow, {
    ...c,
    occurredOn: sql`NULL::jsonb`,
    occurredEarliest: sql`NULL::date`,
    occurredLatest: sql`NULL::date`,
    incident: none,
    paragraphOf: c.decision,
    spokenOf: c.incident,
  });
  return { c, day, incident };
}
