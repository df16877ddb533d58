import type { LineInput } from './line-input.ts';
import type { ReviewContent } from './review-content.ts';
import { CONFIDENT, type ItemFields, type ReviewItem } from './review-item.ts';

/** The purpose of a line that is typed. */
export type LinePurpose =
  | { readonly kind: 'reason' }
  | { readonly kind: 'confidence' }
  /** The value of a field of the present fact. */
  | { readonly kind: 'field'; readonly field: string }
  /** A required field of a fact that is made from a sentence; `left` are the next ones. */
  | {
      readonly kind: 'make';
      readonly fields: ItemFields;
      readonly field: string;
      readonly left: readonly string[];
    };

/** The present meaning of the keys. */
export type ReviewMode =
  | { readonly kind: 'browse' }
  | { readonly kind: 'keys' }
  /** Something to read first; any key goes on. */
  | { readonly kind: 'notice'; readonly lines: readonly string[] }
  | { readonly kind: 'line'; readonly purpose: LinePurpose; readonly line: LineInput }
  /** One of a list is chosen: the typed letters filter it. */
  | {
      readonly kind: 'choice';
      readonly purpose: 'field' | 'type';
      readonly filter: LineInput;
      readonly index: number;
    };

/** The work that only the caller can do; a request is part of one state only. */
export type ReviewRequest = 'leave' | 'interrupt' | 'editor' | 'write' | 'submit' | 'suspend';

/** A state that undo returns to. */
interface ReviewStep {
  readonly content: ReviewContent;
  readonly index: number;
}

/**
 * The state of a review. A key turns it into another one; nothing else changes it.
 *
 * Invariants (tests: review-state.prop.spec.ts):
 * 1. Undo returns to each earlier content, and redo comes back. ("undoes every step")
 * 2. The index is that of an item, or of the overview after the last one. ("stays at an item")
 * 3. Only keys of items have outcomes and edits. ("decides only on items")
 */
export interface ReviewState {
  readonly content: ReviewContent;
  readonly index: number;
  readonly mode: ReviewMode;
  readonly past: readonly ReviewStep[];
  readonly future: readonly ReviewStep[];
  /** The keys of the facts that a submission would reject as they are. */
  readonly invalid: ReadonlySet<string>;
  /** The fields that each fact of the draft inherits. */
  readonly defaults: readonly string[];
  /** The lines that the body is scrolled down. */
  readonly scroll: number;
  readonly message: string | null;
  readonly request: ReviewRequest | null;
}

export const BROWSE: ReviewMode = { kind: 'browse' };

/** The most steps that undo remembers. */
const STEPS_MAX = 10_000;

/** Begins a review, or goes on at an item: the first open one from `index` on. */
export function beginReview(
  content: ReviewContent,
  options: {
    readonly index?: number;
    readonly defaults?: readonly string[];
    /** The lines to read before the first item. */
    readonly notices?: readonly string[];
  } = {},
): ReviewState {
  const { index = 0, defaults = [], notices = [] } = options;
  const state = goToNextOpen({
    content,
    index: index - 1,
    mode: BROWSE,
    past: [],
    future: [],
    invalid: new Set(),
    defaults,
    scroll: 0,
    message: null,
    request: null,
  });
  return notices.length === 0 ? state : { ...state, mode: { kind: 'notice', lines: notices } };
}

/** Returns the present item; undefined at the overview. */
export function getItem({ content, index }: ReviewState): ReviewItem | undefined {
  return content.items[index];
}

/** Returns the state at another item, or at the overview. */
export function goTo(state: ReviewState, index: number): ReviewState {
  const place = Math.min(Math.max(index, 0), state.content.items.length);
  return { ...state, index: place, mode: BROWSE, scroll: 0, message: null };
}

/** Returns the state at the next item that is open; at the overview if there is none after it. */
export function goToNextOpen(state: ReviewState): ReviewState {
  const { items, outcomes } = state.content;
  const next = items.findIndex(({ key }, index) => index > state.index && !outcomes.has(key));
  return goTo(state, next < 0 ? items.length : next);
}

/** Returns the state at the next open fact with a problem or a low confidence, from the start again. */
export function goToNextDoubtful(state: ReviewState): ReviewState {
  const { items, outcomes } = state.content;
  const places = [...items.keys()];
  const inOrder = [...places.slice(state.index + 1), ...places.slice(0, state.index + 1)];
  const next = inOrder.find((place) => {
    const item = items[place];
    return item?.kind === 'fact' && !outcomes.has(item.key) && isDoubtful(state, item);
  });
  if (next === undefined) return { ...state, message: 'No open fact is doubtful.' };
  return goTo(state, next);
}

/** Returns whether a fact has a problem or a low confidence. */
export function isDoubtful(
  { invalid }: Pick<ReviewState, 'invalid'>,
  { key, confidence }: { readonly key: string; readonly confidence: number | null },
): boolean {
  return invalid.has(key) || (confidence ?? 1) < CONFIDENT;
}

/** Returns the state with another content, which undo takes back. */
export function change(state: ReviewState, content: ReviewContent): ReviewState {
  const step = { content: state.content, index: state.index };
  return { ...state, content, past: [...state.past, step].slice(-STEPS_MAX), future: [] };
}

/** Takes the last step back. */
export function undo(state: ReviewState): ReviewState {
  const step = state.past.at(-1);
  if (step === undefined) return { ...state, message: 'No step is left to undo.' };
  const { content, index } = state;
  return {
    ...goTo({ ...state, content: step.content }, step.index),
    past: state.past.slice(0, -1),
    future: [...state.future, { content, index }],
    message: 'Undone.',
  };
}

/** Repeats a step that was taken back. */
export function redo(state: ReviewState): ReviewState {
  const step = state.future.at(-1);
  if (step === undefined) return { ...state, message: 'No step is left to repeat.' };
  const { content, index } = state;
  return {
    ...goTo({ ...state, content: step.content }, step.index),
    past: [...state.past, { content, index }],
    future: state.future.slice(0, -1),
    message: 'Repeated.',
  };
}
