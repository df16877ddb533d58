// Invariants (tests: decide.prop.spec.ts)
// 1. `byFact` contains exactly the conflicts that have not ended, under each of their facts.
//    ("each open conflict is a set of current facts that contradict each other")
// 2. A conflict is open until it is resolved or ends. It opens again only if its resolution is
//    taken back before it ended.
//    ("a resolved or ended conflict stays so")
import type { EventData } from '@rapporteur/contracts';
import { PersistentMap } from './persistent-map.ts';

/** A flagged conflict. */
export interface RecordedConflict {
  readonly data: EventData<'ConflictFlagged'>;
  readonly stream: string;
  /** The event that resolved it. */
  readonly resolvedBy?: string;
  /** The fact whose value holds, if the resolution chose one. */
  readonly holds?: string;
  /** The event that ended it. */
  readonly endedBy?: string;
}

/** The conflicts of one collection. */
export interface ConflictState {
  /** By the event that flagged it. */
  readonly all: PersistentMap<string, RecordedConflict>;
  /** The conflicts of each fact that have not ended. */
  readonly byFact: PersistentMap<string, readonly string[]>;
}

export const NO_CONFLICTS: ConflictState = {
  all: PersistentMap.empty(),
  byFact: PersistentMap.empty(),
};

/** Returns whether a conflict is neither resolved nor ended. */
export function isOpenConflict({ resolvedBy, endedBy }: RecordedConflict): boolean {
  return resolvedBy === undefined && endedBy === undefined;
}

export function addConflict(
  { all, byFact }: ConflictState,
  id: string,
  conflict: RecordedConflict,
): ConflictState {
  let next = byFact;
  for (const event of conflict.data.events)
    next = next.update(event, (conflicts = []) => [...conflicts, id]);
  return { all: all.set(id, conflict), byFact: next };
}

export function resolveConflict(
  state: ConflictState,
  resolvedBy: string,
  { conflict: id, holds }: EventData<'ConflictResolved'>,
): ConflictState {
  const conflict = state.all.get(id);
  if (conflict === undefined) return state;
  const resolved = { ...conflict, resolvedBy, ...(holds !== null && { holds }) };
  return { ...state, all: state.all.set(id, resolved) };
}

/** Returns the state after the resolution of a conflict was taken back. */
export function reopenConflict(state: ConflictState, id: string): ConflictState {
  const conflict = state.all.get(id);
  if (conflict === undefined) return state;
  const { resolvedBy: _, holds: __, ...open } = conflict;
  return { ...state, all: state.all.set(id, open) };
}

export function endConflict(
  { all, byFact }: ConflictState,
  endedBy: string,
  { conflict: id }: EventData<'ConflictEnded'>,
): ConflictState {
  const conflict = all.get(id);
  if (conflict === undefined) return { all, byFact };
  let next = byFact;
  for (const event of conflict.data.events) {
    next = next.update(event, (conflicts = []) => {
      const others = conflicts.filter((other) => other !== id);
      return others.length === 0 ? undefined : others;
    });
  }
  return { all: all.set(id, { ...conflict, endedBy }), byFact: next };
}

/** Returns the conflicts of a fact that have not ended, by their ids. */
export function findConflictsOfFact(
  { all, byFact }: ConflictState,
  fact: string,
): ReadonlyMap<string, RecordedConflict> {
  return new Map(
    (byFact.get(fact) ?? []).flatMap((id): readonly (readonly [string, RecordedConflict])[] => {
      const conflict = all.get(id);
      return conflict === undefined ? [] : [[id, conflict]];
    }),
  );
}
