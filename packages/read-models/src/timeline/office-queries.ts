import { ActorRef } from '@rapporteur/contracts';
import { z } from 'zod';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import type { PageRequest, ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { OfficeRow } from './body-entities.ts';
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
import { combineTenures, findBegun, type TenureRole } from './tenures.ts';

/** An office of one holder over time, from all facts about it. */
export const OfficeView = z
  .object({
    ...TENURE_MEMBERS,
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
 * Returns a page of offices and their holders, one row for each holder and term. With a day: those
 * that had begun by then and are not known to have ended. An undated one had begun by its document's day.
 */
export async function listOffices(
  database: QueryDatabase,
  scope: QueryScope,
  filter: OfficeFilter,
  page: PageRequest,
  { statements }: TenureOptions = {},
): Promise<ResultPage<OfficeView>> {
  const rows = await readOfficeFacts(database, scope, filter);
  const names = await readBodyNames(database, scope);
  // The rule comes before the holders.
  const groups = groupTenureRows(rows, (row) => [
    row.office,
    formatBodyKey(scope, row),
    row.holder === null
      ? `0 ${row.exOfficio}`
      : `1 ${getActorKey(scope, row.collection, row.holder)}`,
  ]);
  return fetchTenurePage(database, scope, groups, {
    combine: combineTenures<OfficeFact>,
    toView: (tenure) => {
      const view = toOfficeView(tenure, { names, asOf: scope.asOf });
      return filter.stages?.includes(view.stage) === false ? undefined : view;
    },
    page,
    statements,
  });
}

type OfficeFact = StatedTenureFact &
  Pick<OfficeView, 'office' | 'body' | 'holder' | 'exOfficio' | 'stage' | 'meeting'>;

async function readOfficeFacts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: OfficeFilter,
): Promise<readonly OfficeFact[]> {
  const query = new RecordQuery(database, scope);
  const t = query.from(OfficeRow, 't');
  const { collection } = t;
  const fact = joinTenureFact(query, t);
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
    exOfficio: t.exOfficio,
    stage: t.stage,
    startedOn: t.startedOn,
    endedOn: t.endedOn,
    heldAsOf: t.heldOn,
    ...fact,
  });
  return rows.map(restoreFactData).map((row) => ({ ...row, ...getRole(row) }));
}

/** The start of a fact that only tells the end of a term is that end. */
const ENDS = { startedOn: 'endedOn' };

function getRole({ stage, endedOn }: Pick<OfficeFact, 'stage' | 'endedOn'>): {
  readonly role: TenureRole;
  readonly properties?: Readonly<Record<string, string>>;
} {
  if (stage === 'proposed') return { role: 'plan' };
  // With its end, the fact tells the whole term.
  return stage === 'left' && endedOn === null
    ? { role: 'end', properties: ENDS }
    : { role: 'hold' };
}

function toOfficeView(
  { tenure: { facts }, first, members, values }: ResolvedTenure<OfficeFact>,
  { names, asOf }: { readonly names: ReadonlyMap<string, string>; readonly asOf: string | null },
): OfficeView {
  const { office, body, holder } = first;
  return {
    ...members,
    office,
    body,
    holder,
    bodyName: findBodyName(names, first),
    rank: values.read('rank'),
    exOfficio: values.read('exOfficio'),
    stage: findStage(facts, asOf),
    by: values.list<ActorRef>('by')[0] ?? null,
    meeting: facts.find(({ meeting }) => meeting !== null)?.meeting ?? null,
  };
}

/** Returns the last stage that had been reached. On a day of a term, its holder has not left. */
function findStage(facts: readonly OfficeFact[], asOf: string | null): string {
  const reached = facts.filter(
    (fact) => asOf === null || (fact.stage !== 'left' && (findBegun(fact) ?? asOf) <= asOf),
  );
  return reached.at(-1)?.stage ?? 'holds';
}
