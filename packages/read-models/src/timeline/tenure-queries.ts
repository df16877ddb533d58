import { ActorRef } from '@rapporteur/contracts';
import { compareEventIds } from '@rapporteur/statements';
import { z } from 'zod';
import { TimelineDayRow } from '../days/day-entity.ts';
import { joinThingDay } from '../days/fact-day.ts';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';
import { MembershipRow, OfficeRow } from './body-entities.ts';
import { readBodyNames } from './body-names.ts';
import { getActorKey } from './chair-queries.ts';
import { FactRow } from './fact-entities.ts';
import {
  combineTenures,
  findBegun,
  isHeldOn,
  type Tenure,
  type TenureFact,
  type TenureRole,
} from './tenures.ts';

/** The dates of an office or membership; each of the three dates may be unstated. */
export const TenureView = z.object({
  startedOn: DateView,
  endedOn: DateView,
  heldAsOf: DateView.meta({ description: 'The last day to which a fact refers.' }),
});
export type TenureView = z.output<typeof TenureView>;

const SOURCES = {
  collection: z.string(),
  event: z.string().meta({ description: 'The first of the facts that state it.' }),
  events: readonlyArray(z.string()),
  documents: readonlyArray(z.string()),
};

/** An office of one holder over time, from all facts about it. */
export const OfficeView = z
  .object({
    ...TenureView.shape,
    ...SOURCES,
    office: z.string(),
    body: z.string().nullable(),
    bodyName: z.string().nullable(),
    holder: ActorRef.nullable().meta({
      description: 'Null: the fact is the rule by which it is held, or names nobody.',
    }),
    rank: z.string().nullable(),
    exOfficio: z.string().nullable(),
    stage: z.string().meta({ description: 'The last stage that had been reached.' }),
    by: ActorRef.nullable(),
    meeting: z.string().nullable(),
  })
  .meta({ id: 'Office', description: 'An office of one holder over time.' });
export type OfficeView = z.output<typeof OfficeView>;

/** Selects offices. */
export interface OfficeFilter {
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly holders?: readonly ThingRef[] | undefined;
  readonly offices?: readonly string[] | undefined;
  readonly stages?: readonly string[] | undefined;
}

/**
 * Returns offices and their holders, one row for each holder and term. With a day: those that had
 * begun by then and are not known to have ended. An undated one had begun by its document's day.
 */
export async function listOffices(
  database: QueryDatabase,
  scope: QueryScope,
  filter: OfficeFilter,
): Promise<readonly OfficeView[]> {
  const query = new RecordQuery(database, scope);
  const t = query.from(OfficeRow, 't');
  const { collection } = t;
  const source = joinSource(query, t);
  query.whereThing({ collection, id: t.body }, filter.bodies);
  query.whereThing({ collection, id: t.holderId }, filter.holders);
  query.whereAny(t.office, filter.offices);
  const rows = await query.rows({
    collection,
    event: t.eventId,
    office: t.office,
    body: query.canonicalId('body', { collection, id: t.body }),
    meeting: query.canonicalId('meeting', { collection, id: t.meeting }),
    holder: t.holder,
    rank: t.rank,
    exOfficio: t.exOfficio,
    stage: t.stage,
    by: t.by,
    startedOn: t.startedOn,
    endedOn: t.endedOn,
    heldAsOf: t.heldOn,
    ...source,
  });
  const names = await readBodyNames(database, scope);
  // The rule comes before the holders.
  const groups = groupBy(rows, (row) => [
    row.office,
    formatBodyKey(scope, row),
    row.holder === null
      ? `0 ${row.exOfficio}`
      : `1 ${getActorKey(scope, row.collection, row.holder)}`,
  ]);
  const tenures = groups.flatMap((group) =>
    combineTenures(group.map((row): OfficeFact => ({ ...row, role: getOfficeRole(row) }))),
  );
  return selectTenures(scope, tenures)
    .map((tenure) => toOfficeView(tenure, { names, asOf: scope.asOf }))
    .filter(({ stage }) => filter.stages?.includes(stage) ?? true);
}

