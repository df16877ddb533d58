// Invariants
// 1. The state is a pure fold of one collection's events: the same events give the same state.
// 2. It is persistent: an older state stays valid, so the batch in flight is just a newer root.
// 3. `index` holds exactly the keys of the facts that stand: a correction moves a fact, a retraction takes it out.
import {
  type DataOf,
  type DomainEvent,
  type Passage,
  type Recorded,
  type Referent,
  type Registered,
  referencesIn,
} from '@rapporteur/contracts';
import { Map as PersistentMap, Stack } from 'immutable';
import { definitionOf, fieldsOf, passagesOf, subjectOf } from './identity.ts';

/** A fact of the record as it stands now, after its corrections. */
export interface StandingFact {
  readonly id: string;
  readonly stream: string;
  readonly event: DomainEvent;
  /** The event that took it back, and the how manieth retraction of the collection it was; undefined while it stands. */
  readonly retracted?: { readonly by: string; readonly count: number };
}

/** What the record of one collection says, as far as deciders need it. */
export interface CollectionState {
  readonly opened: DataOf<'CollectionOpened'>;
  readonly facts: PersistentMap<string, StandingFact>;
  /** Event ids by what one may look for, the newest first; see {@link keysOf}. No key is without one. */
  readonly index: PersistentMap<string, Stack<string>>;
  /** Flagged conflicts, by event id; with the event that settled them. */
  readonly conflicts: PersistentMap<
    string,
    { readonly data: DataOf<'ConflictFlagged'>; readonly stream: string; readonly resolvedBy?: string }
  >;
  /** `{kind}/{id}` of what was merged → the id it was merged into. */
  readonly merged: PersistentMap<string, string>;
  /** How many retractions there were. */
  readonly retractions: number;
}

/** The keys under which a fact is found. */
export const key = {
  subject: (event: DomainEvent) => `subject/${event.type}/${subjectOf(event)}`,
  // Hashing a key costs its length, at every look-up: half the document's hash tells its texts apart as surely.
  passage: (event: DomainEvent, { documentSha256, start, end }: Passage) =>
    `passage/${documentSha256.slice(0, 32)}/${start}-${end}/${event.type}/${subjectOf(event)}`,
  introduces: (referent: Referent, id: string) => `introduces/${referent}/${id}`,
  refersTo: (referent: string, id: string) => `refers/${referent}/${id}`,
  text: (sha256: string) => `text/${sha256}`,
  ordinal: (body: string, session: string | null, ordinal: number) =>
    `ordinal/${body}/${session ?? 'ordinary'}/${ordinal}`,
  handOver: (body: string) => `hand-over/${body}`,
} as const;

function ownKeys({ type, data }: DomainEvent): readonly string[] {
  if (type === 'MeetingHeld')
    return data.ordinal === null ? [] : [key.ordinal(data.body, data.session, data.ordinal.value)];
  if (type === 'ChairmanshipTransferred') return [key.handOver(data.body)];
  if (type === 'SourceDocumentRegistered') return data.sha256 === null ? [] : [key.text(data.sha256)];
  if (type === 'DocumentSuperseded') return [key.text(data.next), key.introduces('document', data.document)];
  return [];
}

function keysOf(event: DomainEvent): readonly string[] {
  const definition = definitionOf(event);
  const keys = new Set(ownKeys(event));
  keys.add(key.subject(event));
  for (const passage of passagesOf(event)) keys.add(key.passage(event, passage));
  for (const { referent, field } of definition.introduces) {
    keys.add(key.introduces(referent, String(fieldsOf(event)[field])));
  }
  for (const reference of referencesIn(definition.schema, event.data)) {
    if (reference.to === 'passage') continue;
    const id = reference.to === 'actor' ? reference.actor.id : reference.id;
    keys.add(key.refersTo(reference.to, id));
  }
  if (event.type === 'IncidentCondemned' && 'incident' in event.data.target) {
    keys.add(key.introduces('incident', event.data.target.incident));
  }
  return [...keys];
}

function enter(state: CollectionState, fact: StandingFact): CollectionState {
  const keys = keysOf(fact.event);
  const index = state.index.withMutations((map) => {
    for (const entry of keys) map.set(entry, (map.get(entry) ?? Stack<string>()).push(fact.id));
  });
  return { ...state, index, facts: state.facts.set(fact.id, fact) };
}

function leave(state: CollectionState, fact: StandingFact): CollectionState {
  const keys = keysOf(fact.event);
  const index = state.index.withMutations((map) => {
    for (const entry of keys) {
      const left = map.get(entry)?.filter((id) => id !== fact.id);
      if (left === undefined || left.isEmpty()) map.delete(entry);
      else map.set(entry, left);
    }
  });
  return { ...state, index };
}

