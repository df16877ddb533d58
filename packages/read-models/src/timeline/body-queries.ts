import { readText } from '../fact-fields.ts';
import { Identifier } from '@rapporteur/contracts';
import { compareEventIds } from '@rapporteur/statements';
import { z } from 'zod';
import { parseThingKey, type ThingRef } from '../query/aliases.ts';
import { cutPage, type PageRequest, type ResultPage } from '../query/pages.ts';
import { RecordQuery } from '../query/record-query.ts';
import {
  formatResolvedKey,
  readFactsOfEvents,
  RESOLVED_MEMBERS,
  type ResolvedThing,
  resolveThings,
  type StatedFact,
} from '../query/resolve-things.ts';
import { ResolvedValues } from '../query/resolved-values.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { readonlyArray } from '../views.ts';
import { BodyRow } from './body-entities.ts';
import { NameRow } from './fact-entities.ts';
import { selectNamedKeys } from './named-keys.ts';
import { expandThings, listBodyParents } from './thing-queries.ts';

/** A body of the record. */
export const BodyView = z
  .object({
    collection: z.string(),
    body: z.string(),
    alsoIn: readonlyArray(z.object({ collection: z.string(), id: z.string() })).meta({
      description: 'The same body in other collections.',
    }),
    name: z.string(),
    kind: z.string(),
    parents: readonlyArray(z.string()).meta({
      description: 'A body of another collection is preceded by that collection: `sco/council`.',
    }),
    organs: readonlyArray(z.string()).meta({ description: 'The bodies that name it as a parent.' }),
    names: readonlyArray(z.string()).meta({
      description: 'All registered and used names, and the merged ids.',
    }),
    mergedIds: readonlyArray(z.string()),
    identifiers: readonlyArray(Identifier),
    event: z.string(),
    ...RESOLVED_MEMBERS,
  })
  .meta({ id: 'Body', description: 'A body of the record.' });
export type BodyView = z.output<typeof BodyView>;

