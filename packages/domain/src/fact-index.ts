import {
  type DomainEvent,
  type EventData,
  findReferences,
  listIntroducedThings,
  type Passage,
  type Referent,
  sha256Hex,
} from '@rapporteur/contracts';
import { listThingKeys } from '@rapporteur/statements';
import type { RetractionMark } from './amendments.ts';
import type { IdIndex } from './id-index.ts';
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

/** The facts of a collection, with an index of those that are current. */
export interface FactIndex {
  readonly facts: PersistentMap<string, CurrentFact>;
  /** The event ids of each key, see {@link factKeys}. */
  readonly index: IdIndex;
}

/** In code points. The passages of a part are few, and have one key instead of one each. */
const TEXT_PART_LENGTH = 1_024;

/** The keys of the index of facts. */
export const factKeys = {
  subject: (event: DomainEvent, subject = formatSubject(event)) =>
    `subject/${event.type}/${subject}`,
  /** The facts with a passage that begins in the same part of a text. */
  passage: ({ documentSha256, start }: Passage) =>
    `passage/${documentSha256.slice(0, 32)}/${Math.floor(start / TEXT_PART_LENGTH)}`,
  introduces: (referent: Referent, id: string) => `introduces/${referent}/${id}`,
  /** The facts that introduce an id of a shape, see `toShape`. */
  shape: (referent: Referent, shape: string) => `shape/${referent}/${shape}`,
  /** The facts that introduce an id with a piece, see `listPieceKeys`. */
  piece: (referent: Referent, piece: string) => `piece/${referent}/${piece}`,
  refersTo: (referent: string, id: string) => `refers/${referent}/${id}`,
  text: (sha256: string) => `text/${sha256}`,
  type: (type: DomainEvent['type']) => `type/${type}`,
  /** The facts with a passage of a document. */
  cites: (document: string) => `cites/${document}`,
  /** The registrations of a body that give the same values. */
  registration: (registration: EventData<'BodyRegistered'>) =>
    `registration/${registration.body}/${sha256Hex(JSON.stringify(registration))}`,
  /** The registrations of a body by commands that registered a document, or none (null). */
  registeredBy: (body: string, document: string | null) =>
    `registered-by/${body}/${document ?? ''}`,
  /** One registration of a body for each set of values, as far as any is current. */
  registrations: (body: string) => `registrations/${body}`,
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
  const keys = [factKeys.type(event.type), ...listTypeKeys(event)];

  // A registration is found by its subject, any other fact by its passage and subject.
  if (passages.length === 0 || event.type === 'SourceDocumentRegistered')
    keys.push(factKeys.subject(event, subject));
  for (const passage of passages) {
    keys.push(factKeys.passage(passage), factKeys.cites(passage.document));
  }
  // Most registrations of a body say the same: one for all of them is compared with other facts.
  if (event.type !== 'BodyRegistered')
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
  const { id, event } = fact;
  let { index } = state;
  for (const key of listKeys(event)) index = index.add(key, id);
  if (event.type === 'BodyRegistered') index = addRegistration({ ...state, index }, id, event.data);
  return { ...state, index, facts: state.facts.set(id, fact) };
}

export function removeFromIndex<S extends FactIndex>(state: S, { id, event }: CurrentFact): S {
  let { index } = state;
  // A key may occur twice.
  for (const key of new Set(listKeys(event))) index = index.remove(key, id);
  if (event.type === 'BodyRegistered')
    index = removeRegistration({ ...state, index }, id, event.data);
  return { ...state, index };
}

function addRegistration(
  { facts, index }: FactIndex,
  id: string,
  data: EventData<'BodyRegistered'>,
): IdIndex {
  const key = factKeys.registration(data);
  const next = index.has(key) ? index : index.add(factKeys.registrations(data.body), id);
  return next.add(key, id).add(factKeys.registeredBy(data.body, findOrigin(facts, id)), id);
}

/** Lets another registration with the same values stand for the one that is removed. */
function removeRegistration(
  { facts, index }: FactIndex,
  id: string,
  data: EventData<'BodyRegistered'>,
): IdIndex {
  const key = factKeys.registration(data);
  const all = factKeys.registrations(data.body);
  const rest = index
    .remove(key, id)
    .remove(factKeys.registeredBy(data.body, findOrigin(facts, id)), id);
  if (!rest.list(all).includes(id)) return rest;
  const next = rest.findOldest(key);
  return next === undefined ? rest.remove(all, id) : rest.remove(all, id).add(all, next);
}

/** Returns the document that the command of an event registered first, or null. */
function findOrigin(facts: FactIndex['facts'], id: string): string | null {
  const first = facts.get(id.replace(/\.\d+$/, '.1'))?.event;
  return first?.type === 'SourceDocumentRegistered' ? first.data.document : null;
}

/** Returns the current facts of a key, oldest first. */
export function findCurrentFacts(state: FactIndex, key: string): readonly CurrentFact[] {
  return state.index.list(key).flatMap((id) => state.facts.get(id) ?? []);
}

/** Returns the oldest current fact of a key. */
export function findOldestFact(state: FactIndex, key: string): CurrentFact | undefined {
  const id = state.index.findOldest(key);
  return id === undefined ? undefined : state.facts.get(id);
}

/** Returns the newest current facts of a key, at most `limit`, however many there are. */
export function findNewestFacts(
  state: FactIndex,
  key: string,
  limit: number,
): readonly CurrentFact[] {
  const found: CurrentFact[] = [];
  for (const id of state.index.newest(key)) {
    if (found.length === limit) break;
    const fact = state.facts.get(id);
    if (fact !== undefined) found.push(fact);
  }
  return found;
}

/** A registration of a body, with the fact that recorded it. */
export interface BodyRegistration {
  readonly id: string;
  readonly data: EventData<'BodyRegistered'>;
}

/** Returns the current registrations of a body, one for each set of values. */
export function findRegistrations(state: FactIndex, body: string): readonly BodyRegistration[] {
  return findCurrentFacts(state, factKeys.registrations(body)).flatMap(({ id, event }) =>
    event.type === 'BodyRegistered' ? [{ id, data: event.data }] : [],
  );
}

/** Returns whether the record knows an id. */
export function isKnown(state: FactIndex, referent: Referent, id: string): boolean {
  return state.index.has(factKeys.introduces(referent, id));
}
