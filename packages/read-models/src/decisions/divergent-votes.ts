import { DateValue } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { z } from 'zod';
import type { QueryDatabase } from '../query/database.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import { readComparedVotes, type VotersFilter } from './vote-queries.ts';
import { VOTES_CAST, VOTE_OUTCOMES } from './vote-views.ts';

/** A vote in which two members did not vote alike. */
export const ComparedVote = z
  .object({
    collection: z.string(),
    decision: z.string(),
    part: z.string().nullable(),
    subject: z.string().nullable(),
    date: DateValue.nullable(),
    outcome: z.enum(VOTE_OUTCOMES),
    one: z.enum(VOTES_CAST),
    other: z.enum(VOTES_CAST),
    events: z.array(z.string()).readonly(),
  })
  .meta({ id: 'ComparedVote', description: 'A vote in which two members did not vote alike.' });
export type ComparedVote = z.output<typeof ComparedVote>;

/** SQL for the place of a vote between against and for. */
const readPlace = (vote: SqlExpression<string>): string =>
  `CASE ${vote} WHEN 'for' THEN 1 WHEN 'abstained' THEN 0 WHEN 'against' THEN -1 END`;

/** Returns votes in which two members differed, for against against first, then the latest. */
export async function listDivergentVotes(
  database: QueryDatabase,
  scope: QueryScope,
  filter: VotersFilter,
  limit: number,
): Promise<readonly ComparedVote[]> {
  const { query, s, one, other } = await readComparedVotes(database, scope, filter);
  const distance = `abs(${readPlace(one)} - ${readPlace(other)})`;
  query.where(`${distance} > 0`);
  query.builder
    .orderBy(sql`${distance}`, 'DESC')
    .addOrderBy(s.earliest, 'DESC', 'NULLS LAST')
    .addOrderBy(inByteOrder(s.collection))
    .addOrderBy(inByteOrder(s.decision))
    .limit(limit);
  const { collection, decision, part, matter: subject, date, outcome, events } = s;
  return query.rows({ collection, decision, part, subject, date, outcome, one, other, events });
}
