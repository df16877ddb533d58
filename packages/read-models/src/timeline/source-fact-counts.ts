import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { sql } from '../query/sql.ts';
import { FactRow } from './fact-entities.ts';
import { holdsWordsOf } from './fact-filter.ts';
import { SourceRow } from './source-entities.ts';

/** Returns the numbers of the facts that rest on some documents, by the key of the document. */
export async function countFactsBySource(
  database: QueryDatabase,
  scope: QueryScope,
  documents: readonly ThingRef[],
): Promise<ReadonlyMap<string, number>> {
  const query = new RecordQuery(database, scope);
  const cited = query.subquery();
  const annexed = query.subquery();
  const u = query.fromUnion(
    [
      [cited, selectCitedDocuments(cited, documents)],
      [annexed, selectAnnexedDocuments(annexed, documents)],
    ],
    'u',
  );
  query.whereThing({ collection: u.collection, id: u.document }, documents);
  const key = query.canonicalKey('document', { collection: u.collection, id: u.document });
  query.builder.groupBy(key);
  const facts = sql<number>`count(DISTINCT ${u.collection} || '/' || ${u.event})::integer`;
  const rows = await query.rows({ key, facts });
  return new Map(rows.map((row) => [row.key, row.facts]));
}

function selectCitedDocuments(query: RecordQuery, documents: readonly ThingRef[]) {
  const f = query.from(FactRow, 'f');
  const { collection, documents: ids, statedIn: id } = f;
  const isCiting = query.containsThing({ collection, ids }, documents);
  query.where(`(${isCiting} OR ${query.isThing({ collection, id }, documents)})`);
  const document = sql<string>`unnest(${f.documents} || ${f.statedIn})`;
  return { collection: f.collection, event: f.eventId, document };
}

function selectAnnexedDocuments(
  query: RecordQuery,
  documents: readonly ThingRef[],
): ReturnType<typeof selectCitedDocuments> {
  const s = query.from(SourceRow, 's');
  query.whereThing({ collection: s.collection, id: s.document }, documents);
  // An index serves this condition, and none that names the document of a fact.
  const f = query.innerJoin(
    FactRow,
    'f',
    (fact) => `${fact.documents} @> ARRAY[${s.parent}] AND ${holdsWordsOf(query, s, fact)}`,
  );
  return { collection: f.collection, event: f.eventId, document: s.document };
}
