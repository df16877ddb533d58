import { type ParagraphNumber, parseParagraph } from '@rapporteur/contracts';
import { paragraphOf, SPEAKING_TYPES } from '../days/fact-day.ts';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import type { QueryDatabase } from '../query/database.ts';
import { RecordQuery } from '../query/record-query.ts';
import type { QueryScope } from '../query/scope.ts';
import { inByteOrder, sql, withUnicodeCase } from '../query/sql.ts';
import { FactRow } from './fact-entities.ts';
import { IdentifierRow } from './record-entities.ts';
import { expandThings } from './thing-queries.ts';

/** A fact that a numbered paragraph states. */
interface ParagraphFact {
  readonly collection: string;
  readonly event: string;
  /** The decision that the fact introduces; null: a statement, as in a preamble. */
  readonly decision: string | null;
}

/**
 * Returns the things of a kind that a text names: by its id, or by an identifier such as a symbol, in
 * which case and spaces do not matter.
 */
export async function findNamedThings(
  database: QueryDatabase,
  scope: QueryScope,
  kind: 'decision' | 'document',
  text: string,
): Promise<readonly ThingRef[]> {
  const query = new RecordQuery(database, scope);
  const i = query.from(IdentifierRow, 'i');
  const squeezed = withUnicodeCase(`regexp_replace(${i.value}, '\\s', '', 'g')`);
  const value = query.parameter(text.replace(/\s/g, '').toLowerCase(), 'text');
  query.where(`${i.kind} = '${kind}' AND lower(${squeezed}) = ${value}`);
  const identified = await query.rows({ collection: i.collection, id: i.thingId });
  const all = [...scope.aliases.things(kind, text), ...expandThings(scope, kind, identified)];
  return [...new Map(all.map((thing) => [formatThingKey(thing), thing])).values()];
}

/** Returns the facts of one paragraph of a decision or document, named by its symbol or id. */
export async function findParagraphFacts(
  database: QueryDatabase,
  scope: QueryScope,
  text: string,
  paragraph: ParagraphNumber,
): Promise<readonly ParagraphFact[]> {
  const decisions = await findNamedThings(database, scope, 'decision', text);
  const documents = await findNamedThings(database, scope, 'document', text);
  const query = new RecordQuery(database, scope);
  const f = query.from(FactRow, 'f');
  const { collection } = f;
  const written = sql<string | null>`${f.data} #>> '{assertion,paragraph}'`;
  const conditions = [
    query.isThing({ collection, id: paragraphOf(f) }, decisions),
    query.containsThing({ collection, ids: f.documents }, documents),
  ];
  query.where(`${written} IS NOT NULL AND (${conditions.join(' OR ')})`);
  query.builder.orderBy(f.eventPseq).addOrderBy(inByteOrder(f.eventId));
  const decision = sql<
    string | null
  >`CASE WHEN ${f.eventType} NOT IN ${SPEAKING_TYPES} THEN ${f.data} ->> 'decision' END`;
  const rows = await query.rows({ collection, event: f.eventId, decision, written });
  return rows
    .filter(({ written: number }) => isSameParagraph(parseParagraph(number ?? ''), paragraph))
    .map(({ written: _written, ...fact }) => fact);
}

function isSameParagraph(one: ParagraphNumber | null, other: ParagraphNumber): boolean {
  return one !== null && one.part === other.part && one.number === other.number;
}
