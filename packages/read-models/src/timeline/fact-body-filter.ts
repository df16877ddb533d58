import type { TableColumns } from '@rapporteur/projection-runtime';
import { CANDIDATE_LIMITS } from '../days/day-candidates.ts';
import type { ThingRef } from '../query/aliases.ts';
import type { RecordQuery } from '../query/record-query.ts';
import { FactRow } from './fact-entities.ts';
import { TimelineMeetingRow } from './meeting-entities.ts';

type ComparedFactColumns = TableColumns<FactRow>;

/**
 * How facts are compared with bodies. `all`: the facts of the bodies are found first. `few`: the
 * same, but with more facts than the limit of candidates, only some are found. `each`: the facts
 * that other conditions select are compared one by one.
 */
export type BodyComparison = 'all' | 'few' | 'each';

interface FactBodyFilter {
  readonly bodies: readonly ThingRef[];
  readonly comparison: BodyComparison;
  /** Reads the facts that the other conditions of the filter select. */
  readonly readOthers: (query: RecordQuery) => ComparedFactColumns;
}

/** Returns the condition that a fact is of one of the things. */
type FactCondition = (query: RecordQuery, g: ComparedFactColumns) => string;

/** Requires that a fact is of one of the bodies, of their meetings or of their decisions. */
export function whereBodies(
  query: RecordQuery,
  f: ComparedFactColumns,
  { bodies, comparison, readOthers }: FactBodyFilter,
): void {
  const conditions: readonly FactCondition[] = [
    (part, { collection, bodies: ids }) => part.containsThing({ collection, ids }, bodies),
    (part, g) => isOfMeetingOf(part, g, bodies),
    (part, g) => containsDecisionOf(part, g, bodies),
  ];
  if (comparison === 'each') {
    query.where(`(${conditions.map((condition) => condition(query, f)).join(' OR ')})`);
    return;
  }
  const few = { readOthers, limit: CANDIDATE_LIMITS.few + 1 };
  query.where(isOneOf(query, f, conditions, comparison === 'few' ? few : undefined));
}

function isOfMeetingOf(
  query: RecordQuery,
  { collection, meeting }: ComparedFactColumns,
  bodies: readonly ThingRef[],
): string {
  const meetings = query.subquery();
  const m = meetings.from(TimelineMeetingRow, 'm');
  meetings.whereThing({ collection: m.collection, id: m.body }, bodies);
  const ofMeetings = meetings.toSubquery({ collection: m.collection, meeting: m.meeting });
  return `(${collection}, ${meeting}) IN ${ofMeetings}`;
}

/** Returns the condition that a fact is of a decision that some fact connects with these bodies. */
function containsDecisionOf(
  query: RecordQuery,
  { collection, decisions }: ComparedFactColumns,
  bodies: readonly ThingRef[],
): string {
  const select = (format: (d: ComparedFactColumns) => string) => {
    const connected = query.subquery();
    const d = connected.from(FactRow, 'd');
    // An index has the bodies of these facts only.
    connected.where(`${d.decisions} IS NOT NULL AND cardinality(${d.bodies}) > 0`);
    connected.whereContainsThing({ collection: d.collection, ids: d.bodies }, bodies);
    return `ARRAY${connected.toSubquery({ decision: format(d) })}`;
  };
  const isConnected = `${decisions} && ${select((d) => `unnest(${d.decisions})`)}`;
  if (query.scope.collections.length === 1) return isConnected;
  const own = [...new Set(bodies.map((body) => body.collection))];
  if (own.length <= 1)
    return `(${isConnected} AND ${collection} = ANY(${query.parameter(own, 'text[]')}))`;
  const keys = select((d) => `${d.collection} || '/' || unnest(${d.decisions})`);
  return (
    `(${isConnected} AND EXISTS (SELECT FROM unnest(${decisions}) AS id` +
    ` WHERE ${collection} || '/' || id = ANY(${keys})))`
  );
}

/**
 * Returns the condition that one of several conditions holds. Each selects facts by its own index: a
 * disjunction of conditions with subqueries would read all facts. With a limit, so many facts of
 * each condition are read, of those that the other conditions of the query select.
 */
export function isOneOf(
  query: RecordQuery,
  f: ComparedFactColumns,
  conditions: readonly FactCondition[],
  few?: Pick<FactBodyFilter, 'readOthers'> & { readonly limit: number },
): string {
  const parts = conditions.map((condition) => {
    const part = query.subquery();
    const g = few === undefined ? part.from(FactRow, 'g') : few.readOthers(part);
    part.where(condition(part, g));
    if (few !== undefined) part.builder.limit(few.limit);
    return [part, { partition: g.partition, eventPseq: g.eventPseq }] as const;
  });
  const found = query.subquery();
  const { partition, eventPseq } = found.fromUnion(parts, 'one_of');
  return `(${f.partition}, ${f.eventPseq}) IN ${found.toSubquery({ partition, eventPseq })}`;
}
