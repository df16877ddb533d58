import type { Referent } from '@rapporteur/contracts';
import {
  EMPTY_CONTEXT,
  type IdPart,
  type MergeableKind,
  type StatementContext,
} from '@rapporteur/statements';
import { type CurrentFact, factKeys, findCurrentFacts } from './fact-index.ts';
import { type CollectionState, findMerger } from './state.ts';

/** Returns the id under which a thing is shown after mergers. */
function getCanonicalId(state: CollectionState, kind: string, id: string): string {
  const merger = findMerger(state, kind, id);
  return merger === undefined ? id : getCanonicalId(state, kind, merger.into);
}

/** Returns the context in which the statements of a collection are compared. */
export function createStatementContext(state: CollectionState): StatementContext {
  // Most collections have no mergers.
  if (!state.index.has(factKeys.mergers)) return EMPTY_CONTEXT;
  return { canonicalId: (kind, id) => getCanonicalId(state, kind, id) };
}

/** Returns an id and all ids that were merged into it, one after another. */
function listMergedIds(state: CollectionState, kind: string, id: string): readonly string[] {
  const mergers = findCurrentFacts(state, factKeys.mergedInto(kind, id));
  const merged = mergers.flatMap(({ event }) =>
    event.type === 'RecordsMerged' ? listMergedIds(state, kind, event.data.merged) : [],
  );
  return [id, ...merged];
}

/** Returns all ids of the thing that an id names. An actor may be a body of the record. */
function listIds(state: CollectionState, kind: MergeableKind, id: string): readonly string[] {
  const canonical = getCanonicalId(state, kind, id);
  if (kind !== 'actor') return listMergedIds(state, kind, canonical);
  const body = getCanonicalId(state, 'body', canonical);
  return listMergedIds(state, 'body', body).flatMap((each) => listMergedIds(state, 'actor', each));
}

/** Returns the function that lists all ids merged with a part of an id; undefined without mergers. */
export function createIdLister(
  state: CollectionState,
): ((part: IdPart) => readonly string[]) | undefined {
  if (!state.index.has(factKeys.mergers)) return undefined;
  return ({ kind, id }) => (kind === 'text' ? [id] : listIds(state, kind, id));
}

/** Returns the ids of the facts about a thing that a merger, or its retraction, changes. */
export function listFactsOfMerger(
  state: CollectionState,
  { event }: CurrentFact,
): readonly string[] {
  if (event.type !== 'RecordsMerged') return [];
  const { kind, merged } = event.data;
  const referents: readonly (Referent | 'actor')[] = kind === 'body' ? ['body', 'actor'] : [kind];
  const facts = listMergedIds(state, kind, merged).flatMap((id) =>
    referents.flatMap((referent) => findCurrentFacts(state, factKeys.refersTo(referent, id))),
  );
  return [...new Set(facts.map(({ id }) => id))];
}
