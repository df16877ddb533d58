import type { EventType } from '@rapporteur/contracts';
import { compareEventIds } from '@rapporteur/statements';
import { z } from 'zod';
import { TimelineDayRow } from '../days/day-entity.ts';
import { joinThingDay } from '../days/fact-day.ts';
import { formatThingKey } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { cutPage, type PageRequest, type ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import { type EventColumns, isOfEvent } from '../query/selection.ts';
import { RESOLVED_MEMBERS, type ResolvedThing, resolveGroups } from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';
import { selectFactData } from './fact-data.ts';
import { FactRow } from './fact-entities.ts';
import { isHeldOn, type Tenure, type TenureFact } from './tenures.ts';

/** The dates of an office or membership; each of the three dates may be unstated. */
const TenureView = z.object({
  startedOn: DateView,
  endedOn: DateView,
  heldAsOf: DateView.meta({ description: 'The last day to which a fact refers.' }),
});
type TenureView = z.output<typeof TenureView>;

/** The members that every term of office or membership has. */
export const TENURE_MEMBERS = {
  ...TenureView.shape,
  collection: z.string(),
  event: z.string().meta({ description: 'The first of the facts that state it.' }),
  events: readonlyArray(z.string()),
  documents: readonlyArray(z.string()),
  ...RESOLVED_MEMBERS,
};

/** Whether the result has the statements behind each value. */
export interface TenureOptions {
  readonly statements?: boolean;
}

/** A fact of a term, with its content. */
export interface StatedTenureFact extends TenureFact {
  readonly collection: string;
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
  /** The properties that it states of the term, under their names there; absent: all. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Joins the content of the fact of each row as stored, its documents and their day. */
export function joinTenureFact(query: RecordQuery, t: EventColumns) {
  const f = query.innerJoin(FactRow, 'f', (fact) => isOfEvent(fact, t));
  const document = sql<string | null>`coalesce(${f.statedIn}, ${f.documents}[1])`;
  const day = joinThingDay(query, TimelineDayRow, 'document', {
    collection: f.collection,
    id: document,
  });
  return {
    type: sql<EventType>`${f.eventType}`,
    data: selectFactData(f),
    documents: f.documents,
    documentDay: sql<string | null>`${day.earliest}::text`,
  };
}

/** The facts about one holder, with the key by which holders are ordered. */
interface TenureGroup<T> {
  readonly key: string;
  readonly rows: readonly T[];
}

/** Groups rows by a key, in the order of the keys; the rows of a group by event id. */
export function groupTenureRows<T extends { readonly event: string }>(
  rows: readonly T[],
  getKey: (row: T) => readonly string[],
): readonly TenureGroup<T>[] {
  const groups = Map.groupBy(rows, (row) => getKey(row).join('\n'));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => ({
      key,
      rows: group.toSorted((a, b) => compareEventIds(a.event, b.event)),
    }));
}

/** The body of a row, which an office may lack. */
interface BodyOfRow {
  readonly collection: string;
  readonly body: string | null;
}

export function formatBodyKey({ aliases }: QueryScope, { collection, body }: BodyOfRow): string {
  return body === null ? collection : aliases.canonicalKey('body', { collection, id: body });
}

export function findBodyName(
  names: ReadonlyMap<string, string>,
  { collection, body }: BodyOfRow,
): string | null {
  return body === null ? null : (names.get(formatThingKey({ collection, id: body })) ?? body);
}

/** A term with the values that all its facts give. */
export interface ResolvedTenure<T extends StatedTenureFact> {
  readonly tenure: Tenure<T>;
  readonly first: T;
  readonly members: TenureView &
    Pick<ResolvedThing, 'agreement'> & {
      readonly collection: string;
      readonly event: string;
      readonly events: readonly string[];
      readonly documents: readonly string[];
      readonly statements?: ResolvedThing['statements'];
    };
  readonly values: ResolvedValues;
}

/** How groups of facts become a page of terms. */
interface TenurePages<R, T extends StatedTenureFact, V> {
  readonly combine: (rows: readonly R[]) => readonly Tenure<T>[];
  /** Returns the row of a term; undefined if it is not selected. */
  readonly toView: (tenure: ResolvedTenure<T>) => V | undefined;
  readonly page: PageRequest;
  readonly statements: boolean | undefined;
}

/** Returns a page of terms by the key of their holder. Only the terms of the page are resolved. */
export async function fetchTenurePage<R, T extends StatedTenureFact, V>(
  database: QueryDatabase,
  scope: QueryScope,
  groups: readonly TenureGroup<R>[],
  { combine, toView, page: { limit, after }, statements }: TenurePages<R, T, V>,
): Promise<ResultPage<V>> {
  const start = String(after?.[0] ?? '');
  const keys = new Map<Tenure<T>, string>();
  const waiting = listTenures(groups, combine, start, keys);
  const found: { readonly view: V; readonly key: string }[] = [];

  while (found.length <= limit) {
    const part = takeSome(waiting, limit + 1 - found.length);
    if (part.length === 0) break;
    for (const each of await resolveTenures(database, scope, part, {
      statements: statements === true,
    })) {
      const view = toView(each);
      if (view !== undefined) found.push({ view, key: keys.get(each.tenure) ?? '' });
    }
  }
  const { rows, next } = cutPage(found, limit, ({ key }) => [key]);
  return { rows: rows.map(({ view }) => view), next };
}

function takeSome<T>(values: Iterator<T>, count: number): readonly T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = values.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** Yields the terms after a key, and adds the key of each. */
function* listTenures<R, T extends StatedTenureFact>(
  groups: readonly TenureGroup<R>[],
  combine: (rows: readonly R[]) => readonly Tenure<T>[],
  start: string,
  keys: Map<Tenure<T>, string>,
): Generator<Tenure<T>, undefined> {
  for (const { key, rows } of groups) {
    // The key of a term begins with that of its group.
    if (key < start && !start.startsWith(`${key}\n`)) continue;
    for (const [index, tenure] of combine(rows).entries()) {
      const own = `${key}\n${String(index).padStart(INDEX_DIGITS, '0')}`;
      if (own <= start) continue;
      keys.set(tenure, own);
      yield tenure;
    }
  }
  return undefined;
}

/** One holder has fewer terms than this number of digits can count. */
const INDEX_DIGITS = 6;

/** Returns the terms that are held on the day of the scope, or all, with their resolved values. */
async function resolveTenures<T extends StatedTenureFact>(
  database: QueryDatabase,
  scope: QueryScope,
  tenures: readonly Tenure<T>[],
  { statements = false }: TenureOptions,
): Promise<readonly ResolvedTenure<T>[]> {
  const { asOf } = scope;
  const held = asOf === null ? tenures : tenures.filter((tenure) => isHeldOn(tenure, asOf));
  const resolved = await resolveGroups(
    database,
    scope,
    held.map(({ all }) => all),
  );
  return held.flatMap((tenure, index) => {
    const thing = resolved[index];
    const [first] = tenure.facts;
    return thing === undefined || first === undefined
      ? []
      : [toResolvedTenure({ tenure, first, thing, statements })];
  });
}

function toResolvedTenure<T extends StatedTenureFact>({
  tenure,
  first,
  thing,
  statements,
}: {
  readonly tenure: Tenure<T>;
  readonly first: T;
  readonly thing: ResolvedThing;
  readonly statements: boolean;
}): ResolvedTenure<T> {
  const values = new ResolvedValues(thing);
  const { events, documents, heldAsOf } = tenure;
  const members = {
    startedOn: toDateView(values.read('startedOn') ?? tenure.startedOn),
    endedOn: toDateView(values.read('endedOn') ?? tenure.endedOn),
    heldAsOf: toDateView(heldAsOf),
    collection: first.collection,
    event: first.event,
    events,
    documents,
    agreement: thing.agreement,
    ...(statements ? { statements: thing.statements } : {}),
  };
  return { tenure, first, members, values };
}
