import type { EventType } from '@rapporteur/contracts';
import type { SqlExpression, TableColumns } from '@rapporteur/projection-runtime';
import { type AliasKind, formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import { readStatedFacts, type StatedFact } from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql, withUnicodeCase } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { BodyRow } from './body-entities.ts';
import { FactRow, NameRow } from './fact-entities.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';
import { LinkRow } from './record-entities.ts';

/** Returns which of the things the record has, under their own ids; without things, all it has. */
export async function listKnownThings(
  database: QueryDatabase,
  scope: QueryScope,
  kind: KnownKind,
  things?: readonly ThingRef[],
): Promise<readonly ThingRef[]> {
  const query = new RecordQuery(database, scope);
  const row = READ_IDS[kind](
    query,
    things?.map(({ id }) => id),
  );
  query.whereThing(row, things);
  query.builder.distinct();
  return query.rows(row);
}

/** The most ids that are compared with an unknown one. */
const SIMILAR_MAX = 1_000;

/**
 * Returns ids that an unknown one may mean: of nearly its length, with the same first or last
 * third. The comparison is bounded, however many ids the record has.
 */
export async function listSimilarIds(
  database: QueryDatabase,
  scope: QueryScope,
  kind: KnownKind,
  unknown: string,
): Promise<readonly string[]> {
  const query = new RecordQuery(database, scope);
  const { id } = READ_IDS[kind](query, undefined);
  const third = Math.ceil(unknown.length / 3);
  const given = withUnicodeCase(query.parameter(unknown, 'text'));
  const folded = `lower(${withUnicodeCase(id)})`;
  query.where(`abs(length(${id}) - ${unknown.length}) <= ${Math.max(2, third)}`);
  query.where(
    `(left(${folded}, ${third}) = left(lower(${given}), ${third}) OR ` +
      `right(${folded}, ${third}) = right(lower(${given}), ${third}))`,
  );
  query.builder.distinct().limit(SIMILAR_MAX);
  return (await query.rows({ id })).map((row) => row.id);
}

/** The kinds of things that the record knows before other facts name them. */
export type KnownKind = 'body' | 'meeting' | 'document' | 'incident' | 'decision' | 'person';

/** The kind of the mergers and links of each. */
export const ALIAS_KIND_OF_KNOWN = {
  body: 'body',
  meeting: 'meeting',
  document: 'document',
  incident: 'incident',
  decision: 'decision',
  person: 'actor',
} as const satisfies Readonly<Record<KnownKind, AliasKind>>;

type KnownColumns = {
  readonly collection: SqlExpression<string>;
  readonly id: SqlExpression<string>;
};

type ReadIds = (query: RecordQuery, ids: readonly string[] | undefined) => KnownColumns;

const READ_IDS: Readonly<Record<KnownKind, ReadIds>> = {
  body: (query) => {
    const { collection, body: id } = query.from(BodyRow, 't');
    return { collection, id };
  },
  meeting: (query) => {
    const { collection, meeting: id } = query.from(TimelineMeetingRow, 't');
    return { collection, id };
  },
  // A document is known if it is registered, or if a fact cites or relays it.
  document: (query, ids) =>
    unnestIds(
      query,
      // Most facts relay no document.
      (f) =>
        sql<string[]>`array_remove(${f.documents} || ${f.aboutDocuments} || ${f.statedIn}, NULL)`,
      ids,
    ),
  incident: (query, ids) => unnestIds(query, (f) => f.incidents, ids),
  decision: (query, ids) => unnestIds(query, (f) => f.decisions, ids),
  person: (query) => {
    const { collection, named: id, namedKind } = query.from(NameRow, 't');
    query.where(`${namedKind} = 'person'`);
    return { collection, id };
  },
};

/** Reads the ids in a column of facts, each with its collection. */
function unnestIds(
  query: RecordQuery,
  getIds: (f: TableColumns<FactRow>) => SqlExpression<readonly string[] | null>,
  wanted: readonly string[] | undefined,
): KnownColumns {
  const facts = query.subquery();
  const f = facts.from(FactRow, 'f');
  const ids = getIds(f);
  facts.whereContainsAny(ids, wanted);
  return query.fromQuery(facts, { collection: f.collection, id: sql<string>`unnest(${ids})` }, 't');
}

/** A body and one of its parents, which may be in another collection. */
export interface BodyParent {
  readonly body: ThingRef;
  readonly parent: ThingRef;
}

