// Invariants
// 1. The state is a pure fold of one collection's events: the same events give the same state.
// 2. It is persistent: an older state stays valid, so the batch in flight is just a newer one.
// 3. `index` holds exactly the keys of the facts that stand: a correction moves a fact, a retraction takes it out.
import {
  type EventData,
  type DomainEvent,
  type Passage,
  type DecodedEvent,
  type Referent,
  type CommandFact,
  findReferences,
} from '@rapporteur/contracts';
import { definitionOf, fieldsOf, passagesOf, subjectOf } from './identity.ts';
import { PersistentMap } from './persistent-map.ts';

/** A fact of the record as it stands now, after its corrections. */
export interface StandingFact {
  readonly id: string;
  readonly stream: string;
  readonly event: DomainEvent;
  /** The event that took it back, and the how manieth retraction of the collection it was; undefined while it stands. */
  readonly retracted?: { readonly by: string; readonly count: number };
}

/** Event ids, the newest first. */
interface Ids {
  readonly id: string;
  readonly older: Ids | undefined;
}

/** What the record of one collection says, as far as deciders need it. */
export interface CollectionState {
  readonly opened: EventData<'CollectionOpened'>;
  readonly facts: PersistentMap<string, StandingFact>;
  /** Event ids by what one may look for, the newest first; see {@link keysOf}. No key is without one. */
  readonly index: PersistentMap<string, Ids>;
  /** Flagged conflicts, by event id; with the event that settled them. */
  readonly conflicts: PersistentMap<
    string,
    {
      readonly data: EventData<'ConflictFlagged'>;
      readonly stream: string;
      readonly resolvedBy?: string;
    }
  >;
  /** `{kind}/{id}` of what was merged → the id it was merged into. */
  readonly merged: PersistentMap<string, string>;
  /** The ids of the events that are no facts. */
  readonly amendments: PersistentMap<string, true>;
  /** What read models leave out, see {@link skipKey} → the event that says so. */
  readonly skipped: PersistentMap<string, string>;
  /** How many retractions there were. */
  readonly retractions: number;
}

/** The keys under which a fact is found. */
export const key = {
  subject: (event: DomainEvent, subject = subjectOf(event)) => `subject/${event.type}/${subject}`,
  // Hashing a key costs its length, at every look-up: half the document's hash tells its texts apart as surely.
  passage: (
    event: DomainEvent,
    { documentSha256, start, end }: Passage,
    subject = subjectOf(event),
  ) => `passage/${documentSha256.slice(0, 32)}/${start}-${end}/${event.type}/${subject}`,
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
  if (type === 'SourceDocumentRegistered')
    return data.sha256 === null ? [] : [key.text(data.sha256)];
  if (type === 'DocumentSuperseded')
    return [key.text(data.next), key.introduces('document', data.document)];
  return [];
}

/** Some may be named twice. */
function keysOf(event: DomainEvent): readonly string[] {
  const definition = definitionOf(event);
  const subject = subjectOf(event);
  const keys = [...ownKeys(event), key.subject(event, subject)];
  for (const passage of passagesOf(event)) keys.push(key.passage(event, passage, subject));
  for (const { referent, field } of definition.introduces) {
    keys.push(key.introduces(referent, String(fieldsOf(event)[field])));
  }
  for (const reference of findReferences(definition.schema, event.data)) {
    if (reference.to === 'passage') continue;
    const id = reference.to === 'actor' ? reference.actor.id : reference.id;
    keys.push(key.refersTo(reference.to, id));
  }
  if (event.type === 'IncidentCondemned' && 'incident' in event.data.target) {
    keys.push(key.introduces('incident', event.data.target.incident));
  }
  return keys;
}

function enter(state: CollectionState, fact: StandingFact): CollectionState {
  const { id } = fact;
  const added = (older: Ids | undefined): Ids => (older?.id === id ? older : { id, older });
  let { index } = state;
  for (const entry of keysOf(fact.event)) index = index.update(entry, added);
  return { ...state, index, facts: state.facts.set(id, fact) };
}

function without(ids: Ids | undefined, id: string): Ids | undefined {
  if (ids === undefined || ids.id === id) return ids?.older;
  return idsOf(ids)
    .filter((each) => each !== id)
    .reduce<Ids | undefined>((older, each) => ({ id: each, older }), undefined);
}

/** Oldest first. */
function idsOf(newest: Ids | undefined): string[] {
  const found: string[] = [];
  for (let ids = newest; ids !== undefined; ids = ids.older) found.push(ids.id);
  return found.length > 1 ? found.toReversed() : found;
}

function leave(state: CollectionState, fact: StandingFact): CollectionState {
  const left = (ids: Ids | undefined): Ids | undefined => without(ids, fact.id);
  let { index } = state;
  for (const entry of keysOf(fact.event)) index = index.update(entry, left);
  return { ...state, index };
}

