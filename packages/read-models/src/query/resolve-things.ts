// Invariants (tests: resolve-things.int.spec.ts)
// 1. A value is shown only with the events that state it. Test: "have every value with its events, and the statements that differ".
// 2. The order of recording decides nothing. Tests: resolve.prop.spec.ts of @rapporteur/statements.
// 3. Things that are the same in several collections are resolved together, and each statement
//    names its collection. Test: "are separate for one id in two collections, unless these are linked".
import type { Assertion, DomainEvent } from '@rapporteur/contracts';
import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import {
  compareEventIds,
  listStatements,
  type Resolution,
  resolve,
  type Statement,
  type StatementContext,
  type ThingKind,
} from '@rapporteur/statements';
import { z } from 'zod';
import { TimelineDayRow } from '../days/day-entity.ts';
import { restoreFactData, selectFactData } from '../timeline/fact-data.ts';
import { FactRow } from '../timeline/fact-entities.ts';
import type { QueryDatabase } from './database.ts';
import { readonlyArray } from '../views.ts';
import { type AliasKind, formatThingKey, parseThingKey, type ThingRef } from './aliases.ts';
import { isEvent } from './event-conditions.ts';
import { RecordQuery } from './record-query.ts';
import type { QueryScope } from './scope.ts';
import { sql } from './sql.ts';

/** How the sources of a value stand to each other. */
const AgreementSchema = z
  .enum(['one source', 'sources agree', 'sources differ', 'settled'])
  .meta({ id: 'Agreement', description: 'How the sources of a value stand to each other.' });

/** One value of one property, as one event of one collection states it. */
export const StatementView = z
  .object({
    value: z.unknown(),
    event: z.string(),
    collection: z.string(),
    document: z.string().nullable(),
    statedIn: z.string().nullable().meta({ description: 'The document that the source relays.' }),
    documentDay: z.string().nullable().meta({ description: 'The day of the document.' }),
    speaker: z.enum(['own', 'attributed', 'narrated', 'metadata']),
    saidBy: z.string().nullable().meta({ description: 'The name of the speaker, if stated.' }),
    basis: z.enum(['stated', 'context', 'relative', 'derived']),
  })
  .meta({ id: 'Statement', description: 'A value as one event states it, with its source.' });
export type StatementView = z.infer<typeof StatementView>;

/** The members of each view whose values are resolved from statements. */
export const RESOLVED_MEMBERS = {
  agreement: z.record(z.string(), AgreementSchema).meta({
    description: 'For each property with a value: how its sources stand to each other.',
  }),
  statements: z.record(z.string(), readonlyArray(StatementView)).optional().meta({
    description: 'For each property, all statements; only with `statements=true`.',
  }),
};

