import {
  type Command,
  findSimilarName,
  listIntroducedThings,
  type Referent,
} from '@rapporteur/contracts';
import { factKeys, findNewestFacts, isKnown, listIntroductions } from './fact-index.ts';
import { EDITS_MAX, listSimilarPieceKeys, toShape } from './id-shape.ts';
import { getDefinition } from './identity.ts';
import type { CollectionState } from './state.ts';

/** An unknown id in a command, with a known id that is similar. */
export interface SimilarId {
  readonly field: string;
  readonly referent: Referent;
  readonly id: string;
  readonly near: string;
}

/**
 * The most facts of one piece that are compared. A piece that more ids have in common, such as
 * `-committee`, tells little, so the cost of a search does not grow with the record.
 */
const COMPARED_MAX = 50;

/**
 * Returns the known id that is most similar to this one: its shape is at most two edits away. Of the
 * ids of that shape it is the one with the same numbers, else one of the newest. An id of a known
 * shape is another member of a series, and similar to nothing.
 */
export function findSimilarId(
  state: CollectionState | undefined,
  referent: Referent,
  id: string,
): string | undefined {
  const shape = toShape(id);
  if (state === undefined || state.index.has(factKeys.shape(referent, shape))) return undefined;

  const known = new Map<string, string>();
  for (const candidate of listCandidates(state, referent, shape)) {
    const knownShape = toShape(candidate);
    if (!known.has(knownShape)) known.set(knownShape, candidate);
  }
  const near = known.get(findSimilarName(shape, known.keys(), { distanceMax: EDITS_MAX }) ?? '');
  return near === undefined ? undefined : pickOfSeries(state, referent, { id, near });
}

/** Lists known ids that have a piece of a shape in common. */
function* listCandidates(
  state: CollectionState,
  referent: Referent,
  shape: string,
): Generator<string> {
  for (const piece of listSimilarPieceKeys(shape)) {
    const key = factKeys.piece(referent, piece);
    for (const { event } of findNewestFacts(state, key, COMPARED_MAX))
      for (const introduced of listIntroductions(event))
        if (introduced.referent === referent) yield introduced.id;
  }
}

/** Returns the id of the series with the numbers of the unknown id, if it is known. */
function pickOfSeries(
  state: CollectionState,
  referent: Referent,
  { id, near }: { readonly id: string; readonly near: string },
): string {
  const numbers = (id.match(/[0-9]+/g) ?? []).values();
  const same = near.replaceAll(/[0-9]+/g, (number) => numbers.next().value ?? number);
  return isKnown(state, referent, same) ? same : near;
}

/** Returns the ids that a command would introduce although similar ids are known: for a warning. */
export function findSimilarIds(
  state: CollectionState | undefined,
  command: Command,
): readonly SimilarId[] {
  if (state === undefined || command.kind !== 'facts') return [];

  return command.facts.flatMap((fact) => {
    return listIntroducedThings(getDefinition(fact), fact.data).flatMap(
      ({ referent, id, field }) => {
        const near = isKnown(state, referent, id) ? undefined : findSimilarId(state, referent, id);
        const path = fact.path === '' ? field : `${fact.path}.${field}`;
        return near === undefined ? [] : [{ field: path, referent, id, near }];
      },
    );
  });
}
