import type { SqlExpression } from '@rapporteur/projection-runtime';
import type { RecordQuery } from '../query/record-query.ts';
import { sql } from '../query/sql.ts';
import { FactRow } from './fact-entities.ts';
import { type FactFilter, readFilteredFacts } from './fact-filter.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';

/** The columns of facts from which their bodies follow. */
interface BodiedColumns {
  readonly collection: SqlExpression<string>;
  readonly bodies: SqlExpression<readonly string[] | null>;
  readonly meeting: SqlExpression<string | null>;
  readonly decisions: SqlExpression<readonly string[] | null>;
}

/**
 * Joins the bodies of facts, as the filter `bodies` has them: their own, that of their meeting, and
 * those that a fact connects with their decisions. The facts are those of the filter.
 */
export function joinFactBodies(
  query: RecordQuery,
  g: BodiedColumns,
  filter: FactFilter,
): SqlExpression<string[] | null> {
  const meetings = query.subquery();
  const met = query.leftJoinQuery(
    meetings,
    selectBodiesOfMeetings(meetings),
    'met',
    (m) => `${m.collection} = ${g.collection} AND ${m.meeting} = ${g.meeting}`,
  );
  const decisions = query.subquery();
  const connected = query.leftJoinQuery(
    decisions,
    selectBodiesOfDecisions(decisions, filter),
    'connected',
    (c) => `${c.collection} = ${g.collection} AND ${c.decisions} = ${g.decisions}`,
  );
  const lists = [g.bodies, met.bodies, connected.bodies].map((ids) => `coalesce(${ids}, '{}')`);
  const id = query.canonicalId('body', { collection: g.collection, id: sql<string>`own.id` });
  return sql`(SELECT array_agg(DISTINCT ${id}) FROM unnest(${lists.join(' || ')}) AS own(id))`;
}

function selectBodiesOfMeetings(query: RecordQuery) {
  const { collection, meeting, body } = query.from(TimelineMeetingRow, 'm');
  query.where(`${body} IS NOT NULL`);
  query.builder.groupBy(collection).addGroupBy(meeting);
  return { collection, meeting, bodies: sql<string[]>`array_agg(DISTINCT ${body})` };
}

/** Selects the bodies that a fact connects with a list of decisions. */
function selectBodiesOfDecisions(query: RecordQuery, filter: FactFilter) {
  const lists = query.subquery();
  const f = readFilteredFacts(lists, filter);
  lists.where(`${f.decisions} IS NOT NULL`);
  lists.builder.distinct();
  const listed = query.subquery();
  const list = listed.fromQuery(lists, { collection: f.collection, ids: f.decisions }, 'list');
  const { collection, ids } = list;
  const l = query.fromQuery(listed, { collection, ids, id: sql<string>`unnest(${ids})` }, 'l');
  const pairs = query.subquery();
  const pair = query.innerJoinQuery(
    pairs,
    selectDecisionBodies(pairs),
    'pair',
    (p) => `${p.collection} = ${l.collection} AND ${p.decision} = ${l.id}`,
  );
  query.builder.groupBy(l.collection).addGroupBy(l.ids);
  return {
    collection: l.collection,
    decisions: l.ids,
    bodies: sql<string[]>`array_agg(DISTINCT ${pair.body})`,
  };
}

function selectDecisionBodies(query: RecordQuery) {
  const facts = query.subquery();
  const f = facts.from(FactRow, 'd');
  facts.where(`${f.decisions} IS NOT NULL AND cardinality(${f.bodies}) > 0`);
  facts.builder.distinct();
  const { collection, bodies } = f;
  // One list after the other: two in one selection would be read side by side.
  const decision = sql<string>`unnest(${f.decisions})`;
  const d = query.fromQuery(facts, { collection, bodies, decision }, 'd');
  query.builder.distinct();
  return { collection: d.collection, decision: d.decision, body: sql<string>`unnest(${d.bodies})` };
}
