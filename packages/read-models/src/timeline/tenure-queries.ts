import type { ActorRef, DateValue } from '@rapporteur/contracts';
import { type QueryScope, type QueryDatabase, Statement } from '../statement.ts';
import { type DateView, toDateView } from '../views.ts';

/** How long something is told to have lasted; each of the three may be unstated. */
export interface TenureView {
  readonly startedOn: DateView;
  readonly endedOn: DateView;
  /** The day of which it is told, where neither its beginning nor its end is. */
  readonly heldAsOf: DateView;
}

/** An office, by one fact. */
export interface OfficeView extends TenureView {
  readonly event: string;
  readonly office: string;
  readonly body: string | null;
  /** Null: the fact is the rule by which it is held, or names nobody. */
  readonly holder: ActorRef | null;
  readonly rank: string | null;
  readonly exOfficio: string | null;
  readonly stage: string;
  readonly by: ActorRef | null;
  readonly meeting: string | null;
  readonly documents: readonly string[];
}

type TenureDates = {
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
};

/** Which offices are asked for. */
export interface OfficeFilter {
  readonly bodies?: readonly string[] | undefined;
  readonly holders?: readonly string[] | undefined;
  readonly offices?: readonly string[] | undefined;
  readonly stages?: readonly string[] | undefined;
}

/** Offices and who holds them. With a day: what had begun by then, as far as told, and is not told to have ended. */
export async function listOffices(
  database: QueryDatabase,
  at: QueryScope,
  filter: OfficeFilter,
): Promise<readonly OfficeView[]> {
  const statement = new Statement(at);
  statement
    .where(statement.validAtPosition('t'))
    .whereAny('t.body', allOf(at, 'body', filter.bodies));
  statement
    .whereAny('t.holder_id', allOf(at, 'actor', filter.holders))
    .whereAny('t.office', filter.offices);
  statement.whereAny('t.stage', filter.stages);
  statement.where(
    heldOnDay(
      statement,
      'offices',
      `l.stage = 'left' AND l.office = t.office AND l.holder_id = t.holder_id`,
    ),
  );
  const rows = await statement.run<Omit<OfficeView, keyof TenureView> & TenureDates>(
    database,
    `SELECT t.event_id AS event, t.office, ${statement.canonicalId('body', 't.body')} AS body, t.holder, t.rank,
            t.ex_officio AS "exOfficio", t.stage, t.by, ${statement.canonicalId('meeting', 't.meeting')} AS meeting,
            ${TENURE}, ${documentsOf(statement)} AS documents
       FROM timeline.offices AS t WHERE ${statement.conditions()} ORDER BY t.office, t.body, t.event_pseq`,
  );
  return rows.map(withTenure);
}

/** How somebody stood to a body, by one fact. */
export interface MembershipView extends TenureView {
  readonly event: string;
  readonly body: string;
  readonly member: ActorRef;
  readonly status: string;
  readonly statusAsWritten: string | null;
  readonly by: ActorRef | null;
  readonly meeting: string | null;
  readonly documents: readonly string[];
}

/** Which memberships are asked for. */
export interface MembershipFilter {
  readonly bodies?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
}

/** Memberships. With a day: what had begun by then, as far as told, and is not told to have ended. */
export async function listMemberships(
  database: QueryDatabase,
  at: QueryScope,
  filter: MembershipFilter,
): Promise<readonly MembershipView[]> {
  const statement = new Statement(at);
  statement
    .where(statement.validAtPosition('t'))
    .whereAny('t.body', allOf(at, 'body', filter.bodies));
  statement
    .whereAny('t.member_id', allOf(at, 'actor', filter.members))
    .whereAny('t.status', filter.statuses);
  statement.where(
    heldOnDay(statement, 'memberships', `l.status = 'withdrawn' AND l.member_id = t.member_id`),
  );
  const rows = await statement.run<Omit<MembershipView, keyof TenureView> & TenureDates>(
    database,
    `SELECT t.event_id AS event, ${statement.canonicalId('body', 't.body')} AS body, t.member, t.status,
            t.status_as_written AS "statusAsWritten", t.by, ${statement.canonicalId('meeting', 't.meeting')} AS meeting,
            ${TENURE}, ${documentsOf(statement)} AS documents
       FROM timeline.memberships AS t WHERE ${statement.conditions()} ORDER BY t.body, t.member_id, t.event_pseq`,
  );
  return rows.map(withTenure);
}

const TENURE = `t.started_on AS "startedOn", t.ended_on AS "endedOn", t.held_on AS "heldAsOf"`;

function documentsOf(statement: Statement): string {
  return `(SELECT f.documents FROM timeline.facts AS f WHERE ${statement.validAtPosition('f')} AND f.event_id = t.event_id)`;
}

/**
 * What had begun by the day asked about and is not told to have ended before it: by its own end, or by a fact `l` that
 * says that it ended. What has no date is not left out.
 */
function heldOnDay(statement: Statement, table: 'offices' | 'memberships', ending: string): string {
  const { asOf } = statement.scope;
  if (asOf === null) return 'true';
  const day = `${statement.parameter(asOf)}::date`;
  const begun = statement.occurredAsOf('coalesce(t.started_earliest, t.held_earliest)');
  const lasting = `(t.ended_latest IS NULL OR t.ended_latest >= ${day})`;
  return `${begun} AND ${lasting} AND NOT EXISTS (
    SELECT FROM timeline.${table} AS l
     WHERE ${statement.validAtPosition('l')} AND ${ending} AND l.body IS NOT DISTINCT FROM t.body
       AND coalesce(l.ended_latest, l.started_latest, l.held_latest) < ${day}
       AND coalesce(l.ended_latest, l.started_latest, l.held_latest) >= coalesce(t.started_earliest, t.held_earliest, '-infinity'))`;
}

function allOf(
  at: QueryScope,
  kind: 'body' | 'actor',
  ids: readonly string[] | undefined,
): readonly string[] | undefined {
  return ids?.flatMap((id) => at.aliases.equivalentIds(kind, id));
}

function withTenure<T extends TenureDates>(row: T): Omit<T, keyof TenureView> & TenureView {
  return {
    ...row,
    startedOn: toDateView(row.startedOn),
    endedOn: toDateView(row.endedOn),
    heldAsOf: toDateView(row.heldAsOf),
  };
}
