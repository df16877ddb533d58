import { ActorRef, CATALOGUE, Modality } from '@rapporteur/contracts';
import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { z } from 'zod';
import { type DayCandidates, isCandidate, limitToCandidates } from '../days/day-candidates.ts';
import { DATE_SOURCES, type FactDay } from '../days/fact-day.ts';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import { fetchPageByDate } from '../query/dated-page.ts';
import { type DayRange, type PageRequest, type ResultPage } from '../query/pages.ts';
import { isEventOf } from '../query/event-conditions.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { SelectedRow } from '../query/selection.ts';
import type { QueryScope } from '../query/scope.ts';
import { countRows, isoTime, sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';
import { restoreFactData, selectFactData } from './fact-data.ts';
import type { FactRow } from './fact-entities.ts';
import type { BodyComparison } from './fact-body-filter.ts';
import { type FactFilter, selectAnnex } from './fact-filter.ts';
import { type FactNames, readFactNames } from './fact-names.ts';
import { InferredValue, listPersonIds } from './fact-parts.ts';
import { PlacementBasis } from './fact-dates.ts';
import { FUTURE_TYPES, placeFact, readDatedFacts } from './fact-placement.ts';

/** A fact in one line, with its data. */
export const FactView = z.object({
  collection: z.string(),
  event: z.string(),
  pseq: z.int().meta({ description: 'Its place in the partition, and the time of recording.' }),
  recordedAt: z.string(),
  type: z.string(),
  group: z.string(),
  kind: z
    .string()
    .nullable()
    .meta({ description: 'Its kind, aspect, stage or status, depending on its type.' }),
  sentence: z.string().meta({ description: 'Its content in one generated sentence.' }),
  verb: z.string().nullable(),
  topic: z.string().nullable(),
  modality: Modality.nullable(),
  assertedBy: ActorRef.nullable().meta({
    description: 'The speaker in the source; null: not stated.',
  }),
  attributedTo: ActorRef.nullable(),
  documents: readonlyArray(z.string()),
  statedIn: z.string().nullable(),
  annex: z
    .string()
    .nullable()
    .meta({ description: 'The annex that contains its words; null: the document itself.' }),
  bodies: readonlyArray(z.string()),
  meetingBody: z
    .string()
    .nullable()
    .meta({ description: 'The body of its meeting, if it has one.' }),
  meeting: z.string().nullable(),
  decisions: readonlyArray(z.string()),
  incidents: readonlyArray(z.string()),
  states: readonlyArray(z.string()),
  persons: readonlyArray(z.string()).meta({ description: 'The persons whom it names.' }),
  date: DateView.meta({
    description: 'Its own date, otherwise that of its incident, decision, meeting or document.',
  }),
  dateOf: z.enum(DATE_SOURCES).nullable().meta({
    description: 'The fact or thing that the date belongs to; null: no date.',
  }),
  placedOn: DateView.meta({
    description: 'The date at which a timeline shows it, and the kind of that date.',
  }),
  placedBy: PlacementBasis.nullable(),
  inferred: readonlyArray(InferredValue).meta({
    description: 'Values that the passage itself does not state, with their basis.',
  }),
  agentUnknown: z.boolean().meta({
    description: 'True if the source omits the agent, although the type has a field for it.',
  }),
  recordedBy: z
    .string()
    .meta({ description: 'The event that recorded this content: itself, or its last correction.' }),
  corrected: z.boolean(),
  data: z.record(z.string(), z.unknown()),
});
export type FactView = z.output<typeof FactView>;

/** The order of facts: by their date on a timeline, by their own date, or as documents have them. */
export type FactOrder = 'placed' | 'came-to-be' | 'document';

type FactColumns = TableColumns<FactRow>;

/**
 * Returns facts by date, or with the newest first; undated ones last. Bounds select a fact by its place on the timeline, and
 * one without a place by the nearest day that the record has.
 */
export async function listFacts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  page: PageRequest,
  order: FactOrder = 'came-to-be',
): Promise<ResultPage<FactView>> {
  const { query, near, dated } = openDatedFacts(database, scope, filter, order);
  const { rows, ...rest } = await fetchPageByDate(query, { ...dated, page, near });
  return { rows: await readFacts(database, scope, rows), ...rest };
}

