import { type QueryScope, type QueryDatabase, Statement } from '../statement.ts';
import {
  type ChairOnDay,
  type ChairFact,
  buildChairLine,
  findChairOnDay,
  type ChairTenure,
} from './chair-line.ts';
import { joinHeldMeeting } from './joins.ts';

/** The chair of a body: the whole line, and who holds it on the day asked about. */
export interface ChairView extends ChairOnDay {
  readonly body: string;
  /** False: no fact of the record tells who chairs it; its organs or parents are other bodies. */
  readonly recorded: boolean;
  readonly line: readonly ChairTenure[];
}

/** Who chairs a body, and chaired it before. A chair of an organ or a parent is none of its own. */
export async function findChair(
  database: QueryDatabase,
  at: QueryScope,
  body: string,
): Promise<ChairView> {
  const facts = await listChairFacts(database, at, body);
  return {
    body: at.aliases.canonicalId('body', body),
    recorded: facts.length > 0,
    line: buildChairLine(facts),
    ...findChairOnDay(facts, at.asOf),
  };
}

/** Every fact that tells of the chair of a body, or of a meeting of it, in the order of the record. */
async function listChairFacts(
  database: QueryDatabase,
  at: QueryScope,
  body: string,
): Promise<readonly ChairFact[]> {
  const statement = new Statement(at);
  const bodies = `${statement.parameter(at.aliases.equivalentIds('body', body))}::text[]`;
  return statement.run<ChairFact>(
    database,
    `SELECT f.event_id AS event, f.entry, ${statement.canonicalId('meeting', 'f.meeting')} AS meeting, f.holders, f.previous,
            f.person, f.stage, f.term, f.started_on AS "startedOn", f.ended_on AS "endedOn", f.held_on AS "heldAsOf",
            held.occurred_on AS "meetingOn"
       FROM (SELECT c.*, c.entry AS event_type FROM timeline.chairs AS c) AS f ${joinHeldMeeting(statement)}
      WHERE ${statement.validAtPosition('f')} AND (f.body = ANY(${bodies}) OR (f.body IS NULL AND held.body = ANY(${bodies})))
      ORDER BY f.event_pseq, f.n`,
  );
}

/** Who chaired a meeting, by one fact. */
export type MeetingChairView = Pick<ChairFact, 'event' | 'holders' | 'person'> & {
  readonly meeting: string;
};

/** Who chaired meetings. */
export async function listMeetingChairs(
  database: QueryDatabase,
  at: QueryScope,
  meetings: readonly string[],
): Promise<readonly MeetingChairView[]> {
  const statement = new Statement(at);
  statement.where(statement.validAtPosition('c')).where(`c.entry = 'meeting'`);
  statement.whereAny(
    'c.meeting',
    meetings.flatMap((meeting) => at.aliases.equivalentIds('meeting', meeting)),
  );
  return statement.run<MeetingChairView>(
    database,
    `SELECT c.event_id AS event, ${statement.canonicalId('meeting', 'c.meeting')} AS meeting, c.holders, c.person
       FROM timeline.chairs AS c WHERE ${statement.conditions()} ORDER BY c.event_pseq`,
  );
}
