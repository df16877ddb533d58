import { ActorRef, type DateValue } from '@rapporteur/contracts';
import { z } from 'zod';
import { type QueryScope, type QueryDatabase, Statement } from '../statement.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';

/** The dates of an office or membership; each of the three dates may be unstated. */
export const TenureView = z.object({
  startedOn: DateView,
  endedOn: DateView,
  heldAsOf: DateView.meta({
    description: 'The day to which the fact refers, if neither start nor end is stated.',
  }),
});
export type TenureView = z.output<typeof TenureView>;

/** An office, by one fact. */
export const OfficeView = z
  .object({
    ...TenureView.shape,
    event: z.string(),
    office: z.string(),
    body: z.string().nullable(),
    holder: ActorRef.nullable().meta({
      description: 'Null: the fact is the rule by which it is held, or names nobody.',
    }),
    rank: z.string().nullable(),
    exOfficio: z.string().nullable(),
    stage: z.string(),
    by: ActorRef.nullable(),
    meeting: z.string().nullable(),
    documents: readonlyArray(z.string()),
  })
  .meta({ id: 'Office', description: 'An office, by one fact.' });
export type OfficeView = z.output<typeof OfficeView>;

type TenureDates = {
  readonly startedOn: DateValue | null;
  readonly endedOn: DateValue | null;
  readonly heldAsOf: DateValue | null;
};

/** Selects offices. */
export interface OfficeFilter {
  readonly bodies?: readonly string[] | undefined;
  readonly holders?: readonly string[] | undefined;
  readonly offices?: readonly string[] | undefined;
  readonly stages?: readonly string[] | undefined;
}

/**
 * Returns offices and their holders. With a day: those that had begun by then and are not known to
 * have ended.
 */
export async function listOffices(
  database: QueryDatabase,
  scope: QueryScope,
  filter: OfficeFilter,
): Promise<readonly OfficeView[]> {
  const statement = new Statement(scope);
  const ending = `l.stage = 'left' AND l.office = t.office AND l.holder_id = t.holder_id`;
  statement
    .where(statement.validAtPosition('t'))
    .whereId('body', 't.body', filter.bodies)
    .whereId('actor', 't.holder_id', filter.holders)
    .whereAny('t.office', filter.offices)
    .whereAny('t.stage', filter.stages)
    .where(heldOnDay(statement, 'offices', ending));

  const rows = await statement.run<Omit<OfficeView, keyof TenureView> & TenureDates>(
    database,
    `SELECT t.event_id AS event, t.office, ${statement.canonicalId('body', 't.body')} AS body,
            t.holder, t.rank, t.ex_officio AS "exOfficio", t.stage, t.by,
            ${statement.canonicalId('meeting', 't.meeting')} AS meeting, ${TENURE_COLUMNS},
            ${documentsSql(statement)} AS documents
       FROM timeline.offices AS t WHERE ${statement.conditions()} 
      ORDER BY t.office, t.body, t.event_pseq`,
  );
  return rows.map(withTenure);
}

/** A membership in a body, by one fact. */
export const MembershipView = z
  .object({
    ...TenureView.shape,
    event: z.string(),
    body: z.string(),
    member: ActorRef,
    status: z.string(),
    statusAsWritten: z.string().nullable(),
    by: ActorRef.nullable(),
    meeting: z.string().nullable(),
    documents: readonlyArray(z.string()),
  })
  .meta({ id: 'Membership', description: 'A membership in a body, by one fact.' });
export type MembershipView = z.output<typeof MembershipView>;

/** Selects memberships. */
export interface MembershipFilter {
  readonly bodies?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
}

/**
 * Returns memberships. With a day: those that had begun by then and are not known to have ended.
 */
export async function listMemberships(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MembershipFilter,
): Promise<readonly MembershipView[]> {
  const statement = new Statement(scope);
  const ending = `l.status = 'withdrawn' AND l.member_id = t.member_id`;
  statement
    .where(statement.validAtPosition('t'))
    .whereId('body', 't.body', filter.bodies)
    .whereId('actor', 't.member_id', filter.members)
    .whereAny('t.status', filter.statuses)
    .where(heldOnDay(statement, 'memberships', ending));

  const rows = await statement.run<Omit<MembershipView, keyof TenureView> & TenureDates>(
    database,
    `SELECT t.event_id AS event, ${statement.canonicalId('body', 't.body')} AS body, t.member,
            t.status, t.status_as_written AS "statusAsWritten", t.by,
            ${statement.canonicalId('meeting', 't.meeting')} AS meeting, ${TENURE_COLUMNS},
            ${documentsSql(statement)} AS documents
       FROM timeline.memberships AS t WHERE ${statement.conditions()} 
      ORDER BY t.body, t.member_id, t.event_pseq`,
  );
  return rows.map(withTenure);
}

const TENURE_COLUMNS = `t.started_on AS "startedOn", t.ended_on AS "endedOn",
            t.held_on AS "heldAsOf"`;

function documentsSql(statement: Statement): string {
  return `(SELECT f.documents FROM timeline.facts AS f
             WHERE ${statement.validAtPosition('f')} AND f.event_id = t.event_id)`;
}

/**
 * Returns the condition that an office or membership had begun by the day of the scope and had not
 * ended before it. It ends by its own end date, or by a fact `l` that states the end. Undated ones
 * match.
 */
function heldOnDay(statement: Statement, table: 'offices' | 'memberships', ending: string): string {
  const { asOf } = statement.scope;
  if (asOf === null) return 'true';
  const day = `${statement.parameter(asOf)}::date`;
  const started = statement.occurredAsOf('coalesce(t.started_earliest, t.held_earliest)');
  const notEnded = `(t.ended_latest IS NULL OR t.ended_latest >= ${day})`;
  return `${started} AND ${notEnded} AND NOT EXISTS (
    SELECT FROM timeline.${table} AS l
     WHERE ${statement.validAtPosition('l')} AND ${ending} AND l.body IS NOT DISTINCT FROM t.body
       AND coalesce(l.ended_latest, l.started_latest, l.held_latest) < ${day}
       AND coalesce(l.ended_latest, l.started_latest, l.held_latest)
         >= coalesce(t.started_earliest, t.held_earliest, '-infinity'))`;
}

function withTenure<T extends TenureDates>(row: T): Omit<T, keyof TenureView> & TenureView {
  return {
    ...row,
    startedOn: toDateView(row.startedOn),
    endedOn: toDateView(row.endedOn),
    heldAsOf: toDateView(row.heldAsOf),
  };
}
