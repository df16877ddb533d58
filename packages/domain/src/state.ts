// Invariants (tests: decide.prop.spec.ts, persistent-map.spec.ts)
// 1. The state is a pure fold of the events of one collection: the same events give the same state.
//    ("folding the events gives the state on which the commands were decided")
// 2. The state is persistent: an older state stays valid, and deciding never changes it.
//    ("deciding leaves the state unchanged")
// 3. `index` contains exactly the keys of the current facts: a correction replaces the keys of a
//    fact, a retraction removes them.
//    ("no current fact refers to an unknown meeting or body")
import type { CommandFact, DecodedEvent, DomainEvent, EventData } from '@rapporteur/contracts';
import {
  addCorrection,
  type Amendment,
  type CorrectedFact,
  type RestoredFact,
  toAmendment,
} from './amendments.ts';
import {
  addConflict,
  type ConflictState,
  endConflict,
  NO_CONFLICTS,
  reopenConflict,
  resolveConflict,
} from './conflict-state.ts';
import {
  addFact,
  factKeys,
  type FactIndex,
  findCurrentFacts,
  removeFromIndex,
} from './fact-index.ts';
import { IdIndex } from './id-index.ts';
import { PersistentMap } from './persistent-map.ts';

/** The state of one collection, as far as deciders need it. */
export interface CollectionState extends FactIndex {
  readonly opened: EventData<'CollectionOpened'>;
  readonly conflicts: ConflictState;
  /** The events that are not facts. */
  readonly amendments: PersistentMap<string, Amendment>;
  /** The facts that were ever corrected. */
  readonly corrected: PersistentMap<string, CorrectedFact>;
  /** The ProjectionSkipped event of each skipped command, see {@link formatSkipKey}. */
  readonly skipped: PersistentMap<string, string>;
  /** The number of retractions. */
  readonly retractions: number;
}

/** Creates the state of a collection after the event that opened it. */
export function createCollectionState(
  opened: EventData<'CollectionOpened'>,
  id: string,
): CollectionState {
  return {
    opened,
    facts: PersistentMap.empty(),
    index: IdIndex.empty(),
    conflicts: NO_CONFLICTS,
    amendments: PersistentMap.empty<string, Amendment>().set(id, {
      kind: 'other',
      type: 'CollectionOpened',
      stream: `collection-${opened.collection}`,
    }),
    corrected: PersistentMap.empty(),
    skipped: PersistentMap.empty(),
    retractions: 0,
  };
}

function applyCorrection(
  state: CollectionState,
  id: string,
  { target, corrected }: EventData<'RecordCorrected'>,
): CollectionState {
  const fact = state.facts.get(target);
  if (fact === undefined) return state;
  const history = addCorrection(state.corrected.get(target), id, fact.event.data);
  // `corrected` is the whole data. The decider checked it against the schema of the type.
  const event = { type: fact.event.type, data: corrected } as DomainEvent;
  const next = addFact(removeFromIndex(state, fact), { ...fact, event });
  return { ...next, corrected: state.corrected.set(target, history) };
}

function applyRetraction(
  state: CollectionState,
  id: string,
  { target, restores }: EventData<'RecordRetracted'>,
): CollectionState {
  const mark = { by: id, count: state.retractions + 1 };
  const next = { ...state, retractions: mark.count };

  const fact = state.facts.get(target);
  if (fact !== undefined) {
    if (fact.retracted !== undefined) return state;
    const rest = removeFromIndex(next, fact);
    return { ...rest, facts: rest.facts.set(fact.id, { ...fact, retracted: mark }) };
  }

  const amendment = state.amendments.get(target);
  if (amendment === undefined || amendment.retracted !== undefined) return state;
  const amendments = state.amendments.set(target, { ...amendment, retracted: mark });
  const conflicts =
    amendment.kind === 'resolution'
      ? reopenConflict(state.conflicts, amendment.conflict)
      : state.conflicts;
  return restoreFact({ ...next, amendments, conflicts }, restores);
}

function restoreFact(state: CollectionState, restored: RestoredFact | null): CollectionState {
  const fact = restored === null ? undefined : state.facts.get(restored.event);
  if (fact === undefined || restored === null) return state;
  const { id, stream } = fact;
  const event = { type: fact.event.type, data: restored.data } as DomainEvent;
  const rest = fact.retracted === undefined ? removeFromIndex(state, fact) : state;
  return addFact(rest, { id, stream, event });
}

