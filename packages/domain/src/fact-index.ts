import {
  type DomainEvent,
  findReferences,
  listIntroducedThings,
  type Passage,
  type Referent,
} from '@rapporteur/contracts';
import { listThingKeys } from '@rapporteur/statements';
import type { RetractionMark } from './amendments.ts';
import { listPieceKeys, toShape } from './id-shape.ts';
import { formatSubject, getDefinition, getPassages } from './identity.ts';
import type { PersistentMap } from './persistent-map.ts';

/** A fact of the record after its corrections; also a merger or link, which is never corrected. */
export interface CurrentFact {
  readonly id: string;
  readonly stream: string;
  readonly event: DomainEvent;
  readonly retracted?: RetractionMark;
}

/** A linked list of event ids, newest first. */
interface EventIdList {
  readonly id: string;
  readonly older: EventIdList | undefined;
}

/** The facts of a collection, with an index of those that are current. */
export interface FactIndex {
  readonly facts: PersistentMap<string, CurrentFact>;
  /** The event ids of each key, see {@link factKeys}; no key has an empty list. */
  readonly index: PersistentMap<string, EventIdList>;
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
  /** The facts that introduce an id of a shape, see `toShape`. */
  shape: (referent: Referent, shape: string) => `shape/${referent}/${shape}`,
  /** The facts that introduce an id with a piece, see `listPieceKeys`. */
  piece: (referent: Referent, piece: string) => `piece/${referent}/${piece}`,
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
  if (type === 'DocumentSuperseded') return [factKeys.text(data.next)];
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
  for (const introduced of listIntroductions(event)) keys.push(...listIntroductionKeys(introduced));
  for (const reference of findReferences(definition.schema, event.data)) {
    if (reference.to === 'passage') continue;
    const id = reference.to === 'actor' ? reference.actor.id : reference.id;
    keys.push(factKeys.refersTo(reference.to, id));
  }
  return keys;
}

/** A thing that a fact makes known. */
interface Introduction {
  readonly referent: Referent;
  readonly id: string;
}

/** Returns the things that a fact makes known. */
export function listIntroductions(event: DomainEvent): readonly Introduction[] {
  const introduced: Introduction[] = [...listIntroducedThings(getDefinition(event), event.data)];
  if (event.type === 'DocumentSuperseded')
    introduced.push({ referent: 'document', id: event.data.document });
  if (event.type === 'IncidentCondemned' && 'incident' in event.data.target)
    introduced.push({ referent: 'incident', id: event.data.target.incident });
  return introduced;
}

function listIntroductionKeys({ referent, id }: Introduction): readonly string[] {
  const shape = toShape(id);
  const pieces = listPieceKeys(shape).map((piece) => factKeys.piece(referent, piece));
  return [factKeys.introduces(referent, id), factKeys.shape(referent, shape), ...pieces];
}

/** Adds a fact, or replaces the one with its id that is not in the index. */
export function addFact<S extends FactIndex>(state: S, fact: CurrentFact): S {
  const { id } = fact;
  const addId = (older: EventIdList | undefined): EventIdList =>
    older?.id === id ? older : { id, older };
  let { index } = state;
  for (const key of listKeys(fact.event)) index = index.update(key, addId);
  return { ...state, index, facts: state.facts.set(id, fact) };
}

export function removeFromIndex<S extends FactIndex>(state: S, fact: CurrentFact): S {
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

const NO_FACTS: readonly CurrentFact[] = [];

/** Returns the current facts of a key, oldest first. */
export function findCurrentFacts(state: FactIndex, key: string): readonly CurrentFact[] {
  const ids = state.index.get(key);
  return ids === undefined ? NO_FACTS : toArray(ids).flatMap((id) => state.facts.get(id) ?? []);
}

/** Returns the newest current facts of a key, at most `limit`, however many there are. */
export function findNewestFacts(
  state: FactIndex,
  key: string,
  limit: number,
): readonly CurrentFact[] {
  const found: CurrentFact[] = [];
  let list = state.index.get(key);
  for (let count = 0; list !== undefined && count < limit; count += 1) {
    const fact = state.facts.get(list.id);
    if (fact !== undefined) found.push(fact);
    list = list.older;
  }
  return found;
}

/** Returns whether the record knows an id. */
export function isKnown(state: FactIndex, referent: Referent, id: string): boolean {
  return state.index.has(factKeys.introduces(referent, id));
}
