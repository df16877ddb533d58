import { hashFields, identifyFact } from './fact-identity.ts';
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
import { createMadeFact, type ItemFields, type ReviewItem, type TextRange } from './review-item.ts';
import { BROWSE, change, getItem, goToNextOpen, type ReviewState } from './review-state.ts';

/** Returns the state after the present fact was edited elsewhere. */
export function replaceFields(state: ReviewState, fields: ItemFields): ReviewState {
  const item = getItem(state);
  if (item?.kind !== 'fact') return state;
  if (hashFields(getFields(state.content, item)) === hashFields(fields))
    return { ...state, message: 'Nothing was changed.' };
  return { ...change(state, setFields(state.content, item, fields)), message: 'Edited.' };
}

/** Adds a fact that a person made of some words, and goes to it. A sentence that has them is seen. */
export function addFact(
  state: ReviewState,
  fields: ItemFields,
  ranges: readonly TextRange[],
): ReviewState {
  const { content } = state;
  const base = identifyFact(fields, ranges);
  const isTaken = (key: string): boolean => content.items.some((item) => item.key === key);
  let key = base;
  for (let n = 2; isTaken(key); n += 1) key = `${base} #${n}`;
  const item = createMadeFact({ key, fields, ranges });
  const { index, sentence } = findPlace(content.items, ranges[0]?.start ?? 0);
  const items = content.items.toSpliced(index, 0, item);
  const added = { ...content, items };
  const seen = sentence === undefined ? added : setOutcome(added, sentence.key, SEEN);
  return { ...change(state, seen), index, mode: BROWSE, scroll: 0, message: null };
}

/** Returns the place after the sentence of these words, or after the facts before them. */
function findPlace(
  items: readonly ReviewItem[],
  start: number,
): { readonly index: number; readonly sentence: ReviewItem | undefined } {
  const place = items.findIndex(
    (item) => item.kind === 'sentence' && item.range.start <= start && start < item.range.end,
  );
  if (place >= 0) return { index: place + 1, sentence: items[place] };
  const before = items.findLastIndex(
    (item) => item.kind === 'fact' && (item.ranges[0]?.start ?? 0) <= start,
  );
  const firstFact = items.findIndex(({ kind }) => kind !== 'merge');
  const first = firstFact < 0 ? items.length : firstFact;
  return { index: before < 0 ? first : before + 1, sentence: undefined };
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
