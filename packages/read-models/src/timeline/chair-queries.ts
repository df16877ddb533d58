import { ActorRef } from '@rapporteur/contracts';
import { z } from 'zod';
import { readonlyArray } from '../views.ts';
import { type QueryScope, type QueryDatabase, Statement } from '../statement.ts';
import {
  ChairOnDay,
  type ChairFact,
  buildChairLine,
  findChairOnDay,
  ChairTenure,
} from './chair-line.ts';
import { joinHeldMeeting } from './joins.ts';

/** The chair of a body: its whole history, and the holder on the day of the scope. */
export const ChairView = z.object({
  ...ChairOnDay.shape,
  body: z.string(),
  recorded: z.boolean().meta({
    description:
      'False: the record has no fact about its chair. Chairs of its organs or parents do not count.',
  }),
  line: readonlyArray(ChairTenure),
});
export type ChairView = z.output<typeof ChairView>;

/**
 * Returns the current and earlier chairs of a body. Chairs of its organs or parents do not count.
 */
export async function findChair(
  database: QueryDatabase,
  scope: QueryScope,
  body: string,
): Promise<ChairView> {
  const facts = await listChairFacts(database, scope, body);
  return {
    body: scope.aliases.canonicalId('body', body),
    recorded: facts.length > 0,
    line: buildChairLine(facts),
    ...findChairOnDay(facts, scope.asOf),
  };
}

/** Returns all facts about the chair of a body or of its meetings, in the order of the record. */
async function listChairFacts(
  database: QueryDatabase,
  scope: QueryScope,
  body: string,
): Promise<readonly ChairFact[]> {
  const statement = new Statement(scope);
  const bodies = `${statement.parameter(statement.expandIds('body', [body]))}::text[]`;
  return statement.run<ChairFact>(
    database,
    `SELECT f.event_id AS event, f.entry,
            ${statement.canonicalId('meeting', 'f.meeting')} AS meeting, f.holders, f.previous,
            f.person, f.stage, f.term, f.started_on AS "startedOn", f.ended_on AS "endedOn",
            f.held_on AS "heldAsOf", held.occurred_on AS "meetingOn"
       FROM (SELECT c.*, c.entry AS event_type FROM timeline.chairs AS c) AS f
            ${joinHeldMeeting(statement)}
      WHERE ${statement.validAtPosition('f')}
        AND (f.body = ANY(${bodies}) OR (f.body IS NULL AND held.body = ANY(${bodies})))
      ORDER BY f.event_pseq, f.n`,
  );
}

/** The chair of a meeting, by one fact. */
export const MeetingChairView = z
  .object({
    event: z.string(),
    meeting: z.string(),
    holders: readonlyArray(ActorRef).meta({ description: 'Empty: the source omits them.' }),
    person: ActorRef.nullable(),
  })
  .meta({ id: 'MeetingChair', description: 'The chair of a meeting, by one fact.' });
export type MeetingChairView = z.output<typeof MeetingChairView>;

/** Returns the chairs of meetings. */
export async function listMeetingChairs(
  database: QueryDatabase,
  scope: QueryScope,
  meetings: readonly string[],
): Promise<readonly MeetingChairView[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('c')).where(`c.entry = 'meeting'`);
  statement.whereId('meeting', 'c.meeting', meetings);
  return statement.run<MeetingChairView>(
    database,
    `SELECT c.event_id AS event, ${statement.canonicalId('meeting', 'c.meeting')} AS meeting,
            c.holders, c.person
       FROM timeline.chairs AS c WHERE ${statement.conditions()} ORDER BY c.event_pseq`,
  );
}