/** Selects pairs of a body and a parent. */
interface BodyParentFilter {
  readonly bodies?: readonly ThingRef[];
  readonly parents?: readonly ThingRef[];
}

/** With more parents than this, reading all pairs is quicker than selecting some. */
const PARENTS_MAX = 1_000;

/** Returns pairs of a body and a parent: those of registrations, and recorded links. */
export async function listBodyParents(
  database: QueryDatabase,
  scope: QueryScope,
  filter: BodyParentFilter,
): Promise<readonly BodyParent[]> {
  const { bodies, parents } = filter;
  const registered = new RecordQuery(database, scope);
  const b = registered.from(BodyRow, 'b');
  registered.whereThing({ collection: b.collection, id: b.body }, bodies);
  registered.whereContainsThing({ collection: b.collection, ids: b.parents }, parents);
  const rows = await registered.rows({ collection: b.collection, id: b.body, parents: b.parents });

  const linked = new RecordQuery(database, scope);
  const l = linked.from(LinkRow, 'l');
  linked.where(`${l.kind} = 'body' AND ${l.relation} = 'part-of' AND ${l.otherId} IS NOT NULL`);
  linked.whereThing({ collection: l.collection, id: l.thingId }, bodies);
  const other = { collection: sql<string>`${l.otherCollection}`, id: l.otherId };
  linked.whereThing(other, parents);
  const links = await linked.rows({
    collection: l.collection,
    id: l.thingId,
    otherCollection: sql<string>`${l.otherCollection}`,
    otherId: sql<string>`${l.otherId}`,
  });
  return [
    ...rows.flatMap(({ collection, id, parents }) =>
      parents.map((parent) => ({ body: { collection, id }, parent: { collection, id: parent } })),
    ),
    ...links.map(({ collection, id, otherCollection, otherId }) => ({
      body: { collection, id },
      parent: { collection: otherCollection, id: otherId },
    })),
  ];
}

/** Returns bodies with all their organs at every level, in every collection of the scope. */
export async function listBodiesWithOrganThings(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly ThingRef[]> {
  const toKey = (thing: ThingRef) => scope.aliases.canonicalKey('body', thing);
  const found = new Set(bodies.map(toKey));

  // Level by level: a body that was found already, as in a cycle, is not asked for again.
  for (let level = [...found]; level.length > 0;) {
    const parents = expandThings(scope, 'body', level.map(parseThingKey));
    const filter = parents.length > PARENTS_MAX ? {} : { parents };
    const organs = await listBodyParents(database, scope, filter);
    const known = new Set(level);
    level = [
      ...new Set(
        organs.filter(({ parent }) => known.has(toKey(parent))).map(({ body }) => toKey(body)),
      ),
    ].filter((key) => !found.has(key));
    for (const key of level) found.add(key);
  }
  return expandThings(scope, 'body', [...found].map(parseThingKey));
}

/** For each kind of thing, the column of facts that lists the things that they are about. */
const ID_COLUMNS = {
  decision: 'decisions',
  incident: 'incidents',
  document: 'aboutDocuments',
} as const satisfies Partial<Record<AliasKind, keyof FactRow>>;

/** Selects facts by the things that they are about, and by their types. */
interface ThingFactFilter {
  readonly kind: keyof typeof ID_COLUMNS;
  readonly things: readonly ThingRef[];
  readonly types?: readonly EventType[];
}

/** Reads the facts about things, under any of their merged and linked ids. */
export async function readThingFacts(
  database: QueryDatabase,
  scope: QueryScope,
  { kind, things, types }: ThingFactFilter,
): Promise<readonly StatedFact[]> {
  const all = expandThings(scope, kind, things);
  if (all.length === 0) return [];
  return readStatedFacts(database, scope, (query, f) => {
    query.whereAny(f.eventType, types);
    return query.containsThing({ collection: f.collection, ids: f[ID_COLUMNS[kind]] }, all);
  });
}

/** Returns things with all their merged and linked ids. */
export function expandThings(
  { aliases }: QueryScope,
  kind: AliasKind,
  things: readonly ThingRef[],
): readonly ThingRef[] {
  const all = things.flatMap((thing) => aliases.things(kind, formatThingKey(thing)));
  return [...new Map(all.map((thing) => [formatThingKey(thing), thing])).values()];
}
