import type { EventType } from '@rapporteur/contracts';
import type { SqlExpression } from '@rapporteur/projection-runtime';
import { type AliasKind, formatThingKey, parseThingKey, type ThingRef } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import { readStatedFacts, type StatedFact } from '../query/resolve-things.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
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

/** The kinds of things that the record knows before other facts name them. */
export type KnownKind = 'body' | 'meeting' | 'document' | 'incident' | 'person';

/** The kind of the mergers and links of each. */
export const ALIAS_KIND_OF_KNOWN = {
  body: 'body',
  meeting: 'meeting',
  document: 'document',
  incident: 'incident',
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
  document: (query, ids) => {
    const cited = query.subquery();
    const f = cited.from(FactRow, 'f');
    // Most facts relay no document.
    const all = sql<
      string[]
    >`array_remove(${f.documents} || ${f.aboutDocuments} || ${f.statedIn}, NULL)`;
    cited.whereContainsAny(all, ids);
    return query.fromQuery(
      cited,
      { collection: f.collection, id: sql<string>`unnest(${all})` },
      't',
    );
  },
  incident: (query, ids) => {
    const named = query.subquery();
    const f = named.from(FactRow, 'f');
    named.whereContainsAny(f.incidents, ids);
    return query.fromQuery(
      named,
      { collection: f.collection, id: sql<string>`unnest(${f.incidents})` },
      't',
    );
  },
  person: (query) => {
    const { collection, named: id, namedKind } = query.from(NameRow, 't');
    query.where(`${namedKind} = 'person'`);
    return { collection, id };
  },
};

/** A body and one of its parents, which may be in another collection. */
export interface BodyParent {
  readonly body: ThingRef;
  readonly parent: ThingRef;
}

/** Returns the parents of all bodies: those of their registrations, and recorded links. */
export async function listBodyParents(
  database: QueryDatabase,
  scope: QueryScope,
): Promise<readonly BodyParent[]> {
  const registered = new RecordQuery(database, scope);
  const b = registered.from(BodyRow, 'b');
  const rows = await registered.rows({ collection: b.collection, id: b.body, parents: b.parents });

  const linked = new RecordQuery(database, scope);
  const l = linked.from(LinkRow, 'l');
  linked.where(`${l.kind} = 'body' AND ${l.relation} = 'part-of' AND ${l.otherId} IS NOT NULL`);
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
  const organs = Map.groupBy(await listBodyParents(database, scope), ({ parent }) => toKey(parent));
  const found = new Set(bodies.map(toKey));

  // A set is iterated with the keys that are added meanwhile. A cycle adds none.
  for (const key of found) {
    for (const { body } of organs.get(key) ?? []) found.add(toKey(body));
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