/** Returns the query of the facts of a filter, with the columns of a page by their days. */
export function openDatedFacts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  order: FactOrder,
) {
  const query = new RecordQuery(database, scope);
  const own = readDatedFacts(query, filter);
  const build = (candidates?: DayCandidates) => {
    const found = new RecordQuery(database, scope);
    found.limitDays(candidates?.things);
    // With the filter too, the planner expects one fact and reads all days again for each.
    const { f, day } = readDatedFacts(found, candidates === undefined ? filter : {});
    if (candidates !== undefined) found.where(isCandidate(found, f, candidates));
    return Promise.resolve({ query: found, dated: orderFacts(order, { f, day }) });
  };
  const find = (comparison: BodyComparison) => {
    const found = new RecordQuery(database, scope);
    const { f, day } = readDatedFacts(found, filter, comparison);
    return { query: found, ...findNearFacts(order, f, day) };
  };
  const near = { ...find('each'), few: find('few'), isRow: true, build };
  return { query, near, dated: orderFacts(order, own) };
}

function orderFacts(order: FactOrder, { f, day }: ReturnType<typeof readDatedFacts>) {
  const { earliest, latest } = getOrderDays(order, f, day);
  const or = (first: string, second: string) => sql<string | null>`coalesce(${first}, ${second})`;
  return {
    select: { collection: f.collection, id: f.eventId },
    earliest,
    latest,
    order: { commandId: groupCommand(f), eventPseq: f.eventPseq, n: f.n },
    range: { earliest: or(earliest, day.earliest), latest: or(latest, day.latest) },
    // A fact after the day of the scope is skipped, wherever a timeline shows it.
    happened: day.earliest,
  };
}

function findNearFacts(order: FactOrder, f: FactColumns, day: FactDay) {
  if (order === 'came-to-be') return { day, row: f };
  if (order === 'document') return { day, row: f, order: NO_ORDER };
  const sources = day.sources.filter(({ kind }) => kind !== 'document');
  return {
    day,
    row: f,
    order: {
      ownDays: [{ earliest: f.placedEarliest, latest: f.placedLatest }],
      sources,
      isUnplaced: `${f.eventType} IN (${FUTURE_TYPES})`,
    },
  };
}

const NO_ORDER = { ownDays: [], sources: [], isUnplaced: null };

const NO_DAYS = { earliest: sql<null>`NULL::date`, latest: sql<null>`NULL::date` };

function getOrderDays(order: FactOrder, f: FactColumns, day: FactDay) {
  if (order === 'document') return NO_DAYS;
  return order === 'placed' ? placeFact(f, day) : day;
}

/**
 * Groups the facts of a command. Bodies come first, by id: their registrations have no document, so
 * that they belong to the first command that names them.
 */
function groupCommand(f: FactColumns): SqlExpression<string> {
  return sql`CASE WHEN cardinality(${f.documents}) = 0
    THEN ' ' || coalesce((${f.bodies})[1], '') || ' ' || ${f.commandId} ELSE ${f.commandId} END`;
}

/** Returns the facts of a page with all columns, in its order. */
export async function readFacts(
  database: QueryDatabase,
  scope: QueryScope,
  page: readonly ThingRef[],
): Promise<readonly FactView[]> {
  if (page.length === 0) return [];
  const query = new RecordQuery(database, scope);
  const { f, day } = readDatedFacts(query, {});
  query.where(isEventOf(query, f, page));
  const found = await limitToCandidates({ query, day, row: f });
  const rows = (await found.rows(selectFact(found, f, day))).map(restoreFactData);
  const names = await readFactNames(database, scope, rows);
  const views = new Map(
    rows.map((row) => {
      const key = formatThingKey({ collection: row.collection, id: row.event });
      return [key, toFactView(scope, row, names)] as const;
    }),
  );
  return page.flatMap((fact) => views.get(formatThingKey(fact)) ?? []);
}

