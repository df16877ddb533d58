import type { ActorRef, DateValue, DomainEvent, Modality } from '@rapporteur/contracts';
import { describeEvent } from '@rapporteur/drafting';
import {
  type QueryScope,
  type Database,
  type Days,
  type Page,
  pageByDate,
  type Paged,
  Statement,
} from '../statement.ts';
import { type DateView, dateView } from '../views.ts';
import { asksForAnnex, type FactFilter, filterFacts } from './fact-filter.ts';
import type { Inferred } from './fact-parts.ts';
import type { PlacedBy } from './fact-dates.ts';
import { annexJoin, cameToBe, heldJoin, isoTime, placedAt } from './joins.ts';

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
  readonly placedBy: PlacedBy | null;
  /** Values that the passage itself does not state, and how they are known. */
  readonly inferred: readonly Inferred[];
  /** True where its type has a field for who acts, and the source leaves it out. */
  readonly agentUnknown: boolean;
  /** The event that made it say this: itself, or its last correction. */
  readonly recordedBy: string;
  readonly corrected: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** In which order facts come: by where a timeline shows them, or by when they came to be. */
export type FactOrder = 'placed' | 'came-to-be';

type Found = Omit<
  FactView,
  'sentence' | 'date' | 'placedOn' | 'assertedBy' | 'attributedTo' | 'corrected'
> & {
  readonly date: DateValue | null;
  readonly placedOn: DateValue | null;
};

/** Facts, in the order of their dates; those without one come last. */
export async function listFacts(
  database: Database,
  at: QueryScope,
  filter: FactFilter,
  page: Page,
  order: FactOrder = 'came-to-be',
): Promise<Paged<FactView>> {
  const statement = filterFacts(new Statement(at), filter);
  // What had not come to be by the day asked about is left out, wherever a timeline shows it.
  statement.where(statement.cameToBe(`(${cameToBe('earliest')})`));
  const ordered = order === 'placed' ? placedAt : cameToBe;
  const inner = `
    SELECT f.event_id AS event, ${ordered('earliest')} AS earliest, ${ordered('latest')} AS latest, f.event_pseq, f.n
      FROM ${filteredTables(statement, filter)} WHERE ${statement.conditions()}`;
  const { rows, next } = await pageByDate<{ readonly event: string }>(
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
  database: Database,
  at: QueryScope,
  page: readonly { readonly event: string }[],
): Promise<readonly FactView[]> {
  const events = page.map(({ event }) => event);
  const statement = filterFacts(new Statement(at), { events });
  const found = await statement.run<Found>(
    database,
    `SELECT ${factColumns(statement)} FROM ${factTables(statement)} WHERE ${statement.conditions()}`,
  );
  const views = new Map(found.map((row) => [row.event, factView(at, row)]));
  return events.flatMap((event) => views.get(event) ?? []);
}

/** Facts in the order in which they were recorded. */
export async function listFactsAsRecorded(
  database: Database,
  at: QueryScope,
  filter: FactFilter,
  { limit, after, days }: Page,
): Promise<Paged<FactView>> {
  const statement = filterFacts(new Statement(at), filter);
  const day = `(${cameToBe('earliest')})`;
  statement
    .where(statement.cameToBe(day))
    .where(statement.overlaps(day, `(${cameToBe('latest')})`, days));
  if (after !== null) statement.where(`f.event_pseq > ${statement.value(after[0])}::integer`);
  const found = await statement.run<{ readonly event: string; readonly pseq: number }>(
    database,
    `SELECT f.event_id AS event, f.event_pseq AS pseq FROM ${filteredTables(statement, filter)}
      WHERE ${statement.conditions()} ORDER BY f.event_pseq LIMIT ${statement.value(limit + 1)}::integer`,
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
  database: Database,
  at: QueryScope,
  filter: FactFilter,
  days?: Days,
): Promise<readonly FactCount[]> {
  const statement = filterFacts(new Statement(at), filter);
  const day = `(${cameToBe('earliest')})`;
  statement
    .where(statement.cameToBe(day))
    .where(statement.overlaps(day, `(${cameToBe('latest')})`, days));
  return statement.run<FactCount>(
    database,
    `SELECT f.event_type AS type, f.verb, count(*)::integer AS facts FROM ${filteredTables(statement, filter)}
      WHERE ${statement.conditions()} GROUP BY f.event_type, f.verb
      ORDER BY 3 DESC, f.event_type COLLATE "C", f.verb COLLATE "C"`,
  );
}

// What is looked up for every fact must be asked for: an answer is a small part of what it is chosen from.
function filteredTables(statement: Statement, filter: FactFilter): string {
  return `timeline.facts AS f ${heldJoin(statement)} ${asksForAnnex(filter) ? annexJoin(statement) : ''}`;
}

function factTables(statement: Statement): string {
  return `timeline.facts AS f ${heldJoin(statement)} ${annexJoin(statement)}`;
}

function factColumns(statement: Statement): string {
  return `f.event_id AS event, f.event_pseq AS pseq, ${isoTime('f.event_at')} AS "recordedAt", f.event_type AS type,
    f.event_group AS "group", f.kind, f.verb, f.topic, f.modality, f.documents, f.stated_in AS "statedIn",
    annex.document AS annex, f.bodies, held.body AS "meetingBody", ${statement.canonicalId('meeting', 'f.meeting')} AS meeting,
    f.decisions, f.incidents, f.states, ${cameToBe('on')} AS date,
    CASE WHEN f.occurred_on IS NOT NULL THEN 'fact' WHEN held.occurred_on IS NOT NULL THEN 'meeting' END AS "dateOf",
    ${placedAt('on')} AS "placedOn", f.placed_by AS "placedBy", f.inferred, f.agent_unknown AS "agentUnknown",
    f.recorded_by AS "recordedBy", f.data`;
}

function factView({ aliases }: QueryScope, found: Found): FactView {
  const assertion = found.data['assertion'] as
    | { assertedBy: ActorRef | null; attributedTo: ActorRef | null }
    | undefined;
  return {
    ...found,
    sentence: sentenceOf(found),
    assertedBy: assertion?.assertedBy ?? null,
    attributedTo: assertion?.attributedTo ?? null,
    bodies: found.bodies.map((id) => aliases.canonicalId('body', id)),
    decisions: found.decisions.map((id) => aliases.canonicalId('decision', id)),
    incidents: found.incidents.map((id) => aliases.canonicalId('incident', id)),
    date: dateView(found.date),
    placedOn: dateView(found.placedOn),
    placedBy: found.placedOn === null ? null : found.placedBy,
    corrected: found.recordedBy !== found.event,
  };
}

/** What an event says, in one sentence of ours, without who says so. */
export function sentenceOf({ type, data }: Pick<FactView, 'type' | 'data'>): string {
  const { assertion: _assertion, ...said } = data;
  return describeEvent({ type, data: said } as unknown as DomainEvent);
}
