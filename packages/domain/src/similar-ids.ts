import { type Command, findSimilarName, type Referent } from '@rapporteur/contracts';
import { getDefinition, getFields } from './identity.ts';
import { isKnown } from './fact-index.ts';
import { type CollectionState, listKnownIds } from './state.ts';

/** An unknown id in a command, with a known id that is similar. */
export interface SimilarId {
  readonly field: string;
  readonly referent: Referent;
  readonly id: string;
  readonly near: string;
}

const DISTANCE_MAX = 2;
const maskNumbers = (id: string): string => id.replaceAll(/[0-9]+/g, '#');

/**
 * Returns the known id that is most similar to this one: at most two edits away.
 * An id that differs only in a number names another thing and is not similar.
 */
export function findSimilarId(
  state: CollectionState | undefined,
  referent: Referent,
  id: string,
): string | undefined {
  if (state === undefined) return undefined;

  const masked = maskNumbers(id);
  return findSimilarName(id, listKnownIds(state, referent), {
    distanceMax: DISTANCE_MAX,
    isCandidate: (candidate) => maskNumbers(candidate) !== masked,
  });
}

/** Returns the ids that a command would introduce although similar ids are known: for a warning. */
export function findSimilarIds(
  state: CollectionState | undefined,
  command: Command,
): readonly SimilarId[] {
  if (state === undefined || command.kind !== 'facts') return [];

  return command.facts.flatMap((fact) => {
    const fields = getFields(fact);
    return getDefinition(fact).introduces.flatMap(({ referent, field }) => {
      const id = String(fields[field]);
      const near = isKnown(state, referent, id) ? undefined : findSimilarId(state, referent, id);
      const path = fact.path === '' ? field : `${fact.path}.${field}`;
      return near === undefined ? [] : [{ field: path, referent, id, near }];
    });
  });
}