/** A collection as the event of that id opens it: empty but for its title. */
export function openedState(opened: EventData<'CollectionOpened'>, id: string): CollectionState {
  return {
    opened,
    facts: PersistentMap.empty(),
    index: PersistentMap.empty(),
    conflicts: PersistentMap.empty(),
    merged: PersistentMap.empty(),
    amendments: PersistentMap.empty<string, true>().set(id, true),
    skipped: PersistentMap.empty(),
    retractions: 0,
  };
}

function corrected(state: CollectionState, data: EventData<'RecordCorrected'>): CollectionState {
  const fact = state.facts.get(data.target);
  if (fact === undefined) return state;
  // A correction carries the whole data after it, checked by the schema of the target's type when it was decided.
  const event = { type: fact.event.type, data: data.corrected } as unknown as DomainEvent;
  return enter(leave(state, fact), { ...fact, event });
}

function retracted(
  state: CollectionState,
  id: string,
  data: EventData<'RecordRetracted'>,
): CollectionState {
  const fact = state.facts.get(data.target);
  if (fact === undefined || fact.retracted !== undefined) return state;
  const left = leave(state, fact);
  const count = state.retractions + 1;
  return {
    ...left,
    retractions: count,
    facts: left.facts.set(fact.id, { ...fact, retracted: { by: id, count } }),
  };
}

type Amendment = Exclude<DomainEvent, { readonly type: CommandFact['type'] }>;
const AMENDMENTS: Readonly<Record<Amendment['type'], true>> = {
  CollectionOpened: true,
  RecordCorrected: true,
  RecordRetracted: true,
  RecordsMerged: true,
  ConflictFlagged: true,
  ConflictResolved: true,
  WriterOpened: true,
  ProjectionSkipped: true,
};
const isAmendment = (event: DomainEvent): event is Amendment => event.type in AMENDMENTS;

function amended(
  state: CollectionState,
  id: string,
  stream: string,
  { type, data }: Amendment,
): CollectionState {
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
      return {
        ...state,
        conflicts: state.conflicts.set(data.conflict, { ...flagged, resolvedBy: id }),
      };
    }
    case 'ProjectionSkipped':
      return { ...state, skipped: state.skipped.set(skipKey(data.projection, data.command), id) };
    case 'WriterOpened':
      return state;
  }
}

/** The state after one more event, given the id and stream that it has or will have. */
export function apply(
  state: CollectionState,
  id: string,
  stream: string,
  event: DomainEvent,
): CollectionState {
  if (isAmendment(event)) {
    return amended({ ...state, amendments: state.amendments.set(id, true) }, id, stream, event);
  }
  // Only what the rules look at is kept: not the envelope, which would double the memory of an event.
  const { type, data } = event;
  return enter(state, { id, stream, event: { type, data } as DomainEvent });
}

/** Folds one more recorded event of a collection. The first is CollectionOpened. */
export function evolve(state: CollectionState | undefined, event: DecodedEvent): CollectionState {
  if (state === undefined) {
    if (event.type !== 'CollectionOpened') {
      throw new Error(`${event.envelope.id} stands before its collection was opened`);
    }
    return openedState(event.data, event.envelope.id);
  }
  return apply(state, event.envelope.id, event.envelope.subject, event);
}

const NONE: readonly StandingFact[] = [];

/** The facts that stand under a key, oldest first. */
export function standing(state: CollectionState, under: string): readonly StandingFact[] {
  const ids = state.index.get(under);
  if (ids === undefined) return NONE;
  return idsOf(ids).flatMap((id) => state.facts.get(id) ?? []);
}

/** Whether an id names something of the record. */
export function isKnown(state: CollectionState, referent: Referent, id: string): boolean {
  return state.index.has(key.introduces(referent, id));
}

/** Whether a command recorded anything: what it records is numbered from 1. */
export function isRecorded(state: CollectionState, commandId: string): boolean {
  const first = `${commandId}.1`;
  return state.facts.has(first) || state.amendments.has(first);
}

/** Under which a skip is found. */
export function skipKey(projection: string, command: string): string {
  return `${projection}/${command}`;
}

/** Every id of the record that names such a thing. Looks through the whole index: for hints, not for decisions. */
export function knownIds(state: CollectionState, referent: Referent): readonly string[] {
  const prefix = key.introduces(referent, '');
  return state.index
    .keys()
    .filter((entry) => entry.startsWith(prefix))
    .map((entry) => entry.slice(prefix.length));
}

/** The last retraction of any of these events, in the order of recording; undefined where all of them stand. */
export function lastRetractionOf(
  state: CollectionState,
  eventIds: readonly string[],
): string | undefined {
  const retractions = eventIds.flatMap((id) => state.facts.get(id)?.retracted ?? []);
  return retractions.toSorted((a, b) => a.count - b.count).at(-1)?.by;
}
