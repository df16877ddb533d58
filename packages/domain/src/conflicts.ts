// The record never decides which source is right: sources differ, and facts arrive in any order.
// Facts that contradict each other are all recorded, with a ConflictFlagged event that names them.
//
// Invariants (tests: conflicts.prop.spec.ts)
// 1. The open conflicts are a function of the current facts and mergers: two facts are in one
//    conflict if they contradict each other, directly or through other facts of the conflict.
//    ("the open conflicts do not depend on the order of recording")
// 2. No two open conflicts name the same facts and property.
//    ("each open conflict is a set of current facts that contradict each other")
import type { EventData } from '@rapporteur/contracts';
import { compareEventIds, type Statement } from '@rapporteur/statements';
import { isDeepStrictEqual } from 'node:util';
import { ContradictionGraph } from './contradiction-graph.ts';
import { isOpenConflict, findConflictsOfFact, type RecordedConflict } from './conflict-state.ts';
import type { NewEvent } from './decision.ts';
import type { CurrentFact } from './fact-index.ts';
import type { CollectionState } from './state.ts';

/** The most facts that one conflict names; more would not fit its schema. */
const CONFLICT_FACTS_MAX = 300;

/** Facts whose values changed. */
export interface ChangedFacts {
  /** The state after the change, without the facts that are `pending`. */
  readonly state: CollectionState;
  /** The facts that were recorded, corrected or retracted, or that a merger renames. */
  readonly changed: readonly string[];
  /** New facts that `state` does not contain yet. */
  readonly pending?: readonly CurrentFact[];
  /** Returns the id of the n-th event of the result, from 0. */
  readonly formatId: (index: number) => string;
}

/** Returns the events that flag and end conflicts after facts have changed. */
export function updateConflicts(facts: ChangedFacts): readonly NewEvent[] {
  const { state, changed, pending = [], formatId } = facts;
  const graph = new ContradictionGraph(state, pending);
  const affected = findAffected(state, changed, graph);
  const conflicts = graph.listComponents().map(toConflict);

  const isKept = (data: EventData<'ConflictFlagged'>): boolean =>
    [...affected.values()].some((conflict) => isDeepStrictEqual(conflict.data, data));
  const flagged = conflicts.filter((data) => !isKept(data));
  const ended = [...affected].filter(
    ([, conflict]) => !conflicts.some((data) => isDeepStrictEqual(conflict.data, data)),
  );

  const changedFacts = new Set(changed);
  const findStream = ({ events }: EventData<'ConflictFlagged'>): string => {
    const id = events.find((event) => changedFacts.has(event)) ?? events[0] ?? '';
    return graph.findFact(id)?.stream ?? '';
  };
  return [
    ...flagged.map((data): NewEvent => ({
      type: 'ConflictFlagged',
      data,
      stream: findStream(data),
    })),
    ...ended.map(([conflict, { data, stream }]): NewEvent => {
      const replacement = flagged.findIndex(
        (other) =>
          other.field === data.field && other.events.some((event) => data.events.includes(event)),
      );
      const replacedBy = replacement < 0 ? null : formatId(replacement);
      const { events, field } = data;
      return { type: 'ConflictEnded', data: { conflict, events, field, replacedBy }, stream };
    }),
  ];
}

/**
 * Adds the contradictions of changed facts to the graph, and those of all conflicts that they
 * belong to. Returns these conflicts.
 */
function findAffected(
  state: CollectionState,
  changed: readonly string[],
  graph: ContradictionGraph,
): ReadonlyMap<string, RecordedConflict> {
  const affected = new Map<string, RecordedConflict>();
  const add = (id: string, conflict: RecordedConflict): void => {
    if (affected.has(id)) return;
    affected.set(id, conflict);
    graph.compareMembers(conflict.data);
  };

  for (const fact of changed) {
    for (const [id, conflict] of findConflictsOfFact(state.conflicts, fact)) {
      if (isOpenConflict(conflict)) add(id, conflict);
      // A settlement ends with the fact whose value held.
      else if (conflict.holds === fact) graph.compareMembers(conflict.data);
    }
    graph.compareFact(fact);
  }

  // The loop also visits the contradictions that it adds.
  for (const { event, property, thing } of graph.statements()) {
    for (const [id, conflict] of findConflictsOfFact(state.conflicts, event)) {
      const { data } = conflict;
      const isSame = data.field === property && isDeepStrictEqual(data.thing, thing);
      if (isSame && isOpenConflict(conflict)) add(id, conflict);
    }
  }
  return affected;
}

function toConflict(component: readonly Statement[]): EventData<'ConflictFlagged'> {
  const statements = component
    .toSorted((a, b) => compareEventIds(a.event, b.event))
    .slice(0, CONFLICT_FACTS_MAX);
  const [first] = statements;
  if (first === undefined) throw new TypeError('A conflict must have at least two facts.');
  return {
    events: statements.map(({ event }) => event),
    field: first.property,
    values: statements.map(({ value }) => value) as EventData<'ConflictFlagged'>['values'],
    thing: { ...first.thing },
  };
}
