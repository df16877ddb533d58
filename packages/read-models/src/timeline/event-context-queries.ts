import {
  EventIndexEntry,
  type IndexedEvent,
  listEntryEvents,
  schemaRepository,
} from '@rapporteur/projection-runtime';
import { LessThanOrEqual, Like, MoreThanOrEqual } from 'typeorm';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql } from '../query/sql.ts';
import { ConflictRow, CorrectionRow } from './record-entities.ts';
import { SourceRow } from './source-entities.ts';

/** The place of an event in its stream, and the end of the record that counts. */
export interface StreamPlace {
  readonly partition: number;
  readonly collection: string;
  readonly stream: string;
  readonly pseq: number;
  /** The last position that counts. */
  readonly position: number;
}

/** The events before and after one in its stream. */
export interface StreamNeighbours {
  readonly previous: IndexedEvent | null;
  readonly next: IndexedEvent | null;
}

/** Returns the events before and after one in its stream. */
export async function findStreamNeighbours(
  { manager }: QueryDatabase,
  place: StreamPlace,
): Promise<StreamNeighbours> {
  const { partition, collection, stream, pseq, position } = place;
  const entries = schemaRepository(manager, EventIndexEntry, 'timeline');
  // The name of a stream is within the list of events; the exact comparison follows.
  const ofStream = { partition, collection, events: Like(`%${escapePattern(stream)}%`) };
  const [before, after] = await Promise.all([
    entries.find({
      where: { ...ofStream, firstPseq: LessThanOrEqual(pseq) },
      order: { firstPseq: 'DESC' },
      take: 2,
    }),
    entries.find({
      where: { ...ofStream, lastPseq: MoreThanOrEqual(pseq) },
      order: { firstPseq: 'ASC' },
      take: 2,
    }),
  ]);
  const events = [...before, ...after]
    .flatMap(listEntryEvents)
    .filter((event) => event.stream === stream)
    .toSorted((one, other) => one.pseq - other.pseq);
  return {
    previous: events.findLast((event) => event.pseq < pseq) ?? null,
    next: events.find((event) => event.pseq > pseq && event.pseq <= position) ?? null,
  };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** An event that refers to another one, and how. */
export interface EventEffect {
  readonly event: string;
  /** `corrected`, `retracted`, `conflict-flagged`, `conflict-resolved` or `conflict-ended`. */
  readonly relation: string;
}

/** Returns the events that correct, retract or compare an event, in log order. */
export async function listEventEffects(
  database: QueryDatabase,
  scope: QueryScope,
  event: string,
): Promise<readonly EventEffect[]> {
  const query = new RecordQuery(database, scope);
  const corrections = query.subquery();
  const conflicts = query.subquery();
  const u = query.fromUnion(
    [
      [corrections, selectCorrections(corrections, event)],
      [conflicts, selectConflicts(conflicts, event)],
    ],
    'u',
  );
  query.builder.orderBy(u.partition).addOrderBy(u.pseq);
  const rows = await query.rows({ event: u.event, relation: u.relation });
  return rows;
}

function selectCorrections(query: RecordQuery, event: string) {
  const c = query.from(CorrectionRow, 'c');
  query.whereAny(c.target, [event]);
  const { partition, eventPseq: pseq, eventId } = c;
  return { partition, pseq, event: eventId, relation: c.change };
}

function selectConflicts(query: RecordQuery, event: string): ReturnType<typeof selectCorrections> {
  const c = query.from(ConflictRow, 'c');
  const id = query.parameter(event, 'text');
  query.where(
    `((${c.stage} = 'flagged' AND ${c.events} @> ARRAY[${id}])` +
      ` OR (${c.stage} <> 'flagged' AND ${c.conflict} = ${id}))`,
  );
  const { partition, eventPseq: pseq, eventId } = c;
  return { partition, pseq, event: eventId, relation: sql`'conflict-' || ${c.stage}` };
}

/** A document of which a hash names a text or a file. */
export interface HashedDocument {
  readonly collection: string;
  readonly document: string;
  /** `text`: of one of its texts; `original`: of the file that a text was read from. */
  readonly of: 'text' | 'original';
}

/** Returns the documents of which a hash names a text or a file. */
export async function listDocumentsOfHash(
  database: QueryDatabase,
  scope: QueryScope,
  sha256: string,
): Promise<readonly HashedDocument[]> {
  const query = new RecordQuery(database, scope);
  const s = query.from(SourceRow, 's');
  const hash = query.parameter(sha256, 'text');
  const original = sql<string | null>`${s.data} #>> '{original,sha256}'`;
  query.where(`(${s.sha256} = ${hash} OR ${original} = ${hash})`);
  const of = sql<
    'text' | 'original'
  >`CASE WHEN ${s.sha256} = ${hash} THEN 'text' ELSE 'original' END`;
  query.builder.orderBy(inByteOrder(s.collection)).addOrderBy(inByteOrder(s.document));
  const { collection, document } = s;
  const rows = await query.rows({ collection, document, of });
  return [...new Map(rows.map((row) => [`${row.collection}/${row.document}`, row])).values()];
}
