import { type Alias, Aliases, type ThingLink } from '../query/aliases.ts';
import { RecordQuery } from '../query/record-query.ts';
import { listCollectionIds, type QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import type { QueryDatabase } from '../query/database.ts';
import { AliasRow, IdentifierRow, LinkRow } from './record-entities.ts';

/**
 * Returns the mergers of the collections, and the links between them: those that were recorded, and
 * things with one external identifier. All other queries need them.
 */
export async function readAliases(
  database: QueryDatabase,
  scope: Omit<QueryScope, 'aliases'>,
): Promise<Aliases> {
  const collections = listCollectionIds(scope);
  const plain = { ...scope, aliases: new Aliases(collections) };
  const mergers = await listMergers(database, plain);
  if (collections.length < 2) return new Aliases(collections, mergers);

  const links = [
    ...(await listLinks(database, plain)),
    ...(await listSharedIdentifiers(database, plain)),
  ];
  return new Aliases(collections, mergers, links);
}

async function listMergers(database: QueryDatabase, scope: QueryScope): Promise<readonly Alias[]> {
  const query = new RecordQuery(database, scope);
  const a = query.from(AliasRow, 'a');
  // Of two mergers of one id, the smaller command decides in every order of recording.
  query.builder.orderBy(sql`${a.commandId} COLLATE "C"`, 'DESC').addOrderBy(a.eventPseq, 'DESC');
  return query.rows({
    collection: a.collection,
    kind: a.kind,
    merged: a.merged,
    into: a.intoId,
  });
}

async function listLinks(
  database: QueryDatabase,
  scope: QueryScope,
): Promise<readonly ThingLink[]> {
  const query = new RecordQuery(database, scope);
  const l = query.from(LinkRow, 'l');
  query.where(`${l.relation} = 'same' AND ${l.otherCollection} IS NOT NULL`);
  const rows = await query.rows({
    kind: l.kind,
    collection: l.collection,
    id: l.thingId,
    otherCollection: sql<string>`${l.otherCollection}`,
    otherId: sql<string>`${l.otherId}`,
  });
  return rows.map(({ kind, collection, id, otherCollection, otherId }) => ({
    kind,
    thing: { collection, id },
    other: { collection: otherCollection, id: otherId },
  }));
}

async function listSharedIdentifiers(
  database: QueryDatabase,
  scope: QueryScope,
): Promise<readonly ThingLink[]> {
  const query = new RecordQuery(database, scope);
  const i = query.from(IdentifierRow, 'i');
  const o = query.innerJoin(
    IdentifierRow,
    'o',
    (other) =>
      `${other.kind} = ${i.kind} AND ${other.scheme} = ${i.scheme} AND ${other.value} = ${i.value}` +
      ` AND ${inByteOrder(other.collection)} > ${i.collection}`,
  );
  query.builder.distinct();
  const rows = await query.rows({
    kind: i.kind,
    collection: i.collection,
    id: i.thingId,
    otherCollection: o.collection,
    otherId: o.thingId,
  });
  return rows.map(({ kind, collection, id, otherCollection, otherId }) => ({
    kind,
    thing: { collection, id },
    other: { collection: otherCollection, id: otherId },
  }));
}