/** Selects bodies. */
export interface BodyFilter {
  readonly bodies?: readonly ThingRef[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Words of a name or an id. */
  readonly words?: string | undefined;
}

/** Returns a page of bodies by key, each once: also one that several collections have. */
export async function listBodies(
  database: QueryDatabase,
  scope: QueryScope,
  filter: BodyFilter,
  page: PageRequest,
): Promise<ResultPage<BodyView>> {
  const { rows, next } = await listBodyKeys(database, scope, filter, page);
  const events = rows.flatMap((row) => row.events);
  const facts = await readFactsOfEvents(database, scope, events);
  // An event of another collection may have the id of a registration.
  const registrations = facts.filter(({ type }) => type === 'BodyRegistered');
  const toKey = (thing: ThingRef) => scope.aliases.canonicalKey('body', thing);
  const byKey = Map.groupBy(registrations, ({ collection, data }) =>
    toKey({ collection, id: String(data['body']) }),
  );
  const bodies = expandThings(
    scope,
    'body',
    rows.map(({ key }) => parseThingKey(key)),
  );
  const [things, names, relations] = await Promise.all([
    resolveThings(database, scope, registrations),
    readNames(database, scope, bodies),
    readRelations(database, scope, bodies),
  ]);
  const views = rows.map(({ key }) =>
    toBodyView(scope, key, {
      thing: things.get(formatResolvedKey(scope, 'body', parseThingKey(key))),
      registrations: byKey.get(key) ?? [],
      names: names.get(key) ?? [],
      ...relations,
    }),
  );
  // A merged registration may state another kind than the one that holds.
  return { rows: views.filter(({ kind }) => filter.kinds?.includes(kind) ?? true), next };
}

/** Returns a page of the keys of bodies, with the events that register them. */
async function listBodyKeys(
  database: QueryDatabase,
  scope: QueryScope,
  { bodies, kinds, words }: BodyFilter,
  { limit, after }: PageRequest,
) {
  const query = new RecordQuery(database, scope);
  const b = query.from(BodyRow, 'b');
  const body = { collection: b.collection, id: b.body };
  const key = sql<string>`${query.canonicalKey('body', body)} COLLATE "C"`;
  query.whereThing(body, bodies && expandThings(scope, 'body', bodies));
  if (words) query.where(`${key} IN ${selectNamedKeys(query, { kind: 'body', words })}`);
  query.builder
    .groupBy(key)
    .orderBy(key)
    .limit(limit + 1);
  if (kinds !== undefined)
    query.builder.having(`bool_or(${b.kind} = ANY(${query.parameter(kinds, 'text[]')}))`);
  if (after !== null) query.where(`${key} > ${query.parameter(after[0], 'text')}`);
  const rows = await query.rows({ key, events: sql<string[]>`array_agg(${b.eventId})` });
  return cutPage(rows, limit, (row) => [row.key]);
}

/** Returns all names of each body by key. */
async function readNames(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const query = new RecordQuery(database, scope);
  const w = query.from(NameRow, 'w');
  const body = { collection: w.collection, id: w.named };
  query.where(`${w.namedKind} = 'body'`).whereThing(body, bodies);
  query.builder.distinct();
  const rows = await query.rows({ key: query.canonicalKey('body', body), name: w.name });
  const groups = Map.groupBy(rows, ({ key }) => key);
  return new Map(
    [...groups].map(([key, each]) => [key, [...new Set(each.map(({ name }) => name))].toSorted()]),
  );
}

interface BodyRelations {
  /** By key of a body: the keys of its parents, and of the bodies that name it as a parent. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly organs: ReadonlyMap<string, readonly string[]>;
}

async function readRelations(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<BodyRelations> {
  const toKey = (thing: ThingRef) => scope.aliases.canonicalKey('body', thing);
  const [upward, downward] = await Promise.all([
    listBodyParents(database, scope, { bodies }),
    listBodyParents(database, scope, { parents: bodies }),
  ]);
  const parents = Map.groupBy(upward, ({ body }) => toKey(body));
  const organs = Map.groupBy(downward, ({ parent }) => toKey(parent));
  const list = (things: readonly ThingRef[]) => [...new Set(things.map(toKey))];
  return {
    parents: new Map(
      [...parents].map(([key, each]) => [key, list(each.map(({ parent }) => parent))]),
    ),
    organs: new Map(
      [...organs].map(([key, each]) => [key, list(each.map(({ body }) => body)).toSorted()]),
    ),
  };
}

interface BodyParts extends BodyRelations {
  readonly thing: ResolvedThing | undefined;
  readonly registrations: readonly StatedFact[];
  readonly names: readonly string[];
}

function toBodyView(
  { aliases }: QueryScope,
  key: string,
  { thing, registrations, names, parents, organs }: BodyParts,
): BodyView {
  const own = parseThingKey(key);
  const { collection, id: body } = own;
  const values = new ResolvedValues(thing);
  // The registration of the shown id counts before those of merged ones.
  const [registration] = registrations.toSorted(
    (one, other) =>
      Number(isOf(other, own)) - Number(isOf(one, own)) || compareEventIds(one.event, other.event),
  );
  const toId = (other: string) => {
    const related = parseThingKey(other);
    return related.collection === collection ? related.id : other;
  };
  return {
    collection,
    body,
    alsoIn: aliases.otherThings('body', own),
    name: readText(registration?.data ?? {}, ['name']) ?? values.read('name') ?? body,
    kind: values.read('kind') ?? '',
    parents: (parents.get(key) ?? []).map(toId),
    organs: (organs.get(key) ?? []).map(toId),
    names,
    mergedIds: aliases
      .things('body', key)
      .filter((other) => other.collection === collection && other.id !== body)
      .map(({ id }) => id),
    identifiers: distinctIdentifiers(values.listStated<Identifier>('identifiers')),
    event: registration?.event ?? '',
    ...values.members,
  };
}

/** Returns each identifier once: a later registration may repeat and add some. */
function distinctIdentifiers(all: readonly Identifier[]): readonly Identifier[] {
  const byText = all.map((one) => [`${one.scheme}\n${one.value}`, one] as const);
  return [...new Map(byText.toSorted(([a], [b]) => (a < b ? -1 : 1))).values()];
}

function isOf({ collection, data }: StatedFact, thing: ThingRef): boolean {
  return collection === thing.collection && data['body'] === thing.id;
}
