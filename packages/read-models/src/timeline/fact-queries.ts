import type { ActorRef, DateValue, DomainEvent, Modality } from '@rapporteur/contracts';
import { describeEvent } from '@rapporteur/drafting';
import {
  type QueryScope,
  type QueryDatabase,
  type DayRange,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { type DateView, toDateView } from '../views.ts';
import { needsAnnex, type FactFilter, filterFacts } from './fact-filter.ts';
import type { InferredValue } from './fact-parts.ts';
import type { PlacementBasis } from './fact-dates.ts';
import { joinAnnex, occurredDate, joinHeldMeeting, isoTime, placedDate } from './joins.ts';

/** A fact as the record has it, in one line, with the whole of it beside. */
export interface FactView {
  readonly event: string;
  /** Where it stands in its partition, and when it was recorded. */
  readonly pseq: number;
  readonly recordedAt: string;
  readonly type: string;
  readonly group: string;
  /** Its kind, aspect, stage or status, whichever its type has. */
  readonly kind: string | null;
  /** What it says, in one sentence of ours. */
  readonly sentence: string;
  readonly verb: string | null;
  readonly topic: string | null;
  readonly modality: Modality | null;
  /** Who speaks in the source; null: not stated. */
  readonly assertedBy: ActorRef | null;
  readonly attributedTo: ActorRef | null;
  readonly documents: readonly string[];
  readonly statedIn: string | null;
  /** The annex in which its words stand; null: they stand in the document itself. */
  readonly annex: string | null;
  readonly bodies: readonly string[];
  /** The body of its meeting, where it belongs to one. */
  readonly meetingBody: string | null;
  readonly meeting: string | null;
  readonly decisions: readonly string[];
  readonly incidents: readonly string[];
  readonly states: readonly string[];
  /** When it came to be: its own date, else its meeting's. */
  readonly date: DateView;
  readonly dateOf: 'fact' | 'meeting' | null;
  /** Where a timeline shows it, and which of its dates that is. */
  readonly placedOn: DateView;
  readonly placedBy: PlacementBasis | null;
  /** Values that the passage itself does not state, and how they are known. */
  readonly inferred: readonly InferredValue[];
  /** True where its type has a field for who acts, and the source leaves it out. */
  readonly agentUnknown: boolean;
  /** The event that made it say this: itself, or its last correction. */
  readonly recordedBy: string;
  readonly corrected: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** In which order facts come: by where a timeline shows them, or by when they came to be. */
export type FactOrder = 'placed' | 'came-to-be';

type FactQueryRow = Omit<
  FactView,
  'sentence' | 'date' | 'placedOn' | 'assertedBy' | 'attributedTo' | 'corrected'
> & {
  readonly date: DateValue | null;
  readonly placedOn: DateValue | null;
};

/** Facts, in the order of their dates; those without one come last. */
export async function listFacts(
  database: QueryDatabase,
  at: QueryScope,
  filter: FactFilter,
  page: PageRequest,
  order: FactOrder = 'came-to-be',
): Promise<ResultPage<FactView>> {
  const statement = filterFacts(new Statement(at), filter);
  // What had not come to be by the day asked about is left out, wherever a timeline shows it.
  statement.where(statement.occurredAsOf(`(${occurredDate('earliest')})`));
  const ordered = order === 'placed' ? placedDate : occurredDate;
  const inner = `
    SELECT f.event_id AS event, ${ordered('earliest')} AS earliest, ${ordered('latest')} AS latest, f.event_pseq, f.n
      FROM ${filteredTables(statement, filter)} WHERE ${statement.conditions()}`;
  const { rows, next } = await fetchPageByDate<{ readonly event: string }>(
    database,
    statement,
    inner,
    page,
    'other',
  );
  return { rows: await readFacts(database, at, rows), next };
}

/** The whole of the facts of a page, in its order. */
async function readFacts(
  database: QueryDatabase,
  at: QueryScope,
  page: readonly { readonly event: string }[],
): Promise<readonly FactView[]> {
  const events = page.map(({ event }) => event);
  const statement = filterFacts(new Statement(at), { events });
  const found = await statement.run<FactQueryRow>(
    database,
    `SELECT ${factColumns(statement)} FROM ${factTables(statement)} WHERE ${statement.conditions()}`,
  );
  const views = new Map(found.map((row) => [row.event, factView(at, row)]));
  return events.flatMap((event) => views.get(event) ?? []);
}

/** Facts in the order in which they were recorded. */
export async function listFactsAsRecorded(
  database: QueryDatabase,
  at: QueryScope,
  filter: FactFilter,
  { limit, after, days }: PageRequest,
): Promise<ResultPage<FactView>> {
  const statement = filterFacts(new Statement(at), filter);
  const day = `(${occurredDate('earliest')})`;
  statement
    .where(statement.occurredAsOf(day))
    .where(statement.dateOverlaps(day, `(${occurredDate('latest')})`, days));
  if (after !== null) statement.where(`f.event_pseq > ${statement.parameter(after[0])}::integer`);
  const found = await statement.run<{ readonly event: string; readonly pseq: number }>(
    database,
    `SELECT f.event_id AS event, f.event_pseq AS pseq FROM ${filteredTables(statement, filter)}
      WHERE ${statement.conditions()} ORDER BY f.event_pseq LIMIT ${statement.parameter(limit + 1)}::integer`,
  );
  const last = found.length > limit ? found[limit - 1] : undefined;
  const rows = await readFacts(database, at, found.slice(0, limit));
  return { rows, next: last === undefined ? null : [last.pseq] };
}

/** How many facts there are of each type and verb. */
export interface FactCount {
  readonly type: string;
  readonly verb: string | null;
  readonly facts: number;
}

/** Counts facts by type and verb, most first. */
export async function countFacts(
  database: QueryDatabase,
  at: QueryScope,
  filter: FactFilter,
  days?: DayRange,
): Promise<readonly FactCount[]> {
  const statement = filterFacts(new Statement(at), filter);
  const day = `(${occurredDate('earliest')})`;
  statement
    .where(statement.occurredAsOf(day))
    .where(statement.dateOverlaps(day, `(${occurredDate('latest')})`, days));
  return statement.run<FactCount>(
    database,
    `SELECT f.event_type AS type, f.verb, count(*)::integer AS facts FROM ${filteredTables(statement, filter)}
      WHERE ${statement.conditions()} GROUP BY f.event_type, f.verb
      ORDER BY 3 DESC, f.event_type COLLATE "C", f.verb COLLATE "C"`,
  );
}

// What is looked up for every fact must be asked for: an answer is a small part of what it is chosen from.
function filteredTables(statement: Statement, filter: FactFilter): string {
  return `timeline.facts AS f ${joinHeldMeeting(statement)} ${needsAnnex(filter) ? joinAnnex(statement) : ''}`;
}

function factTables(statement: Statement): string {
  return `timeline.facts AS f ${joinHeldMeeting(statement)} ${joinAnnex(statement)}`;
}

function factColumns(statement: Statement): string {
  return `f.event_id AS event, f.event_pseq AS pseq, ${isoTime('f.event_at')} AS "recordedAt", f.event_type AS type,
    f.event_group AS "group", f.kind, f.verb, f.topic, f.modality, f.documents, f.stated_in AS "statedIn",
    annex.document AS annex, f.bodies, held.body AS "meetingBody", ${statement.canonicalId('meeting', 'f.meeting')} AS meeting,
    f.decisions, f.incidents, f.states, ${occurredDate('on')} AS date,
    CASE WHEN f.occurred_on IS NOT NULL THEN 'fact' WHEN held.occurred_on IS NOT NULL THEN 'meeting' END AS "dateOf",
    ${placedDate('on')} AS "placedOn", f.placed_by AS "placedBy", f.inferred, f.agent_unknown AS "agentUnknown",
    f.recorded_by AS "recordedBy", f.data`;
}

function factView({ aliases }: QueryScope, found: FactQueryRow): FactView {
  const assertion = found.data['assertion'] as
    | { assertedBy: ActorRef | null; attributedTo: ActorRef | null }
    | undefined;
  return {
    ...found,
    sentence: describeFact(found),
    assertedBy: assertion?.assertedBy ?? null,
    attributedTo: assertion?.attributedTo ?? null,
    bodies: found.bodies.map((id) => aliases.canonicalId('body', id)),
    decisions: found.decisions.map((id) => aliases.canonicalId('decision', id)),
    incidents: found.incidents.map((id) => aliases.canonicalId('incident', id)),
    date: toDateView(found.date),
    placedOn: toDateView(found.placedOn),
    placedBy: found.placedOn === null ? null : found.placedBy,
    corrected: found.recordedBy !== found.event,
  };
}

/** What an event says, in one sentence of ours, without who says so. */
export function describeFact({ type, data }: Pick<FactView, 'type' | 'data'>): string {
  const { assertion: _assertion, ...said } = data;
  return describeEvent({ type, data: said } as unknown as DomainEvent);
}