/** A fact of the record as it is valid in the scope. */
export interface StatedFact {
  readonly collection: string;
  readonly event: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A thing with all its resolved properties. */
export interface ResolvedThing {
  readonly kind: ThingKind;
  readonly collection: string;
  readonly id: string;
  readonly properties: ReadonlyMap<string, Resolution>;
  readonly agreement: z.infer<typeof RESOLVED_MEMBERS.agreement>;
  readonly statements: Readonly<Record<string, readonly StatementView[]>>;
  /** The events that state something of it. */
  readonly events: readonly string[];
}

/** Reads the facts that a condition selects, in an order that does not depend on recording. */
export async function readStatedFacts(
  database: QueryDatabase,
  scope: QueryScope,
  condition: (query: RecordQuery, f: TableColumns<FactRow>) => string,
): Promise<readonly StatedFact[]> {
  const query = new RecordQuery(database, scope);
  const f = query.from(FactRow, 'f');
  query.where(condition(query, f));
  query.builder.orderBy(sql`${f.commandId} COLLATE "C"`).addOrderBy(f.eventPseq);
  const rows = await query.rows({
    collection: f.collection,
    event: f.eventId,
    type: f.eventType,
    data: selectFactData(f),
  });
  return rows.map(restoreFactData);
}

/** Reads the facts of events, as they are valid in the scope. */
export function readFactsOfEvents(
  database: QueryDatabase,
  scope: QueryScope,
  events: readonly string[],
): Promise<readonly StatedFact[]> {
  return readStatedFacts(database, scope, (query, f) => isEvent(query, f, events));
}

// The kinds of things that mergers and links join; the others belong to one collection.
const ALIAS_KINDS: Partial<Record<ThingKind, AliasKind>> = {
  meeting: 'meeting',
  decision: 'decision',
  incident: 'incident',
  body: 'body',
  document: 'document',
};

/** A statement with the collection of its event. */
type PlacedStatement = Statement & { readonly collection: string };

/** Resolves every property of the things that facts are about, by kind and key. */
export async function resolveThings(
  database: QueryDatabase,
  scope: QueryScope,
  facts: readonly StatedFact[],
): Promise<ReadonlyMap<string, ResolvedThing>> {
  const days = await readDocumentDays(database, scope, facts);
  const statements = facts.flatMap((fact) => listPlacedStatements(scope, fact, days));
  const groups = Map.groupBy(statements, ({ thing, collection }) =>
    formatResolvedKey(scope, thing.kind, { collection, id: thing.id }),
  );
  return new Map([...groups].map(([key, group]) => [key, resolveThing(scope, group)] as const));
}

/** A fact about a thing that has no id of its own, such as a term of office. */
export interface GroupedFact extends StatedFact {
  /** The properties that count, with the names that they have for the thing; absent: all. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Resolves every property of things of which the caller knows the facts, in their order. */
export async function resolveGroups(
  database: QueryDatabase,
  scope: QueryScope,
  groups: readonly (readonly GroupedFact[])[],
): Promise<readonly ResolvedThing[]> {
  const days = await readDocumentDays(database, scope, groups.flat());
  return groups.map((facts) =>
    resolveThing(
      scope,
      facts.flatMap(({ properties, ...fact }) =>
        listPlacedStatements(scope, fact, days).flatMap((statement) => {
          const property =
            properties === undefined ? statement.property : properties[statement.property];
          return property === undefined ? [] : [{ ...statement, property }];
        }),
      ),
    ),
  );
}

/** Resolves every property of things of which the caller knows the events, in their order. */
export async function resolveEvents(
  database: QueryDatabase,
  scope: QueryScope,
  things: readonly { readonly events: readonly string[] }[],
): Promise<readonly ResolvedThing[]> {
  if (things.length === 0) return [];
  const events = things.flatMap((thing) => thing.events);
  const facts = await readFactsOfEvents(database, scope, events);
  const byEvent = Map.groupBy(facts, ({ event }) => event);
  const groups = things.map((thing) => thing.events.flatMap((event) => byEvent.get(event) ?? []));
  return resolveGroups(database, scope, groups);
}

/** Returns the key of a thing in the result of {@link resolveThings}. */
export function formatResolvedKey(
  { aliases }: QueryScope,
  kind: ThingKind,
  thing: ThingRef,
): string {
  const aliasKind = ALIAS_KINDS[kind];
  const key =
    aliasKind === undefined ? formatThingKey(thing) : aliases.canonicalKey(aliasKind, thing);
  return `${kind} ${key}`;
}

function listPlacedStatements(
  scope: QueryScope,
  { collection, event: id, type, data }: StatedFact,
  days: ReadonlyMap<string, string>,
): readonly PlacedStatement[] {
  const event = { type, data } as unknown as DomainEvent;
  const context = createContext(scope, collection);
  return listStatements({ id, event }, context).map((statement) => {
    const source = statement.statedIn ?? statement.document;
    const documentDay =
      source === null ? null : (days.get(formatThingKey({ collection, id: source })) ?? null);
    return { ...statement, collection, documentDay };
  });
}

function createContext({ aliases, settled }: QueryScope, collection: string): StatementContext {
  return {
    canonicalId: (kind, id) => aliases.canonicalId(kind, id, collection),
    ...(settled === undefined ? {} : { settled }),
  };
}

function resolveThing(scope: QueryScope, statements: readonly PlacedStatement[]): ResolvedThing {
  const sorted = statements.toSorted((one, other) => compareEventIds(one.event, other.event));
  const things = sorted.map(({ collection, thing }) => ({ collection, id: thing.id }));
  const [key = '/'] = things.map(formatThingKey).toSorted();
  const first = parseThingKey(key);
  const kind = sorted[0]?.thing.kind ?? 'meeting';
  // One thing may have another id in each collection.
  const own = sorted.map((each) => ({ ...each, thing: { kind, id: first.id } }));
  const byProperty = Map.groupBy(own, ({ property }) => property);
  const context = createContext(scope, first.collection);
  const properties = new Map(
    [...byProperty].map(([property, each]) => [property, resolve(each, context)] as const),
  );
  const agreement = [...properties].flatMap(([property, resolution]) =>
    resolution.agreement === null ? [] : [[property, resolution.agreement] as const],
  );
  const views = [...byProperty].map(([property, each]) => [property, each.map(toView)] as const);
  return {
    kind,
    ...first,
    properties,
    agreement: Object.fromEntries(agreement),
    statements: Object.fromEntries(views),
    events: [...new Set(sorted.map(({ event }) => event))],
  };
}

function toView(statement: PlacedStatement): StatementView {
  const { value, event, collection, document, statedIn, documentDay, speaker, basis } = statement;
  const saidBy = statement.attributedTo ?? statement.assertedBy;
  return {
    value,
    event,
    collection,
    document,
    statedIn,
    documentDay,
    speaker,
    basis,
    saidBy: saidBy?.nameAsWritten ?? null,
  };
}

/** Returns the last day of the documents of facts by key: of publication, dateline or adoption. */
async function readDocumentDays(
  database: QueryDatabase,
  scope: QueryScope,
  facts: readonly StatedFact[],
): Promise<ReadonlyMap<string, string>> {
  if (facts.length === 0) return new Map();
  const query = new RecordQuery(database, scope);
  const d = query.from(TimelineDayRow, 'd');
  query.where(`${d.kind} = 'document'`).whereAny(d.thing, listDocuments(facts));
  const day: SqlExpression<string> = `max(${d.occurredLatest})::text`;
  query.builder.groupBy(d.collection).addGroupBy(d.thing);
  const rows = await query.rows({ collection: d.collection, id: d.thing, day });
  return new Map(rows.map(({ day: latest, ...document }) => [formatThingKey(document), latest]));
}

function listDocuments(facts: readonly StatedFact[]): readonly string[] {
  const documents = facts.flatMap(({ data }) => {
    const assertion = data['assertion'] as Assertion | undefined;
    return [assertion?.statedIn ?? assertion?.passages[0]?.document ?? []].flat();
  });
  return [...new Set(documents)];
}
