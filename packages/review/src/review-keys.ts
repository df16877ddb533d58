import { pressChoiceKey, startChoice } from './choice-keys.ts';
import { createLine, type ReviewKey } from './line-input.ts';
import { pressLineKey } from './line-keys.ts';
import {
  BROWSE,
  getItem,
  goTo,
  goToNextDoubtful,
  goToNextOpen,
  redo,
  type ReviewState,
  undo,
} from './review-state.ts';
import { accept, markSeen, reject, reopen } from './review-steps.ts';

/** Returns the state after a key. A key without a meaning changes nothing but the message. */
export function pressKey(previous: ReviewState, key: ReviewKey): ReviewState {
  const state = { ...previous, message: null, request: null };
  if (key.ctrl && key.name === 'c') return { ...state, request: 'interrupt' };
  if (key.ctrl && key.name === 'z') return { ...state, request: 'suspend' };
  switch (state.mode.kind) {
    case 'line':
      return pressLineKey(state, state.mode, key);
    case 'choice':
      return pressChoiceKey(state, state.mode, key);
    case 'keys':
    case 'notice': {
      const scroll = SCROLL_KEYS[key.name];
      return scroll === undefined ? { ...state, mode: BROWSE, scroll: 0 } : scroll(state);
    }
    case 'browse':
      return pressBrowseKey(state, key);
  }
}

/** Returns the state with the problems of the present facts. */
export function setInvalid(state: ReviewState, invalid: ReadonlySet<string>): ReviewState {
  return { ...state, invalid };
}

type KeyAction = (state: ReviewState) => ReviewState;

const SCROLL_KEYS: Readonly<Record<string, KeyAction>> = {
  up: (state) => ({ ...state, scroll: Math.max(0, state.scroll - 1) }),
  down: (state) => ({ ...state, scroll: state.scroll + 1 }),
  pageup: (state) => ({ ...state, scroll: Math.max(0, state.scroll - 8) }),
  pagedown: (state) => ({ ...state, scroll: state.scroll + 8 }),
};

/** The keys at an item and at the overview. */
const COMMON_KEYS: Readonly<Record<string, KeyAction>> = {
  b: (state) => goTo(state, state.index - 1),
  left: (state) => goTo(state, state.index - 1),
  s: (state) => goTo(state, state.index + 1),
  right: (state) => goTo(state, state.index + 1),
  n: goToNextOpen,
  u: undo,
  y: redo,
  'ctrl-r': redo,
  d: goToNextDoubtful,
  '+': (state) => ({
    ...state,
    mode: { kind: 'line', purpose: { kind: 'confidence' }, line: createLine('0.9') },
  }),
  f: (state) => goTo(state, state.content.items.length),
  q: (state) => ({ ...state, request: 'leave' }),
  '?': (state) => ({ ...state, mode: { kind: 'keys' }, scroll: 0 }),
  ...SCROLL_KEYS,
  home: (state) => goTo(state, 0),
  end: (state) => goTo(state, state.content.items.length),
};

const FACT_KEYS: Readonly<Record<string, KeyAction>> = {
  return: accept,
  a: accept,
  r: (state) => reject(state, null),
  R: (state) => ({
    ...state,
    mode: { kind: 'line', purpose: { kind: 'reason' }, line: createLine() },
  }),
  o: reopen,
  e: (state) => startChoice(state, 'field'),
  E: (state) => ({ ...state, request: 'editor' }),
};

const MERGE_KEYS: Readonly<Record<string, KeyAction>> = {
  return: accept,
  a: accept,
  r: (state) => reject(state, null),
  o: reopen,
};

const OTHER_KEYS: Readonly<Record<string, KeyAction>> = {
  return: markSeen,
  a: markSeen,
  o: reopen,
};
const SENTENCE_KEYS: Readonly<Record<string, KeyAction>> = {
  ...OTHER_KEYS,
  m: (state) => startChoice(state, 'type'),
};
const OVERVIEW_KEYS: Readonly<Record<string, KeyAction>> = {
  w: (state) => ({ ...state, request: 'write' }),
  S: (state) => ({ ...state, request: 'submit' }),
};

function pressBrowseKey(state: ReviewState, key: ReviewKey): ReviewState {
  const name = nameKey(key);
  const action = chooseKeys(state)[name] ?? COMMON_KEYS[name];
  if (action !== undefined) return action(state);
  return { ...state, message: 'This key does nothing here. ? explains the keys.' };
}

function chooseKeys(state: ReviewState): Readonly<Record<string, KeyAction>> {
  switch (getItem(state)?.kind) {
    case 'fact':
      return FACT_KEYS;
    case 'merge':
      return MERGE_KEYS;
    case 'sentence':
      return SENTENCE_KEYS;
    case 'contradiction':
      return OTHER_KEYS;
    case undefined:
      return OVERVIEW_KEYS;
  }
}

function nameKey({ name, text, ctrl }: ReviewKey): string {
  if (ctrl) return `ctrl-${name}`;
  return text.length === 1 && text > ' ' ? text : name;
}
