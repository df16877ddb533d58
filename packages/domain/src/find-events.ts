import {
  DEFINITIONS,
  type EventCriteria,
  findReferences,
  matchesPattern,
  type Passage,
} from '@rapporteur/contracts';
import type { Amendment } from './amendments.ts';
import { type CurrentFact, factKeys, findCurrentFacts } from './fact-index.ts';
import { getFields } from './identity.ts';
import type { CollectionState } from './state.ts';

/** An event of a collection, with its data as far as deciders keep them. */
export interface FoundEvent {
  readonly id: string;
  readonly type: string;
  /** The current data of a fact; of an amendment, the events that it is about and their values. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The types of the amendments that can be taken back. */
const AMENDMENT_TYPES = ['RecordCorrected', 'RecordRetracted', 'ConflictResolved'] as const;

/**
 * Returns the events that fit all criteria: facts, mergers, links and amendments that are in effect
 * (or retracted, if asked for), and conflicts that have not ended.
 */
export function findEvents(state: CollectionState, criteria: EventCriteria): readonly FoundEvent[] {
  return listCandidates(state, criteria).filter(
    (event) =>
      (criteria.event === undefined || event.id === criteria.event) &&
      (criteria.type === undefined || event.type === criteria.type) &&
      matchesPattern(event.data, criteria.fields ?? {}) &&
      isOfDocument(event, criteria) &&
      hasWords(event, criteria),
  );
}

function listCandidates(state: CollectionState, criteria: EventCriteria): readonly FoundEvent[] {
  const { type, retracted } = criteria;
  if (AMENDMENT_TYPES.some((amendment) => amendment === type))
    return listAmendments(state, retracted);
  if (retracted) return listRetracted(state).map(toFound);
  if (type === 'ConflictFlagged') return listConflicts(state);
  return listFacts(state, criteria).map(toFound);
}

const toFound = ({ id, event }: CurrentFact): FoundEvent => ({
  id,
  type: event.type,
  data: getFields(event),
});

/** Returns the current facts that may fit, by an id that the criteria name if there is one. */
function listFacts(
  state: CollectionState,
  { event, type, document, words, fields }: EventCriteria,
): readonly CurrentFact[] {
  if (event !== undefined) {
    const fact = state.facts.get(event);
    return fact === undefined || fact.retracted !== undefined ? [] : [fact];
  }
  if (type === 'RecordsMerged') return findCurrentFacts(state, factKeys.mergers);

  if (document !== undefined && words !== undefined && words.length > 0)
    return findCurrentFacts(state, factKeys.cites(document));

  const definitions = DEFINITIONS.filter((each) => type === undefined || each.type === type);
  const schema = type === undefined ? undefined : definitions[0]?.schema;
  for (const reference of schema === undefined ? [] : findReferences(schema, fields)) {
    if (reference.to === 'passage') continue;
    const id = reference.to === 'actor' ? reference.actor.id : reference.id;
    return findCurrentFacts(state, factKeys.refersTo(reference.to, id));
  }
  return definitions.flatMap((each) => findCurrentFacts(state, factKeys.type(each.type)));
}

/** Returns the retracted facts by their retractions, which are few. */
function listRetracted(state: CollectionState): readonly CurrentFact[] {
  return listAmendments(state, false).flatMap(({ type, data }) => {
    const fact = type === 'RecordRetracted' ? state.facts.get(String(data['target'])) : undefined;
    return fact?.retracted === undefined ? [] : [fact];
  });
}

/** Returns the amendments in effect that can be taken back, or those that were. */
function listAmendments(state: CollectionState, takenBack: boolean): readonly FoundEvent[] {
  return [...AMENDMENT_TYPES].flatMap((type) =>
    state.index.list(factKeys.type(type)).flatMap((id): readonly FoundEvent[] => {
      const amendment = state.amendments.get(id);
      if (amendment === undefined || (amendment.retracted !== undefined) !== takenBack) return [];
      const data = describeAmendment(amendment);
      return data === undefined ? [] : [{ id, type, data }];
    }),
  );
}

function describeAmendment(amendment: Amendment): FoundEvent['data'] | undefined {
  switch (amendment.kind) {
    case 'correction': {
      const { fact: target, field, oldValue, newValue } = amendment;
      return { target, field, oldValue, newValue };
    }
    case 'retraction':
      return { target: amendment.target };
    case 'resolution':
      return { conflict: amendment.conflict };
    case 'other':
      return undefined;
  }
}

/** Returns the conflicts that have not ended, resolved or not. */
function listConflicts({ conflicts, index }: CollectionState): readonly FoundEvent[] {
  return index.list(factKeys.type('ConflictFlagged')).flatMap((id) => {
    const conflict = conflicts.all.get(id);
    if (conflict === undefined || conflict.endedBy !== undefined) return [];
    return [{ id, type: 'ConflictFlagged', data: conflict.data }];
  });
}

/** Returns whether an event is stated in the document, or is about it. */
function isOfDocument(event: FoundEvent, { document }: EventCriteria): boolean {
  if (document === undefined || event.data['document'] === document) return true;
  return listPassages(event).some((passage) => passage.document === document);
}

function hasWords(event: FoundEvent, { document, words = [] }: EventCriteria): boolean {
  const passages = listPassages(event).filter((passage) => passage.document === document);
  return words.every((span) =>
    passages.some((passage) =>
      'sha256' in span
        ? passage.sha256 === span.sha256
        : passage.start === span.start && passage.end === span.end,
    ),
  );
}

function listPassages({ data }: FoundEvent): readonly Passage[] {
  const assertion = data['assertion'] as { readonly passages: readonly Passage[] } | undefined;
  return assertion?.passages ?? [];
}