/** A collection as it is opened: empty but for its title. */
export function openedState(opened: DataOf<'CollectionOpened'>): CollectionState {
  return {
    opened,
    facts: PersistentMap(),
    index: PersistentMap(),
    conflicts: PersistentMap(),
    merged: PersistentMap(),
    retractions: 0,
  };
}

function corrected(state: CollectionState, data: DataOf<'RecordCorrected'>): CollectionState {
  const fact = state.facts.get(data.target);
  if (fact === undefined) return state;
  // A correction carries the whole data after it, checked by the schema of the target's type when it was decided.
  const event = { type: fact.event.type, data: data.corrected } as unknown as DomainEvent;
  return enter(leave(state, fact), { ...fact, event });
}

function retracted(state: CollectionState, id: string, data: DataOf<'RecordRetracted'>): CollectionState {
  const fact = state.facts.get(data.target);
  if (fact === undefined || fact.retracted !== undefined) return state;
  const without = leave(state, fact);
  const count = state.retractions + 1;
  return {
    ...without,
    retractions: count,
    facts: without.facts.set(fact.id, { ...fact, retracted: { by: id, count } }),
  };
}

type Amendment = Exclude<DomainEvent, { readonly type: Registered['type'] }>;
const AMENDMENTS: Readonly<Record<Amendment['type'], true>> = {
  CollectionOpened: true,
  RecordCorrected: true,
  RecordRetracted: true,
  RecordsMerged: true,
  ConflictFlagged: true,
  ConflictResolved: true,
  WriterOpened: true,
};
const isAmendment = (event: DomainEvent): event is Amendment => event.type in AMENDMENTS;

function amended(state: CollectionState, id: string, stream: string, { type, data }: Amendment): CollectionState {
  switch (type) {
    case 'CollectionOpened':
      return { ...state, opened: data };
    case 'RecordCorrected':
      return corrected(state, data);
    case 'RecordRetracted':
      return retracted(state, id, data);
    case 'RecordsMerged':
      return { ...state, merged: state.merged.set(`${data.kind}/${data.merged}`, data.into) };
    case 'ConflictFlagged':
      return { ...state, conflicts: state.conflicts.set(id, { data, stream }) };
    case 'ConflictResolved': {
      const flagged = state.conflicts.get(data.conflict);
      if (flagged === undefined) return state;
      return { ...state, conflicts: state.conflicts.set(data.conflict, { ...flagged, resolvedBy: id }) };
    }
    case 'WriterOpened':
      return state;
  }
}

/** The state after one more event, given the id and stream that it has or will have. */
export function apply(state: CollectionState, id: string, stream: string, event: DomainEvent): CollectionState {
  if (isAmendment(event)) return amended(state, id, stream, event);
  // Only what the rules look at is kept: not the envelope, which would double the memory of an event.
  const { type, data } = event;
  return enter(state, { id, stream, event: { type, data } as DomainEvent });
}

/** Folds one more recorded event of a collection. The first is CollectionOpened. */
export function evolve(state: CollectionState | undefined, event: Recorded): CollectionState {
  if (state === undefined) {
    if (event.type !== 'CollectionOpened') {
      throw new Error(`${event.envelope.id} stands before its collection was opened`);
    }
    return openedState(event.data);
  }
  return apply(state, event.envelope.id, event.envelope.subject, event);
}

/** The facts that stand under a key, oldest first. */
export function standing(state: CollectionState, under: string): readonly StandingFact[] {
  return (state.index.get(under)?.toArray() ?? []).toReversed().flatMap((id) => state.facts.get(id) ?? []);
}

/** Whether an id names something of the record. */
export function isKnown(state: CollectionState, referent: Referent, id: string): boolean {
  return state.index.has(key.introduces(referent, id));
}

/** Every id of the record that names such a thing. Looks through the whole index: for hints, not for decisions. */
export function knownIds(state: CollectionState, referent: Referent): readonly string[] {
  const prefix = key.introduces(referent, '');
  return state.index
    .keySeq()
    .filter((entry) => entry.startsWith(prefix))
    .map((entry) => entry.slice(prefix.length))
    .toArray();
}

/** The last retraction of any of these events, in the order of recording; undefined where all of them stand. */
export function lastRetractionOf(state: CollectionState, eventIds: readonly string[]): string | undefined {
  const retractions = eventIds.flatMap((id) => state.facts.get(id)?.retracted ?? []);
  return retractions.toSorted((a, b) => a.count - b.count).at(-1)?.by;
}