type OfficeFact = TenureFact & Omit<OfficeView, keyof TenureView | 'events' | 'bodyName'>;

function getOfficeRole({ stage, endedOn }: Pick<OfficeFact, 'stage' | 'endedOn'>): TenureRole {
  if (stage === 'proposed') return 'plan';
  // With its end, the fact tells the whole term.
  return stage === 'left' && endedOn === null ? 'end' : 'hold';
}

interface OfficeContext {
  readonly names: ReadonlyMap<string, string>;
  readonly asOf: string | null;
}

function toOfficeView(tenure: Tenure<OfficeFact>, { names, asOf }: OfficeContext): OfficeView {
  const { facts } = tenure;
  const [first] = facts;
  if (first === undefined) throw new TypeError('A term needs a fact.');
  const { collection, office, body, holder, exOfficio, event } = first;
  return {
    ...toTenureView(tenure),
    collection,
    event,
    office,
    body,
    holder,
    exOfficio,
    bodyName: findBodyName(names, first),
    rank: findStated(facts, ({ rank }) => rank),
    stage: findStage(facts, asOf),
    by: findStated(facts, ({ by }) => by),
    meeting: findStated(facts, ({ meeting }) => meeting),
  };
}

/** Returns the last stage that had been reached. On a day of a term, its holder has not left. */
function findStage(facts: readonly OfficeFact[], asOf: string | null): string {
  const reached = facts.filter(
    (fact) => asOf === null || (fact.stage !== 'left' && (findBegun(fact) ?? asOf) <= asOf),
  );
  return reached.at(-1)?.stage ?? 'holds';
}

