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
import { getDefinition, getFields, getPassages, formatSubject } from './identity.ts';
import { PersistentMap } from './persistent-map.ts';

/** A fact of the record as it stands now, after its corrections. */
export interface CurrentFact {
  readonly id: string;
  readonly stream: string;
  readonly event: DomainEvent;
  /** The event that took it back, and the how manieth retraction of the collection it was; undefined while it stands. */
  readonly retracted?: { readonly by: string; readonly count: number };
}

/** Event ids, the newest first. */
interface EventIdList {
  readonly id: string;
  readonly older: EventIdList | undefined;
}

/** What the record of one collection says, as far as deciders need it. */
export interface CollectionState {
  readonly opened: EventData<'CollectionOpened'>;
  readonly facts: PersistentMap<string, CurrentFact>;
  /** Event ids by what one may look for, the newest first; see {@link keysOf}. No key is without one. */
  readonly index: PersistentMap<string, EventIdList>;
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
  /** What read models leave out, see {@link formatSkipKey} → the event that says so. */
  readonly skipped: PersistentMap<string, string>;
  /** How many retractions there were. */
  readonly retractions: number;
}

/** The keys under which a fact is found. */
export const factKeys = {
  subject: (event: DomainEvent, subject = formatSubject(event)) =>
    `subject/${event.type}/${subject}`,
  // Hashing a key costs its length, at every look-up: half the document's hash tells its texts apart as surely.
  passage: (
    event: DomainEvent,
    { documentSha256, start, end }: Passage,
    subject = formatSubject(event),
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
    return data.ordinal === null
      ? []
      : [factKeys.ordinal(data.body, data.session, data.ordinal.value)];
  if (type === 'ChairmanshipTransferred') return [factKeys.handOver(data.body)];
  if (type === 'SourceDocumentRegistered')
    return data.sha256 === null ? [] : [factKeys.text(data.sha256)];
  if (type === 'DocumentSuperseded')
    return [factKeys.text(data.next), factKeys.introduces('document', data.document)];
  return [];
}

/** Some may be named twice. */
function keysOf(event: DomainEvent): readonly string[] {
  const definition = getDefinition(event);
  const subject = formatSubject(event);
  const keys = [...ownKeys(event), factKeys.subject(event, subject)];
  for (const passage of getPassages(event)) keys.push(factKeys.passage(event, passage, subject));
  for (const { referent, field } of definition.introduces) {
    keys.push(factKeys.introduces(referent, String(getFields(event)[field])));
  }
  for (const reference of findReferences(definition.schema, event.data)) {
    if (reference.to === 'passage') continue;
    const id = reference.to === 'actor' ? reference.actor.id : reference.id;
    keys.push(factKeys.refersTo(reference.to, id));
  }
  if (event.type === 'IncidentCondemned' && 'incident' in event.data.target) {
    keys.push(factKeys.introduces('incident', event.data.target.incident));
  }
  return keys;
}

function enter(state: CollectionState, fact: CurrentFact): CollectionState {
  const { id } = fact;
  const added = (older: EventIdList | undefined): EventIdList =>
    older?.id === id ? older : { id, older };
  let { index } = state;
  for (const entry of keysOf(fact.event)) index = index.update(entry, added);
  return { ...state, index, facts: state.facts.set(id, fact) };
}

function without(ids: EventIdList | undefined, id: string): EventIdList | undefined {
  if (ids === undefined || ids.id === id) return ids?.older;
  return idsOf(ids)
    .filter((each) => each !== id)
    .reduce<EventIdList | undefined>((older, each) => ({ id: each, older }), undefined);
}

/** Oldest first. */
function idsOf(newest: EventIdList | undefined): string[] {
  const found: string[] = [];
  for (let ids = newest; ids !== undefined; ids = ids.older) found.push(ids.id);
  return found.length > 1 ? found.toReversed() : found;
}

function leave(state: CollectionState, fact: CurrentFact): CollectionState {
  const left = (ids: EventIdList | undefined): EventIdList | undefined => without(ids, fact.id);
  let { index } = state;
  for (const entry of keysOf(fact.event)) index = index.update(entry, left);
  return { ...state, index };
}

/** A collection as the event of that id opens it: empty but for its title. */
export function createCollectionState(
  opened: EventData<'CollectionOpened'>,
  id: string,
): CollectionState {
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
      return {
        ...state,
        skipped: state.skipped.set(formatSkipKey(data.projection, data.command), id),
      };
    case 'WriterOpened':
      return state;
  }
}

/** The state after one more event, given the id and stream that it has or will have. */
export function applyEvent(
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
    return createCollectionState(event.data, event.envelope.id);
  }
  return applyEvent(state, event.envelope.id, event.envelope.subject, event);
}

const NONE: readonly CurrentFact[] = [];

/** The facts that stand under a key, oldest first. */
export function findCurrentFacts(state: CollectionState, under: string): readonly CurrentFact[] {
  const ids = state.index.get(under);
  if (ids === undefined) return NONE;
  return idsOf(ids).flatMap((id) => state.facts.get(id) ?? []);
}

/** Whether an id names something of the record. */
export function isKnown(state: CollectionState, referent: Referent, id: string): boolean {
  return state.index.has(factKeys.introduces(referent, id));
}

/** Whether a command recorded anything: what it records is numbered from 1. */
export function hasRecordedCommand(state: CollectionState, commandId: string): boolean {
  const first = `${commandId}.1`;
  return state.facts.has(first) || state.amendments.has(first);
}

/** Under which a skip is found. */
export function formatSkipKey(projection: string, command: string): string {
  return `${projection}/${command}`;
}

/** Every id of the record that names such a thing. Looks through the whole index: for hints, not for decisions. */
export function listKnownIds(state: CollectionState, referent: Referent): readonly string[] {
  const prefix = factKeys.introduces(referent, '');
  return state.index
    .keys()
    .filter((entry) => entry.startsWith(prefix))
    .map((entry) => entry.slice(prefix.length));
}

/** The last retraction of any of these events, in the order of recording; undefined where all of them stand. */
export function findLastRetraction(
  state: CollectionState,
  eventIds: readonly string[],
): string | undefined {
  const retractions = eventIds.flatMap((id) => state.facts.get(id)?.retracted ?? []);
  return retractions.toSorted((a, b) => a.count - b.count).at(-1)?.by;
}
