import { ActorRef, type DateValue, type DomainEvent, Modality } from '@rapporteur/contracts';
import { describeEvent } from '@rapporteur/drafting';
import { z } from 'zod';
import {
  cutPage,
  type QueryScope,
  type QueryDatabase,
  type DayRange,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';
import { needsAnnex, type FactFilter, filterFacts } from './fact-filter.ts';
import { InferredValue } from './fact-parts.ts';
import { PlacementBasis } from './fact-dates.ts';
import { joinAnnex, occurredDate, joinHeldMeeting, isoTime, placedDate } from './joins.ts';

/** A fact in one line, with its data. */
export const FactView = z.object({
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
  date: DateView.meta({ description: 'Its own date, otherwise that of its meeting.' }),
  dateOf: z.enum(['fact', 'meeting']).nullable(),
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

/** The order of facts: by their date on a timeline, or by their own date. */
export type FactOrder = 'placed' | 'came-to-be';

type FactQueryRow = Omit<
  FactView,
  'sentence' | 'date' | 'placedOn' | 'assertedBy' | 'attributedTo' | 'corrected'
> & {
  readonly date: DateValue | null;
  readonly placedOn: DateValue | null;
};

/** Returns facts by date; undated ones last. */
export async function listFacts(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  page: PageRequest,
  order: FactOrder = 'came-to-be',
): Promise<ResultPage<FactView>> {
  const statement = filterFacts(new Statement(scope), filter);
  // A fact after the day of the scope is skipped, wherever a timeline shows it.
  statement.where(statement.occurredAsOf(`(${occurredDate('earliest')})`));
  const orderDate = order === 'placed' ? placedDate : occurredDate;
  const rowsSql = `
    SELECT f.event_id AS event, ${orderDate('earliest')} AS earliest,
           ${orderDate('latest')} AS latest, f.event_pseq, f.n
      FROM ${filteredTables(statement, filter)} WHERE ${statement.conditions()}`;
  const { rows, next } = await fetchPageByDate<{ readonly event: string }>(database, statement, {
    rowsSql,
    page,
    orderedBy: 'other-date',
  });
  return { rows: await readFacts(database, scope, rows), next };
}

/** Returns the facts of a page with all columns, in its order. */
async function readFacts(
  database: QueryDatabase,
  scope: QueryScope,
  page: readonly { readonly event: string }[],
): Promise<readonly FactView[]> {
  const events = page.map(({ event }) => event);
  const statement = filterFacts(new Statement(scope), { events });
  const rows = await statement.run<FactQueryRow>(
    database,
    `SELECT ${factColumns(statement)} FROM ${factTables(statement)}
      WHERE ${statement.conditions()}`,
  );
  const views = new Map(rows.map((row) => [row.event, factView(scope, row)]));
  return events.flatMap((event) => views.get(event) ?? []);
}

/** Returns facts in the order of recording. */
export async function listFactsAsRecorded(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  { limit, after, days }: PageRequest,
): Promise<ResultPage<FactView>> {
  const statement = filterFacts(new Statement(scope), filter);
  whereOccurred(statement, days);
  if (after !== null) statement.where(`f.event_pseq > ${statement.parameter(after[0])}::integer`);
  const events = await statement.run<{ readonly event: string; readonly pseq: number }>(
    database,
    `SELECT f.event_id AS event, f.event_pseq AS pseq FROM ${filteredTables(statement, filter)}
      WHERE ${statement.conditions()} ORDER BY f.event_pseq
      LIMIT ${statement.parameter(limit + 1)}::integer`,
  );
  const { rows, next } = cutPage(events, limit, ({ pseq }) => [pseq]);
  return { rows: await readFacts(database, scope, rows), next };
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
  const statement = filterFacts(new Statement(scope), filter);
  whereOccurred(statement, days);
  return statement.run<FactCount>(
    database,
    `SELECT f.event_type AS type, f.verb, count(*)::integer AS facts
       FROM ${filteredTables(statement, filter)}
      WHERE ${statement.conditions()} GROUP BY f.event_type, f.verb
      ORDER BY 3 DESC, f.event_type COLLATE "C", f.verb COLLATE "C"`,
  );
}

function whereOccurred(statement: Statement, days: DayRange | undefined): void {
  const earliest = `(${occurredDate('earliest')})`;
  const latest = `(${occurredDate('latest')})`;
  statement.where(statement.occurredAsOf(earliest));
  statement.where(statement.dateOverlaps(earliest, latest, days));
}

// Joins the annex only if the filter needs it: the join runs for every candidate row.
function filteredTables(statement: Statement, filter: FactFilter): string {
  return `timeline.facts AS f ${joinHeldMeeting(statement)}
    ${needsAnnex(filter) ? joinAnnex(statement) : ''}`;
}

function factTables(statement: Statement): string {
  return `timeline.facts AS f ${joinHeldMeeting(statement)} ${joinAnnex(statement)}`;
}

function factColumns(statement: Statement): string {
  return `f.event_id AS event, f.event_pseq AS pseq, ${isoTime('f.event_at')} AS "recordedAt",
    f.event_type AS type, f.event_group AS "group", f.kind, f.verb, f.topic, f.modality,
    f.documents, f.stated_in AS "statedIn", annex.document AS annex, f.bodies,
    held.body AS "meetingBody",
    ${statement.canonicalId('meeting', 'f.meeting')} AS meeting, f.decisions, f.incidents, f.states,
    ${occurredDate('on')} AS date,
    CASE WHEN f.occurred_on IS NOT NULL THEN 'fact'
         WHEN held.occurred_on IS NOT NULL THEN 'meeting' END AS "dateOf",
    ${placedDate('on')} AS "placedOn", f.placed_by AS "placedBy", f.inferred,
    f.agent_unknown AS "agentUnknown", f.recorded_by AS "recordedBy", f.data`;
}

function factView({ aliases }: QueryScope, row: FactQueryRow): FactView {
  const assertion = row.data['assertion'] as
    | { assertedBy: ActorRef | null; attributedTo: ActorRef | null }
    | undefined;
  return {
    ...row,
    sentence: describeFact(row),
    assertedBy: assertion?.assertedBy ?? null,
    attributedTo: assertion?.attributedTo ?? null,
    bodies: row.bodies.map((id) => aliases.canonicalId('body', id)),
    decisions: row.decisions.map((id) => aliases.canonicalId('decision', id)),
    incidents: row.incidents.map((id) => aliases.canonicalId('incident', id)),
    date: toDateView(row.date),
    placedOn: toDateView(row.placedOn),
    placedBy: row.placedOn === null ? null : row.placedBy,
    corrected: row.recordedBy !== row.event,
  };
}

/** Returns the content of an event in one sentence, without its source. */
export function describeFact({ type, data }: Pick<FactView, 'type' | 'data'>): string {
  const { assertion: _assertion, ...content } = data;
  const event: unknown = { type, data: content };
  return describeEvent(event as DomainEvent);
}
