import { CATALOGUE } from '@rapporteur/contracts';
import {
  type SqlExpression,
  type TableColumns,
  tableColumns,
} from '@rapporteur/projection-runtime';
import type { ThingRef } from '../query/aliases.ts';
import { isEvent, isOfCommand } from '../query/event-conditions.ts';
import type { RecordQuery } from '../query/record-query.ts';
import { sql } from '../query/sql.ts';
import { type BodyComparison, isOneOf, whereBodies } from './fact-body-filter.ts';
import { isOfFact } from './fact-data.ts';
import { FactRow, PassageRow } from './fact-entities.ts';
import { type IdentityFilter, whereIdentity } from './identity-conditions.ts';
import { formatSearchQuery } from './search-words.ts';
import { SourceRow } from './source-entities.ts';

type IdFilter = readonly string[] | undefined;
type ThingFilter = readonly ThingRef[] | undefined;

/** Selects facts; omitted fields select all. */
export interface FactFilter extends IdentityFilter {
  /** `MeetingHeld`, or with its kind, aspect, stage or status: `BodyDescribed:established`. */
  readonly types?: IdFilter;
  readonly groups?: IdFilter;
  readonly kinds?: IdFilter;
  readonly verbs?: IdFilter;
  readonly topics?: IdFilter;
  readonly modalities?: IdFilter;
  /** The speaker in the source, and the actor to whom the sentence attributes it: ids of actors. */
  readonly assertedBy?: IdFilter;
  readonly attributedTo?: IdFilter;
  /** Facts of these bodies, of their meetings, or of decisions that a fact connects with them. */
  readonly bodies?: ThingFilter;
  readonly meetings?: ThingFilter;
  readonly decisions?: ThingFilter;
  readonly incidents?: ThingFilter;
  /** States named in it, in any role. */
  readonly states?: IdFilter;
  /** Actors named in it, in any role. */
  readonly actors?: IdFilter;
  /** Actors in its field `by`; also selects the persons and bodies that belong to them. */
  readonly agents?: IdFilter;
  /** Actors in other fields, by their path: `organization,id`. */
  readonly fields?: Readonly<Record<string, IdFilter>>;
  /** Facts about these documents. */
  readonly aboutDocuments?: ThingFilter;
  /**
   * Facts that rest on these documents: on their words, relayed from them, or on their annexed
   * text.
   */
  readonly documents?: ThingFilter;
  /** Whether the words are in an annex, or relayed from another document. */
  readonly relayed?: boolean | undefined;
  /** Whether the passage itself does not state some value. */
  readonly inferred?: boolean | undefined;
  /** Whether the source omits the agent, although the type has a field for it. */
  readonly agentUnknown?: boolean | undefined;
  /** Words, in the syntax of a search engine: `"joint exercise" -border`. */
  readonly search?: string | null | undefined;
  readonly events?: IdFilter;
  /** The facts of a numbered paragraph. */
  readonly paragraphEvents?: IdFilter;
  readonly commands?: IdFilter;
}

/** The columns of filtered facts. */
type FilteredFactColumns = TableColumns<FactRow>;

function listTypesOfGroups(groups: readonly string[]): readonly string[] {
  return CATALOGUE.definitions
    .filter(({ group }) => groups.includes(group))
    .map(({ type }) => type);
}

/** A type is that of an event, or the type and the kind, separated by a colon. */
function whereType(query: RecordQuery, f: FilteredFactColumns, filter: FactFilter['types']): void {
  // The index is on the type alone.
  query.whereAny(
    f.eventType,
    filter?.map((type) => type.replace(/:.*/su, '')),
  );
  if (filter?.some((type) => type.includes(':')) !== true) return;
  const types = query.parameter(filter, 'text[]');
  query.where(
    `(${f.eventType} = ANY(${types}) OR ${f.eventType} || ':' || ${f.kind} = ANY(${types}))`,
  );
}

/**
 * Reads the facts that a filter selects as `f`. Its bodies are compared with all facts first, or
 * with each one that the other conditions of the query select.
 */
export function readFilteredFacts(
  query: RecordQuery,
  { bodies, ...filter }: FactFilter,
  comparison: BodyComparison = 'all',
): FilteredFactColumns {
  const f = query.from(FactRow, 'f');
  const { collection } = f;
  whereType(query, f, filter.types);
  query
    .whereAny(f.eventType, filter.groups && listTypesOfGroups(filter.groups))
    .whereAny(f.kind, filter.kinds)
    .whereAny(f.verb, filter.verbs)
    .whereAny(f.topic, filter.topics)
    .whereAny(f.modality, filter.modalities)
    .whereThing({ collection, id: f.assertedBy }, query.things('actor', filter.assertedBy))
    .whereThing({ collection, id: f.attributedTo }, query.things('actor', filter.attributedTo))
    .whereThing({ collection, id: f.meeting }, filter.meetings)
    .whereContainsThing({ collection, ids: f.decisions }, filter.decisions)
    .whereContainsThing({ collection, ids: f.incidents }, filter.incidents)
    .whereContainsAny(f.states, filter.states)
    .whereContainsThing({ collection, ids: f.actors }, query.things('actor', filter.actors))
    .whereContainsThing({ collection, ids: f.aboutDocuments }, filter.aboutDocuments)
    .whereFlag(`jsonb_array_length(${f.inferred}) > 0`, filter.inferred)
    .whereFlag(f.agentUnknown, filter.agentUnknown);
  if (filter.search) {
    const words = query.parameter(formatSearchQuery(filter.search), 'tsquery');
    query.where(`${f.search} @@ ${words}`);
  }
  if (filter.relayed !== undefined) {
    const annex = selectAnnex(query, f);
    query.whereFlag(`(${annex} IS NOT NULL OR ${f.statedIn} IS NOT NULL)`, filter.relayed);
  }
  whereEvents(query, f, filter);
  whereIdentity(query, f, filter);
  for (const [path, ids] of Object.entries(filter.fields ?? {}))
    query.whereThing(
      { collection, id: sql`${f.data} #>> '{${path}}'` },
      query.things('actor', ids),
    );
  whereAgents(query, f, filter.agents);
  whereDocuments(query, f, filter.documents);
  if (bodies === undefined) return f;
  const readOthers = (part: RecordQuery) => readFilteredFacts(part, filter);
  whereBodies(query, f, { bodies, comparison, readOthers });
  return f;
}

