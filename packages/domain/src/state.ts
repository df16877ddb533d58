// Invariants (tests: decide.prop.spec.ts, persistent-map.spec.ts)
// 1. The state is a pure fold of the events of one collection: the same events give the same state.
//    ("folding the events gives the state on which the commands were decided")
// 2. The state is persistent: an older state stays valid, and deciding never changes it.
//    ("deciding leaves the state unchanged")
// 3. `index` contains exactly the keys of the current facts: a correction replaces the keys of a
//    fact, a retraction removes them.
//    ("no current fact refers to an unknown meeting or body")
import {
  type CommandFact,
  type DecodedEvent,
  type DomainEvent,
  type EventData,
  findReferences,
  type Passage,
  type Referent,
} from '@rapporteur/contracts';
import { listThingKeys } from '@rapporteur/statements';
import {
  addConflict,
  type ConflictState,
  endConflict,
  NO_CONFLICTS,
  resolveConflict,
} from './conflict-state.ts';
import { formatSubject, getDefinition, getFields, getPassages } from './identity.ts';
import { PersistentMap } from './persistent-map.ts';

/** A fact of the record after its corrections; also a merger or link, which is never corrected. */
export interface CurrentFact {
  readonly id: string;
  readonly stream: string;
  readonly event: DomainEvent;
  /** The event that retracted the fact, and its ordinal among the retractions of the collection. */
  readonly retracted?: { readonly by: string; readonly count: number };
}

/** A linked list of event ids, newest first. */
interface EventIdList {
  readonly id: string;
  readonly older: EventIdList | undefined;
}

/** The state of one collection, as far as deciders need it. */
export interface CollectionState {
  readonly opened: EventData<'CollectionOpened'>;
  readonly facts: PersistentMap<string, CurrentFact>;
  /** The event ids of each key, see {@link factKeys}; no key has an empty list. */
  readonly index: PersistentMap<string, EventIdList>;
  readonly conflicts: ConflictState;
  /** The ids of the events that are not facts. */
  readonly amendments: PersistentMap<string, true>;
  /** The ProjectionSkipped event of each skipped command, see {@link formatSkipKey}. */
  readonly skipped: PersistentMap<string, string>;
  /** The number of retractions. */
  readonly retractions: number;
}

/** The keys of the index of facts. */
export const factKeys = {
  subject: (event: DomainEvent, subject = formatSubject(event)) =>
    `subject/${event.type}/${subject}`,
  // Each look-up hashes the whole key. Half of the document's hash distinguishes its texts as well.
  passage: (
    event: DomainEvent,
    { documentSha256, start, end }: Passage,
    subject = formatSubject(event),
  ) => `passage/${documentSha256.slice(0, 32)}/${start}-${end}/${event.type}/${subject}`,
  introduces: (referent: Referent, id: string) => `introduces/${referent}/${id}`,
  refersTo: (referent: string, id: string) => `refers/${referent}/${id}`,
  text: (sha256: string) => `text/${sha256}`,
  /** The events that state values of a thing, by the key of {@link listThingKeys}. */
  thing: (key: string) => `thing/${key}`,
  merger: (kind: string, merged: string) => `merger/${kind}/${merged}`,
  mergedInto: (kind: string, into: string) => `merged-into/${kind}/${into}`,
  mergers: 'mergers',
} as const;

function listTypeKeys({ type, data }: DomainEvent): readonly string[] {
  if (type === 'SourceDocumentRegistered')
    return data.sha256 === null ? [] : [factKeys.text(data.sha256)];
  if (type === 'DocumentSuperseded')
    return [factKeys.text(data.next), factKeys.introduces('document', data.document)];
  if (type === 'IncidentCondemned' && 'incident' in data.target)
    return [factKeys.introduces('incident', data.target.incident)];
  if (type === 'RecordsMerged') {
    const { kind, merged, into } = data;
    const references = [merged, into].map((id) => factKeys.refersTo(kind, id));
    const mergers = [factKeys.merger(kind, merged), factKeys.mergedInto(kind, into)];
    return [factKeys.mergers, ...mergers, ...references];
  }
  if (type === 'RecordsLinked') return [factKeys.refersTo(data.kind, data.id)];
  return [];
}