/** The number of facts of one type and verb. */
export interface FactCount {
  readonly type: string;
  readonly verb: string | null;
  readonly facts: number;
}

/** Returns the number of facts by type and verb, most first. */
export async function countFacts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  days?: DayRange,
): Promise<readonly FactCount[]> {
  const query = new RecordQuery(database, scope);
  const { f, day } = readDatedFacts(query, filter);
  whereOccurred(query, day, days);
  query.builder.groupBy(f.eventType).addGroupBy(f.verb).orderBy(countRows, 'DESC');
  query.builder.addOrderBy(sql`${f.eventType} COLLATE "C"`);
  query.builder.addOrderBy(sql`${f.verb} COLLATE "C"`);
  return query.rows({ type: f.eventType, verb: f.verb, facts: countRows });
}

/** Requires that a fact had happened on the day of the scope, and lies within the days. */
export function whereOccurred(query: RecordQuery, day: FactDay, days: DayRange | undefined): void {
  query.where(query.hadHappened(day.earliest));
  query.where(query.overlaps(day.earliest, day.latest, days));
}

function selectFact(query: RecordQuery, f: FactColumns, day: FactDay) {
  const { collection, kind, verb, topic, documents, bodies } = f;
  const list = (ids: SqlExpression<string[] | null>) => sql<string[]>`coalesce(${ids}, '{}')`;
  const { inferred, agentUnknown } = f;
  const placed = placeFact(f, day);
  const canonical = (kindOf: 'meeting' | 'document', id: SqlExpression<string | null>) =>
    query.canonicalId(kindOf, { collection, id });
  return {
    collection,
    event: f.eventId,
    pseq: f.eventPseq,
    recordedAt: isoTime(f.eventAt),
    type: f.eventType,
    kind,
    verb,
    topic,
    modality: f.modality as SqlExpression<Modality | null>,
    documents,
    statedIn: canonical('document', f.statedIn),
    annex: canonical('document', selectAnnex(query, f)),
    bodies,
    meetingBody: day.meetingBody,
    meeting: canonical('meeting', f.meeting),
    decisions: list(f.decisions),
    incidents: list(f.incidents),
    states: list(f.states),
    date: day.on,
    dateOf: day.dateOf,
    placedOn: placed.on,
    placedBy: placed.by,
    inferred,
    agentUnknown,
    recordedBy: sql<string>`coalesce(${f.recordedBy}, ${f.eventId})`,
    data: selectFactData(f),
  };
}

type FactQueryRow = SelectedRow<ReturnType<typeof selectFact>>;

function toFactView({ aliases }: QueryScope, row: FactQueryRow, names: FactNames): FactView {
  const { collection } = row;
  const assertion = row.data['assertion'] as
    | { assertedBy: ActorRef | null; attributedTo: ActorRef | null }
    | undefined;
  return {
    ...row,
    group: CATALOGUE.getDefinition(row.type).group,
    sentence: names.describe(row),
    assertedBy: assertion?.assertedBy ?? null,
    attributedTo: assertion?.attributedTo ?? null,
    documents: row.documents.map((id) => aliases.canonicalId('document', id, collection)),
    bodies: row.bodies.map((id) => aliases.canonicalId('body', id, collection)),
    decisions: row.decisions.map((id) => aliases.canonicalId('decision', id, collection)),
    incidents: row.incidents.map((id) => aliases.canonicalId('incident', id, collection)),
    persons: listPersonIds(row.data).map((id) => aliases.canonicalId('actor', id, collection)),
    date: toDateView(row.date),
    placedOn: toDateView(row.placedOn),
    corrected: row.recordedBy !== row.event,
  };
}