/** Returns the condition that a source annexes a text that contains a passage of a fact. */
export function holdsWordsOf(
  query: RecordQuery,
  s: TableColumns<SourceRow>,
  f: TableColumns<FactRow>,
): string {
  const words = query.subquery();
  const p = tableColumns(PassageRow, 'p');
  words.builder.from(PassageRow, 'p');
  words.where(isOfFact(p, f));
  words.where(`${s.parent} = ${p.document}`);
  words.where(`${p.spanStart} >= ${s.spanStart} AND ${p.spanEnd} <= ${s.spanEnd}`);
  const isFirst =
    `${s.parent} = ${f.documents}[1]` +
    ` AND ${f.quotedStart} >= ${s.spanStart} AND ${f.quotedEnd} <= ${s.spanEnd}`;
  return (
    `${s.entry} = 'annexed' AND ${s.collection} = ${f.collection}` +
    ` AND ${s.parent} = ANY(${f.documents})` +
    ` AND ((${isFirst}) OR EXISTS ${words.toSubquery({ document: p.document })})`
  );
}

/**
 * Returns the annex that contains the words of a fact, or null. The words are in the text of the
 * document that has the annex.
 */
export function selectAnnex(
  query: RecordQuery,
  f: FilteredFactColumns,
): SqlExpression<string | null> {
  const words = query.subquery();
  const s = words.from(SourceRow, 's');
  words.where(holdsWordsOf(words, s, f));
  words.builder
    .orderBy(s.spanStart, 'DESC')
    .addOrderBy(sql`${s.document} COLLATE "C"`)
    .limit(1);
  return words.toSubquery({ document: s.document });
}

function whereEvents(
  query: RecordQuery,
  f: FilteredFactColumns,
  { events, paragraphEvents, commands }: FactFilter,
): void {
  if (events !== undefined) query.where(isEvent(query, f, events));
  if (paragraphEvents !== undefined) query.where(isEvent(query, f, paragraphEvents));
  if (commands !== undefined) query.where(isOfCommand(query, f.command, commands));
}

function whereAgents(query: RecordQuery, f: FilteredFactColumns, agents: IdFilter): void {
  if (agents === undefined) return;
  const { collection } = f;
  const things = (['actor', 'body'] as const).flatMap((kind) => query.things(kind, agents) ?? []);
  const conditions = ['id', 'of'].map((field) =>
    query.isThing({ collection, id: sql`agent ->> '${field}'` }, things),
  );
  query.where(
    `EXISTS (SELECT FROM jsonb_path_query(${f.data}, '$.by[*]') AS agent` +
      ` WHERE ${conditions.join(' OR ')})`,
  );
}

function whereDocuments(query: RecordQuery, f: FilteredFactColumns, documents: ThingFilter): void {
  if (documents === undefined) return;
  query.where(
    isOneOf(query, f, [
      (part, g) => part.containsThing({ collection: g.collection, ids: g.documents }, documents),
      (part, g) => part.isThing({ collection: g.collection, id: g.statedIn }, documents),
      (part, g) => {
        const { partition, eventPseq } = g;
        const annexed = selectAnnexedEvents(part, documents);
        const isInnermost = part.isThing(
          { collection: g.collection, id: selectAnnex(part, g) },
          documents,
        );
        return `(${partition}, ${eventPseq}) IN ${annexed} AND ${isInnermost}`;
      },
    ]),
  );
}

/** Selects the events whose words are within these annexes. */
function selectAnnexedEvents(query: RecordQuery, documents: readonly ThingRef[]): string {
  const words = query.subquery();
  const s = words.from(SourceRow, 's');
  const p = words.innerJoin(
    PassageRow,
    'p',
    (passage) =>
      `${passage.collection} = ${s.collection} AND ${passage.document} = ${s.parent}` +
      ` AND ${passage.spanStart} >= ${s.spanStart} AND ${passage.spanEnd} <= ${s.spanEnd}`,
  );
  words.where(`${s.entry} = 'annexed'`);
  words.whereThing({ collection: s.collection, id: s.document }, documents);
  return words.toSubquery({ partition: p.partition, eventPseq: p.eventPseq });
}
