import { ActorRef } from '@rapporteur/contracts';
import { z } from 'zod';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { MembershipRow } from './body-entities.ts';
import { readBodyNames } from './body-names.ts';
import { getActorKey } from './chair-queries.ts';
import { restoreFactData } from './fact-data.ts';
import {
  fetchTenurePage,
  findBodyName,
  formatBodyKey,
  groupTenureRows,
  joinTenureFact,
  type ResolvedTenure,
  type StatedTenureFact,
  TENURE_MEMBERS,
  type TenureOptions,
} from './tenure-rows.ts';
import { combineTenures, findBegun, type Tenure } from './tenures.ts';

/** A membership in a body over time, from all facts about it. */
export const MembershipView = z
  .object({
    ...TENURE_MEMBERS,
    body: z.string(),
    bodyName: z.string().nullable(),
    member: ActorRef,
    status: z.string(),
    statusAsWritten: z.string().nullable(),
    by: ActorRef.nullable(),
    meeting: z.string().nullable(),
  })
  .meta({ id: 'Membership', description: 'A membership of one actor in a body over time.' });
export type MembershipView = z.output<typeof MembershipView>;

/** Selects memberships. */
export interface MembershipFilter {
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly members?: readonly ThingRef[] | undefined;
  readonly statuses?: readonly string[] | undefined;
}

/** These statuses end every other one of the member, and a later other one ends them. */
const ENDING_STATUSES: ReadonlySet<string> = new Set(['withdrawn', 'suspended']);
/** The statuses of members. */
export const MEMBER_STATUSES: readonly string[] = ['member', 'elected-member'];
/** A member had one of these before; its membership ends it. */
const STATUSES_BEFORE: ReadonlySet<string> = new Set(['acceding', 'observer', 'partner', 'guest']);

/**
 * Returns a page of memberships, one row for each member, body, status and term. With a day: those
 * that had begun by then and are not known to have ended. An undated one had begun by its document's day.
 */
export async function listMemberships(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MembershipFilter,
  page: PageRequest,
  { statements }: TenureOptions = {},
): Promise<ResultPage<MembershipView>> {
  const rows = await readMembershipFacts(database, scope, filter);
  const names = await readBodyNames(database, scope);
  const groups = groupTenureRows(rows, (row) => [
    formatBodyKey(scope, row),
    getActorKey(scope, row.collection, row.member),
  ]);
  return fetchTenurePage(database, scope, groups, {
    combine: listStatuses,
    toView: (tenure) => {
      const view = toMembershipView(tenure, names);
      return filter.statuses?.includes(view.status) === false ? undefined : view;
    },
    page,
    statements,
  });
}

type MembershipFact = StatedTenureFact &
  Pick<MembershipView, 'body' | 'member' | 'status' | 'meeting'>;
type MembershipRowFact = Omit<MembershipFact, 'role'>;

async function readMembershipFacts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MembershipFilter,
): Promise<readonly MembershipRowFact[]> {
  const query = new RecordQuery(database, scope);
  const t = query.from(MembershipRow, 't');
  const { collection } = t;
  const fact = joinTenureFact(query, t);
  query.whereThing({ collection, id: t.body }, filter.bodies);
  query.whereThing({ collection, id: t.memberId }, filter.members);
  const rows = await query.rows({
    collection,
    event: t.eventId,
    body: query.canonicalId('body', { collection, id: t.body }),
    meeting: query.canonicalId('meeting', { collection, id: t.meeting }),
    member: t.member,
    status: t.status,
    startedOn: t.startedOn,
    endedOn: t.endedOn,
    heldAsOf: t.heldOn,
    ...fact,
  });
  return rows.map(restoreFactData);
}

/** The start of another status is the end of this one. */
const ENDS = { startedOn: 'endedOn' };
/** The end that a withdrawal states is that of the membership: the withdrawal begins with it. */
const WITHDRAWAL = { endedOn: 'startedOn', statusAsWritten: 'statusAsWritten', by: 'by' };
const WITHDRAWAL_ENDS = { endedOn: 'endedOn' };

/** Returns the terms of each status of one member, some of which end others. */
function listStatuses(rows: readonly MembershipRowFact[]): readonly Tenure<MembershipFact>[] {
  const statuses = [...new Set(rows.map(({ status }) => status))].toSorted();
  return statuses.flatMap((status) => {
    const facts = rows
      .map(readWithdrawal)
      .map((row): MembershipFact =>
        row.status === status
          ? { ...row, role: 'hold' }
          : { ...row, role: 'end', properties: row.properties ? WITHDRAWAL_ENDS : ENDS },
      )
      .filter((fact) => {
        if (fact.role === 'hold') return true;
        // The end of a membership does not end a withdrawal.
        const begins = findBegun(fact) !== null || ENDING_STATUSES.has(fact.status);
        return begins && isEnded(status, fact.status);
      });
    // A withdrawal before the first membership ends none.
    return combineTenures(facts).filter(({ facts: [first] }) => first?.role === 'hold');
  });
}

/** Returns whether a status ends when another begins. */
function isEnded(status: string, next: string): boolean {
  if (ENDING_STATUSES.has(status) || ENDING_STATUSES.has(next))
    return ENDING_STATUSES.has(status) !== ENDING_STATUSES.has(next);
  return STATUSES_BEFORE.has(status) && MEMBER_STATUSES.includes(next);
}

function readWithdrawal(row: MembershipRowFact): MembershipRowFact {
  const { status, startedOn, endedOn } = row;
  if (status !== 'withdrawn' || startedOn !== null) return row;
  return { ...row, startedOn: endedOn, endedOn: null, properties: WITHDRAWAL };
}

function toMembershipView(
  { tenure: { facts }, first, members, values }: ResolvedTenure<MembershipFact>,
  names: ReadonlyMap<string, string>,
): MembershipView {
  const { body, member, status } = first;
  return {
    ...members,
    body,
    member,
    status,
    bodyName: findBodyName(names, first),
    statusAsWritten: values.read('statusAsWritten'),
    by: values.list<ActorRef>('by')[0] ?? null,
    meeting: facts.find(({ meeting }) => meeting !== null)?.meeting ?? null,
  };
}