type AmendmentEvent = Exclude<DomainEvent, { readonly type: CommandFact['type'] }>;

const AMENDMENTS: Readonly<Record<AmendmentEvent['type'], true>> = {
  CollectionOpened: true,
  RecordCorrected: true,
  RecordRetracted: true,
  RecordsMerged: true,
  RecordsLinked: true,
  ConflictFlagged: true,
  ConflictResolved: true,
  ConflictEnded: true,
  WriterOpened: true,
  ProjectionSkipped: true,
};
const isAmendment = (event: DomainEvent): event is AmendmentEvent => event.type in AMENDMENTS;

interface EventPlace {
  readonly id: string;
  readonly stream: string;
}

function applyAmendment(
  state: CollectionState,
  { id, stream }: EventPlace,
  { type, data }: AmendmentEvent,
): CollectionState {
  switch (type) {
    case 'CollectionOpened':
      return { ...state, opened: data };
    case 'RecordCorrected':
      return applyCorrection(state, id, data);
    case 'RecordRetracted':
      return applyRetraction(state, id, data);
    case 'RecordsMerged':
    case 'RecordsLinked':
      return addFact(state, { id, stream, event: { type, data } as DomainEvent });
    case 'ConflictFlagged':
      return { ...state, conflicts: addConflict(state.conflicts, id, { data, stream }) };
    case 'ConflictResolved':
      return { ...state, conflicts: resolveConflict(state.conflicts, id, data) };
    case 'ConflictEnded':
      return { ...state, conflicts: endConflict(state.conflicts, id, data) };
    case 'ProjectionSkipped': {
      const key = formatSkipKey(data.projection, data.command);
      return { ...state, skipped: state.skipped.set(key, id) };
    }
    case 'WriterOpened':
      return state;
  }
}

/** Returns the state after an event that has, or will have, this id and stream. */
export function applyEvent(
  state: CollectionState,
  { id, stream }: EventPlace,
  event: DomainEvent,
): CollectionState {
  if (isAmendment(event)) {
    const amendments = state.amendments.set(id, toAmendment(event, stream));
    const index = state.index.add(factKeys.type(event.type), id);
    const amended = { ...state, amendments, index };
    return applyAmendment(amended, { id, stream }, event);
  }

  // The rules do not need the envelope, which would double the memory of an event.
  const { type, data } = event;
  return addFact(state, { id, stream, event: { type, data } as DomainEvent });
}

/** Folds one more recorded event of a collection. Throws if the first is not CollectionOpened. */
export function evolve(state: CollectionState | undefined, event: DecodedEvent): CollectionState {
  const { id, subject } = event.envelope;
  if (state !== undefined) return applyEvent(state, { id, stream: subject }, event);
  if (event.type === 'CollectionOpened') return createCollectionState(event.data, id);
  throw new Error(`The event ${id} must follow a CollectionOpened event of its collection.`);
}

/** Returns the current merger of an id, or undefined if the id was not merged into another. */
export function findMerger(
  state: CollectionState,
  kind: string,
  id: string,
): { readonly event: string; readonly into: string } | undefined {
  const merger = findCurrentFacts(state, factKeys.merger(kind, id)).at(-1);
  return merger?.event.type === 'RecordsMerged'
    ? { event: merger.id, into: merger.event.data.into }
    : undefined;
}

/** Returns whether a command recorded any event; its first event has the number 1. */
export function hasRecordedCommand(state: CollectionState, commandId: string): boolean {
  const firstId = `${commandId}.1`;
  return state.facts.has(firstId) || state.amendments.has(firstId);
}

/** Returns the key of a skipped command. */
export function formatSkipKey(projection: string, command: string): string {
  return `${projection}/${command}`;
}

/** Returns the last retraction of any of these events, or undefined if none is retracted. */
export function findLastRetraction(
  state: CollectionState,
  eventIds: readonly string[],
): string | undefined {
  const retractions = eventIds.flatMap(
    (id) => (state.facts.get(id) ?? state.amendments.get(id))?.retracted ?? [],
  );
  return retractions.toSorted((a, b) => a.count - b.count).at(-1)?.by;
}