/** A membership in a body over time, from all facts about it. */
export const MembershipView = z
  .object({
    ...TenureView.shape,
    ...SOURCES,
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

/** These statuses end every other one of the member, and each other one that begins later ends them. */
const ENDING_STATUSES: ReadonlySet<string> = new Set(['withdrawn', 'suspended']);

/**
 * Returns memberships, one row for each member, body, status and term. With a day: those that had
 * begun by then and are not known to have ended. An undated one had begun by its document's day.
 */
export async function listMemberships(
  database: QueryDatabase,
  scope: QueryScope,
  filter: MembershipFilter,
): Promise<readonly MembershipView[]> {
  const query = new RecordQuery(database, scope);
  const t = query.from(MembershipRow, 't');
  const { collection } = t;
  const source = joinSource(query, t);
  query.whereThing({ collection, id: t.body }, filter.bodies);
  query.whereThing({ collection, id: t.memberId }, filter.members);
  const rows = await query.rows({
    collection,
    event: t.eventId,
    body: query.canonicalId('body', { collection, id: t.body }),
    meeting: query.canonicalId('meeting', { collection, id: t.meeting }),
    member: t.member,
    status: t.status,
    statusAsWritten: t.statusAsWritten,
    by: t.by,
    startedOn: t.startedOn,
    endedOn: t.endedOn,
    heldAsOf: t.heldOn,
    ...source,
  });
  const names = await readBodyNames(database, scope);
  const groups = groupBy(rows, (row) => [
    formatBodyKey(scope, row),
    getActorKey(scope, row.collection, row.member),
  ]);
  const tenures = groups.flatMap(listStatuses);
  return selectTenures(scope, tenures)
    .map((tenure) => toMembershipView(tenure, names))
    .filter(({ status }) => filter.statuses?.includes(status) ?? true);
}

type MembershipFact = TenureFact & Omit<MembershipView, keyof TenureView | 'events' | 'bodyName'>;
type MembershipRowFact = Omit<MembershipFact, 'role'>;

/** Returns the terms of each status of one member. A withdrawal or suspension ends the others. */
function listStatuses(rows: readonly MembershipRowFact[]): readonly Tenure<MembershipFact>[] {
  const statuses = [...new Set(rows.map(({ status }) => status))].toSorted();
  return statuses.flatMap((status) => {
    const isEnding = ENDING_STATUSES.has(status);
    const facts = rows
      .map(readWithdrawal)
      .map((row): MembershipFact => ({ ...row, role: row.status === status ? 'hold' : 'end' }))
      .filter((fact) => {
        if (fact.role === 'hold') return true;
        // The end of a membership does not end a withdrawal.
        const begins = findBegun(fact) !== null || ENDING_STATUSES.has(fact.status);
        return begins && ENDING_STATUSES.has(fact.status) !== isEnding;
      });
    // A withdrawal before the first membership ends none.
    return combineTenures(facts).filter(({ facts: [first] }) => first?.role === 'hold');
  });
}

/** The end that a withdrawal states is that of the membership: the withdrawal begins with it. */
function readWithdrawal(row: MembershipRowFact): MembershipRowFact {
  const { status, startedOn, endedOn } = row;
  if (status !== 'withdrawn' || startedOn !== null) return row;
  return { ...row, startedOn: endedOn, endedOn: null };
}

function toMembershipView(
  tenure: Tenure<MembershipFact>,
  names: ReadonlyMap<string, string>,
): MembershipView {
  const { facts } = tenure;
  const [first] = facts;
  if (first === undefined) throw new TypeError('A term needs a fact.');
  const { collection, body, member, status, event } = first;
  return {
    ...toTenureView(tenure),
    collection,
    event,
    body,
    member,
    status,
    bodyName: findBodyName(names, first),
    statusAsWritten: findStated(facts, ({ statusAsWritten }) => statusAsWritten),
    by: findStated(facts, ({ by }) => by),
    meeting: findStated(facts, ({ meeting }) => meeting),
  };
}

function joinSource(
  query: RecordQuery,
  t: { readonly collection: string; readonly eventId: string },
) {
  const f = query.innerJoin(
    FactRow,
    'f',
    (fact) => `${fact.collection} = ${t.collection} AND ${fact.eventId} = ${t.eventId}`,
  );
  const document = sql<string | null>`coalesce(${f.statedIn}, ${f.documents}[1])`;
  const day = joinThingDay(query, TimelineDayRow, 'document', {
    collection: f.collection,
    id: document,
  });
  return { documents: f.documents, documentDay: sql<string | null>`${day.earliest}::text` };
}

function groupBy<T extends { readonly event: string }>(
  rows: readonly T[],
  getKey: (row: T) => readonly string[],
): readonly (readonly T[])[] {
  const groups = Map.groupBy(rows, (row) => getKey(row).join('\n'));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group.toSorted((a, b) => compareEventIds(a.event, b.event)));
}

function formatBodyKey(
  { aliases }: QueryScope,
  { collection, body }: { readonly collection: string; readonly body: string | null },
): string {
  return body === null ? collection : aliases.canonicalKey('body', { collection, id: body });
}

function findBodyName(
  names: ReadonlyMap<string, string>,
  { collection, body }: { readonly collection: string; readonly body: string | null },
): string | null {
  return body === null ? null : (names.get(formatThingKey({ collection, id: body })) ?? body);
}

function selectTenures<T extends TenureFact>(
  { asOf }: QueryScope,
  tenures: readonly Tenure<T>[],
): readonly Tenure<T>[] {
  if (asOf === null) return tenures;
  return tenures.filter((tenure) => isHeldOn(tenure, asOf));
}

function toTenureView<T extends TenureFact>(dates: Tenure<T>) {
  return {
    startedOn: toDateView(dates.startedOn),
    endedOn: toDateView(dates.endedOn),
    heldAsOf: toDateView(dates.heldAsOf),
    events: dates.events,
    documents: dates.documents,
  };
}

function findStated<T, V>(facts: readonly T[], read: (fact: T) => V | null): V | null {
  return facts.map(read).find((value) => value !== null) ?? null;
}