/** Returns the keys of a fact; a key may occur twice. */
function listKeys(event: DomainEvent): readonly string[] {
  const definition = getDefinition(event);
  const subject = formatSubject(event);
  const passages = getPassages(event);
  const keys = [...listTypeKeys(event)];

  // A registration is found by its subject, any other fact by its passage and subject.
  if (passages.length === 0 || event.type === 'SourceDocumentRegistered')
    keys.push(factKeys.subject(event, subject));
  for (const passage of passages) keys.push(factKeys.passage(event, passage, subject));
  for (const key of listThingKeys(event)) keys.push(factKeys.thing(key));
  for (const { referent, field } of definition.introduces)
    keys.push(factKeys.introduces(referent, String(getFields(event)[field])));
  for (const reference of findReferences(definition.schema, event.data)) {
    if (reference.to === 'passage') continue;
    const id = reference.to === 'actor' ? reference.actor.id : reference.id;
    keys.push(factKeys.refersTo(reference.to, id));
  }
  return keys;
}

function addFact(state: CollectionState, fact: CurrentFact): CollectionState {
  const { id } = fact;
  const addId = (older: EventIdList | undefined): EventIdList =>
    older?.id === id ? older : { id, older };
  let { index } = state;
  for (const key of listKeys(fact.event)) index = index.update(key, addId);
  return { ...state, index, facts: state.facts.set(id, fact) };
}

function removeFromIndex(state: CollectionState, fact: CurrentFact): CollectionState {
  const removeFactId = (ids: EventIdList | undefined) => removeId(ids, fact.id);
  let { index } = state;
  for (const key of listKeys(fact.event)) index = index.update(key, removeFactId);
  return { ...state, index };
}

function removeId(ids: EventIdList | undefined, id: string): EventIdList | undefined {
  if (ids === undefined || ids.id === id) return ids?.older;
  return toArray(ids)
    .filter((each) => each !== id)
    .reduce<EventIdList | undefined>((older, each) => ({ id: each, older }), undefined);
}

/** Returns the ids of a list, oldest first. */
function toArray(newest: EventIdList): string[] {
  const ids: string[] = [];
  for (let list: EventIdList | undefined = newest; list !== undefined; list = list.older)
    ids.push(list.id);
  return ids.length > 1 ? ids.toReversed() : ids;
}

/** Creates the state of a collection after the event that opened it. */
export function createCollectionState(
  opened: EventData<'CollectionOpened'>,
  id: string,
): CollectionState {
  return {
    opened,
    facts: PersistentMap.empty(),
    index: PersistentMap.empty(),
    conflicts: NO_CONFLICTS,
    amendments: PersistentMap.empty<string, true>().set(id, true),
    skipped: PersistentMap.empty(),
    retractions: 0,
  };
}

function applyCorrection(
  state: CollectionState,
  { target, corrected }: EventData<'RecordCorrected'>,
): CollectionState {
  const fact = state.facts.get(target);
  if (fact === undefined) return state;
  // `corrected` is the whole data. The decider checked it against the schema of the type.
  const event = { type: fact.event.type, data: corrected } as DomainEvent;
  return addFact(removeFromIndex(state, fact), { ...fact, event });
}

function applyRetraction(
  state: CollectionState,
  id: string,
  { target }: EventData<'RecordRetracted'>,
): CollectionState {
  const fact = state.facts.get(target);
  if (fact === undefined || fact.retracted !== undefined) return state;

  const retractions = state.retractions + 1;
  const retracted = { ...fact, retracted: { by: id, count: retractions } };
  const rest = removeFromIndex(state, fact);
  return { ...rest, retractions, facts: rest.facts.set(fact.id, retracted) };
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
      return applyCorrection(state, data);
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
    const amended = { ...state, amendments: state.amendments.set(id, true) };
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

const NO_FACTS: readonly CurrentFact[] = [];

/** Returns the current facts of a key, oldest first. */
export function findCurrentFacts(state: CollectionState, key: string): readonly CurrentFact[] {
  const ids = state.index.get(key);
  return ids === undefined ? NO_FACTS : toArray(ids).flatMap((id) => state.facts.get(id) ?? []);
}

/** Returns whether the record knows an id. */
export function isKnown(state: CollectionState, referent: Referent, id: string): boolean {
  return state.index.has(factKeys.introduces(referent, id));
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

/** Returns all known ids of a kind. Reads the whole index: for suggestions, not for decisions. */
export function listKnownIds(state: CollectionState, referent: Referent): readonly string[] {
  const prefix = factKeys.introduces(referent, '');
  const ids: string[] = [];
  for (const key of state.index.keys())
    if (key.startsWith(prefix)) ids.push(key.slice(prefix.length));
  return ids;
}

/** Returns the last retraction of any of these events, or undefined if none is retracted. */
export function findLastRetraction(
  state: CollectionState,
  eventIds: readonly string[],
): string | undefined {
  const retractions = eventIds.flatMap((id) => state.facts.get(id)?.retracted ?? []);
  return retractions.toSorted((a, b) => a.count - b.count).at(-1)?.by;
}
