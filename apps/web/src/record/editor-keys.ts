import { getItem } from '@rapporteur/review';
import type { OpenForm } from './form-of-fact.tsx';
import type { WebReview } from './use-review.ts';

/** The keys of the screen that are keys of the review. */
const REVIEW_KEYS: ReadonlySet<string> = new Set(['r', 's', 'b', 'u', 'y', 'd', 'o', 'f']);
const ARROWS: ReadonlyMap<string, string> = new Map([
  ['ArrowLeft', 'b'],
  ['ArrowRight', 's'],
]);

interface EditorKeyContext {
  readonly review: WebReview;
  readonly isHelpShown: boolean;
  readonly setHelpShown: (isShown: boolean) => void;
  readonly openForm: (form: OpenForm) => void;
  readonly goToText: () => void;
}

/** Presses a key of the split screen. Returns false if the key has no meaning now. */
export function pressEditorKey(key: string, context: EditorKeyContext): boolean {
  const { review, isHelpShown, setHelpShown, goToText } = context;
  if (key === '?' || (key === 'Escape' && isHelpShown)) {
    setHelpShown(!isHelpShown);
    return true;
  }
  if (isHelpShown) return false;
  if (key === 'n') review.goToNextSentence();
  else if (key === 't') goToText();
  else if (REVIEW_KEYS.has(key)) review.press(key);
  else if (ARROWS.has(key)) review.press(ARROWS.get(key) ?? '');
  else return pressItemKey(key, context);
  return true;
}

/** Presses a key whose meaning is that of the present item. */
function pressItemKey(key: string, { review, openForm }: EditorKeyContext): boolean {
  const item = getItem(review.state);
  if (item === undefined) return false;
  if (key === 'a') review.press('a');
  else if (key === 'e' && item.kind === 'fact') openForm({ kind: 'edit', item });
  else if (key === 'm' && item.kind === 'sentence') openForm({ kind: 'make', range: item.range });
  else return false;
  return true;
}
