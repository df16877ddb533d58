import { z } from 'zod';
import { joinFactDay } from '../days/fact-day.ts';
import { ParticipationDayRow } from '../days/day-entity.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { DayRange } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { ParticipationRow } from './entities.ts';

/** A state, and the number of meetings whose record names its delegation. */
export const StateRank = z.object({
  state: z.string(),
  namedAttendances: z
    .int()
    .meta({ description: 'Distinct meetings. Zero only for states known to the record.' }),
  rank: z.int(),
});
export type StateRank = z.output<typeof StateRank>;

/** Returns the states known to the record by named attendances, then by code. */
export async function rankStates(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly bodies?: readonly ThingRef[] | undefined;
    readonly days?: DayRange | undefined;
  },
): Promise<readonly StateRank[]> {
  const query = new RecordQuery(database, scope);
  const p = query.from(ParticipationRow, 'p');
  query.where(`${p.actorKind} = 'state'`);
  const day = joinFactDay(query, ParticipationDayRow, { ...p, document: p.source });
  const body = { collection: p.collection, id: day.meetingBody };
  const isCounted = [
    `${p.role} = 'attended' AND ${p.basis} = 'named'`,
    filter.bodies === undefined ? 'true' : query.isThing(body, filter.bodies),
    query.overlaps(day.earliest, day.latest, filter.days),
    query.hadHappened(day.earliest),
  ].join(' AND ');
  const meeting = query.canonicalKey('meeting', { collection: p.collection, id: p.meeting });
  const named = sql<number>`(count(DISTINCT ${meeting}) FILTER (WHERE ${isCounted}))::integer`;
  query.builder.groupBy(p.actor);
  query.builder.orderBy(named, 'DESC').addOrderBy(sql`${p.actor} COLLATE "C"`);
  return query.rows({
    state: p.actor,
    namedAttendances: named,
    rank: sql<number>`rank() OVER (ORDER BY ${named} DESC)::integer`,
  });
}
