import type { Command, Referent } from '@rapporteur/contracts';
import { distance } from 'fastest-levenshtein';
import { getDefinition, getFields } from './identity.ts';
import { type CollectionState, isKnown, listKnownIds } from './state.ts';

/** An id of a command that the record does not know, though it knows one that is nearly the same. */
export interface SimilarId {
  readonly field: string;
  readonly referent: Referent;
  readonly id: string;
  readonly near: string;
}

const DISTANCE_MAX = 2;
const letters = (id: string): string => id.replaceAll(/[0-9]+/g, '#');

/** The known id that nearly equals this one: up to two letters apart. Another number is another thing, not a slip. */
export function findSimilarId(
  state: CollectionState | undefined,
  referent: Referent,
  id: string,
): string | undefined {
  const known = state === undefined ? [] : listKnownIds(state, referent);
  const spelt = letters(id);
  let best: { readonly id: string; readonly apart: number } | undefined;
  for (const candidate of known) {
    if (
      candidate === id ||
      Math.abs(candidate.length - id.length) > DISTANCE_MAX ||
      letters(candidate) === spelt
    )
      continue;
    const apart = distance(candidate, id);
    if (apart > DISTANCE_MAX) continue;
    // Of equals the first by name: the known ids come in no order.
    const isBetter =
      best === undefined || apart < best.apart || (apart === best.apart && candidate < best.id);
    if (isBetter) best = { id: candidate, apart };
  }
  return best?.id;
}

/** The ids that a command would bring into the record although nearly the same ones are there: for a warning. */
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
      return near === undefined
        ? []
        : [{ field: fact.at === '' ? field : `${fact.at}.${field}`, referent, id, near }];
    });
  });
}
