import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import { isOfFact } from './fact-data.ts';
import { FactRow, PassageRow } from './fact-entities.ts';

/** Selects the passages of one text of a document that overlap a range of its characters. */
export interface PassageFilter {
  readonly documents: readonly ThingRef[];
  /** The SHA-256 of the text. */
  readonly sha256: string;
  /** Code points, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A passage of a text, with the fact that rests on it. */
interface EventPassage {
  readonly collection: string;
  readonly event: string;
  readonly document: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly sha256: string;
}

/** Returns the passages of a text in their order, each with its fact. */
export async function listFactPassages(
  database: QueryDatabase,
  scope: QueryScope,
  filter: PassageFilter,
): Promise<readonly EventPassage[]> {
  const query = new RecordQuery(database, scope);
  const first = query.subquery();
  const next = query.subquery();
  const u = query.fromUnion(
    [
      [first, selectFirstPassages(first, filter)],
      [next, selectNextPassages(next, filter)],
    ],
    'u',
  );
  query.builder.orderBy(u.start).addOrderBy(u.end).addOrderBy(inByteOrder(u.event));
  return query.rows(u);
}

/** A fact has its first passage in columns of its own. */
function selectFirstPassages(query: RecordQuery, filter: PassageFilter) {
  const f = query.from(FactRow, 'f');
  query.whereContainsThing({ collection: f.collection, ids: f.documents }, filter.documents);
  const documentSha256 = asHex(f.quotedDocumentSha256);
  // A fact without a passage is of no text.
  const start = sql<number>`coalesce(${f.quotedStart}, -1)`;
  const end = sql<number>`coalesce(${f.quotedEnd}, -1)`;
  const line = sql<number>`coalesce(${f.quotedLine}, 0)`;
  whereOverlaps(query, filter, { documentSha256, start, end });
  const document = sql<string>`(${f.documents})[1]`;
  const { collection, eventId: event } = f;
  return { collection, event, document, start, end, line, sha256: asHex(f.quotedSha256) };
}

function selectNextPassages(
  query: RecordQuery,
  filter: PassageFilter,
): ReturnType<typeof selectFirstPassages> {
  const f = query.from(FactRow, 'f');
  query.whereContainsThing({ collection: f.collection, ids: f.documents }, filter.documents);
  const p = query.innerJoin(PassageRow, 'p', (passage) => isOfFact(passage, f));
  const { document, spanStart: start, spanEnd: end, line } = p;
  whereOverlaps(query, filter, { documentSha256: asHex(p.documentSha256), start, end });
  const { collection, eventId: event } = f;
  return { collection, event, document, start, end, line, sha256: asHex(p.sha256) };
}

function asHex(bytes: SqlExpression<string | null>): SqlExpression<string> {
  return sql`encode(${bytes}, 'hex')`;
}

interface PassageColumns {
  readonly documentSha256: SqlExpression<string>;
  readonly start: SqlExpression<number>;
  readonly end: SqlExpression<number>;
}

function whereOverlaps(
  query: RecordQuery,
  { sha256, start, end }: PassageFilter,
  place: PassageColumns,
): void {
  query.where(`${place.documentSha256} = ${query.sharedParameter('text', sha256, 'text')}`);
  query.where(`${place.start} < ${query.sharedParameter('end of text', end, 'integer')}`);
  query.where(`${place.end} > ${query.sharedParameter('start of text', start, 'integer')}`);
}
