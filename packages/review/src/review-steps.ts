import { hashFields } from './fact-identity.ts';
import {
  acceptConfident,
  ACCEPTED,
  countOutcomes,
  getFields,
  SEEN,
  setFields,
  setOutcome,
  takeMerge,
} from './review-content.ts';
import type { ItemFields } from './review-item.ts';
import { BROWSE, change, getItem, goToNextOpen, type ReviewState } from './review-state.ts';

/** Returns the state after the present fact was edited elsewhere. */
export function replaceFields(state: ReviewState, fields: ItemFields): ReviewState {
  const item = getItem(state);
  if (item?.kind !== 'fact') return state;
  if (hashFields(getFields(state.content, item)) === hashFields(fields))
    return { ...state, message: 'Nothing was changed.' };
  return { ...change(state, setFields(state.content, item, fields)), message: 'Edited.' };
}

/** Accepts the present fact, and goes on. */
export function accept(state: ReviewState): ReviewState {
  const item = getItem(state);
  if (item === undefined) return state;
  const content =
    item.kind === 'merge'
      ? takeMerge(state.content, item)
      : setOutcome(state.content, item.key, ACCEPTED);
  const next = goToNextOpen(change(state, content));
  if (!state.invalid.has(item.key)) return next;
  return { ...next, message: 'Accepted, but it has a problem: b goes back to it.' };
}

/** Rejects the present fact, or leaves the proposal. */
export function reject(state: ReviewState, reason: string | null): ReviewState {
  const item = getItem(state);
  if (item?.kind !== 'fact' && item?.kind !== 'merge') return state;
  if (item.kind === 'merge' && item.isFixed)
    return {
      ...state,
      message: 'The facts use the id of the record: give them another one in the draft first.',
    };
  const outcome = { status: 'rejected', reason } as const;
  return goToNextOpen(change(state, setOutcome(state.content, item.key, outcome)));
}

/** Opens a decided item again. */
export function reopen(state: ReviewState): ReviewState {
  const item = getItem(state);
  if (item === undefined || !state.content.outcomes.has(item.key))
    return { ...state, message: 'It is open.' };
  return change(state, setOutcome(state.content, item.key, undefined));
}

/** Marks a sentence or a contradiction as seen, and goes on. */
export function markSeen(state: ReviewState): ReviewState {
  const item = getItem(state);
  if (item === undefined) return state;
  return goToNextOpen(change(state, setOutcome(state.content, item.key, SEEN)));
}

/** Accepts all open facts with at least this confidence. */
export function acceptAbove(state: ReviewState, confidence: number): ReviewState {
  const content = acceptConfident(state.content, confidence, (key) => state.invalid.has(key));
  const added = countOutcomes(content).accepted - countOutcomes(state.content).accepted;
  if (added === 0)
    return {
      ...state,
      mode: BROWSE,
      message: `No open fact has a confidence of ${confidence} or more.`,
    };
  const changed = change(state, content);
  const moved = goToNextOpen({ ...changed, index: changed.index - 1 });
  return {
    ...moved,
    message: `Accepted ${added} with a confidence of ${confidence} or more. u undoes it.`,
  };
}
