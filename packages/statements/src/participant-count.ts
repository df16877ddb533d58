import type { Count } from '@rapporteur/contracts';
import { foldText } from './fold-text.ts';

/** A participant of a meeting by name, or a class of them. */
export interface ListedParticipant {
  readonly actor: string;
  readonly kind: string;
  readonly isGuest: boolean;
}

// The words of some languages for what a list of participants has, without accents. Words for
// persons ("40 delegates", "12 ministers") are not among them: a list has no persons.
const STATE_WORDS =
  /\b(states?|countr(y|ies)|nations?|members?|part(y|ies)|etats?|pays|membres?|estados?|pais(es)?|miembros?)\b|государств|стран|член|[国國]|成员|成員/u;
const DELEGATION_WORDS =
  /\b(delegations?|delegacion(es)?|participants?|participantes?)\b|делегаци|участник|代表[团團]|与会|與會/u;

/**
 * Returns whether a stated number of participants agrees with the list of them; null if they cannot
 * be compared: no bounds, no list by name, a class in it, or a number of persons.
 */
export function agreesWithList(
  count: Count | null,
  listed: readonly ListedParticipant[],
): boolean | null {
  const states = listed.filter(({ kind }) => kind === 'state');
  if (count === null || states.length === 0) return null;
  const { min, max } = count;
  if (min === null && max === null) return null;
  if (listed.some(({ kind }) => kind === 'class')) return null;

  const words = foldText(`${count.ofWhat ?? ''} ${count.qualifier ?? ''}`);
  const isOfStates = STATE_WORDS.test(words);
  const isOfAll = DELEGATION_WORDS.test(words) || (count.ofWhat === null && !isOfStates);
  if (!isOfStates && !isOfAll) return null;
  // Sources differ in whether guests count, and organs.
  const lists = [states, states.filter(({ isGuest }) => !isGuest), ...(isOfAll ? [listed] : [])];
  return lists.some((list) => {
    const size = new Set(list.map(({ actor }) => actor)).size;
    return (min ?? 0) <= size && size <= (max ?? Infinity);
  });
}
