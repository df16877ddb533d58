import {
  addFact,
  beginReview,
  getItem,
  goTo,
  type ItemFields,
  type ItemViews,
  listTakes,
  pressKey,
  replaceFields,
  resumeReview,
  type ReviewState,
  saveReview,
  type SavedReview,
  setInvalid,
  type TextRange,
} from '@rapporteur/review';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { saveDraft } from './draft-storage.ts';
import type { OpenDraft } from './open-draft.ts';
import { fetchActors } from './record-api.ts';

/** A review in the browser. Each step is stored before the next one can be lost. */
export interface WebReview {
  readonly state: ReviewState;
  readonly views: ItemViews;
  /** Whether the last step is stored; a message if it could not be. */
  readonly storage: 'saving' | 'saved' | 'failed';
  /** The present review, as it is stored. */
  readonly saved: SavedReview;
  /** Presses a key of the review by its name. */
  readonly press: (name: string) => void;
  readonly goToKey: (key: string) => void;
  readonly goToNextSentence: () => void;
  /** Opens a decided item again, and goes to it. */
  readonly takeBack: (key: string) => void;
  readonly add: (fields: ItemFields, ranges: readonly TextRange[]) => void;
  readonly replace: (fields: ItemFields) => void;
}

/** Begins the review of a draft, or goes on with it. */
export function useReview(
  draft: OpenDraft,
  { showRejected }: { showRejected: boolean },
): WebReview {
  const [state, setState] = useState(() => begin(draft, showRejected));
  const views = useViews(draft, state);
  const invalid = useMemo(
    () =>
      new Set([...views.facts].flatMap(([key, { problems }]) => (problems.length > 0 ? key : []))),
    [views],
  );
  const { saved, storage } = useStorage(draft, state);
  const step = useCallback(
    (next: (state: ReviewState) => ReviewState) => {
      setState((before) => next(setInvalid(before, invalid)));
    },
    [invalid],
  );
  return {
    state,
    views,
    storage,
    saved,
    press: (name) => step((before) => pressKey(before, { name, text: '', ctrl: false })),
    goToKey: (key) => step((before) => goToItem(before, key)),
    takeBack: (key) =>
      step((before) => pressKey(goToItem(before, key), { name: 'o', text: '', ctrl: false })),
    goToNextSentence: () => step(goToNextSentence),
    add: (fields, ranges) => step((before) => addFact(before, fields, ranges)),
    replace: (fields) => step((before) => replaceFields(before, fields)),
  };
}

function begin(draft: OpenDraft, showRejected: boolean): ReviewState {
  const saved = draft.stored.review ?? undefined;
  const { content, index, changes } = resumeReview(draft.reading, saved, { showRejected });
  const defaults = Object.keys(draft.defaults);
  const state = beginReview(content, { index, defaults });
  return { ...state, message: changes.length === 0 ? null : changes.join(' ') };
}

function goToItem(state: ReviewState, key: string): ReviewState {
  const index = state.content.items.findIndex((item) => item.key === key);
  return index < 0 ? state : goTo(state, index);
}

/** Goes to the next sentence without a fact that was not looked at, from the start again. */
function goToNextSentence(state: ReviewState): ReviewState {
  const { items, outcomes } = state.content;
  const places = [...items.keys()];
  const inOrder = [...places.slice(state.index + 1), ...places.slice(0, state.index + 1)];
  const next = inOrder.find((place) => {
    const item = items[place];
    return item?.kind === 'sentence' && !outcomes.has(item.key);
  });
  if (next === undefined) return { ...state, message: 'Every sentence was looked at.' };
  return goTo(state, next);
}

/** Returns the facts in sentences; actors that the draft does not declare are asked of the record. */
function useViews(draft: OpenDraft, { content }: ReviewState): ItemViews {
  const { items, edits } = content;
  const takes = JSON.stringify([...listTakes(content)]);
  const [actorsVersion, setActorsVersion] = useState(0);
  const asked = useRef(new Set<string>());
  const { views, unknownActors } = useMemo(
    () => draft.view(content),
    // Other steps than these change no sentence.
    [draft, items, edits, takes, actorsVersion],
  );
  useEffect(() => {
    const ids = unknownActors.filter((id) => !asked.current.has(id));
    if (ids.length === 0 || draft.collection === '') return;
    for (const id of ids) asked.current.add(id);
    const learn = async (): Promise<void> => {
      const actors = await fetchActors(draft.collection, ids);
      draft.learnActors(actors);
      if (actors.length > 0) setActorsVersion((version) => version + 1);
    };
    void learn();
  }, [draft, unknownActors]);
  return views;
}

function useStorage(draft: OpenDraft, state: ReviewState): Pick<WebReview, 'saved' | 'storage'> {
  const [storage, setStorage] = useState<WebReview['storage']>('saved');
  const { content } = state;
  const current = getItem(state)?.key ?? null;
  const saved = useMemo(
    () =>
      saveReview(content, {
        text: draft.text.sha256,
        current,
        previous: draft.stored.review ?? undefined,
      }),
    [draft, content, current],
  );
  useEffect(() => {
    let isCurrent = true;
    setStorage('saving');
    saveDraft({ ...draft.stored, review: saved, savedAt: new Date().toISOString() }).then(
      () => isCurrent && setStorage('saved'),
      () => isCurrent && setStorage('failed'),
    );
    return () => {
      isCurrent = false;
    };
  }, [draft, saved]);
  return { saved, storage };
}
