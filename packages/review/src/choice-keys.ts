import { type ChoosableType, findFactField, listFactFields, listFactTypes } from './fact-fields.ts';
import { createLine, editLine, type ReviewKey } from './line-input.ts';
import { startFact, startField } from './line-keys.ts';
import { formatFieldValue } from './field-value.ts';
import { getFields } from './review-content.ts';
import { getType } from './review-item.ts';
import { BROWSE, getItem, type ReviewMode, type ReviewState } from './review-state.ts';

type ChoiceMode = Extract<ReviewMode, { readonly kind: 'choice' }>;

/** One line of a list to choose from. */
export interface ReviewChoice {
  readonly name: string;
  /** The present value, or nothing. */
  readonly value: string;
  readonly help: string;
}

/** Starts the choice of a field of the present fact, or of a type. */
export function startChoice(state: ReviewState, purpose: ChoiceMode['purpose']): ReviewState {
  return { ...state, mode: { kind: 'choice', purpose, filter: createLine(), index: 0 } };
}

/** Returns what can be chosen: those whose name has the typed letters, then by their help. */
export function listChoices(state: ReviewState, mode: ChoiceMode): readonly ReviewChoice[] {
  const all = mode.purpose === 'type' ? listFactTypes().map(toChoice) : listFields(state);
  const typed = mode.filter.text.trim().toLowerCase();
  const named = all.filter(({ name }) => name.toLowerCase().includes(typed));
  const explained = all.filter(
    (one) => !named.includes(one) && one.help.toLowerCase().includes(typed),
  );
  return [...named, ...explained];
}

function toChoice({ type, help }: ChoosableType): ReviewChoice {
  return { name: type, value: '', help };
}

/** The fields that a fact has come first, then those that its type may have. */
function listFields(state: ReviewState): readonly ReviewChoice[] {
  const item = getItem(state);
  if (item?.kind !== 'fact') return [];
  const fields = getFields(state.content, item);
  const type = getType(fields);
  const present = Object.entries(fields).map(([name, value]) => {
    const field = findFactField(type, name);
    return { name, value: formatFieldValue(value, field), help: field?.help ?? '' };
  });
  const others = listFactFields(type).filter(({ name }) => !Object.hasOwn(fields, name));
  return [...present, ...others.map(({ name, help }) => ({ name, value: '', help }))];
}

/** Returns the state after a key in a list. */
export function pressChoiceKey(state: ReviewState, mode: ChoiceMode, key: ReviewKey): ReviewState {
  const choices = listChoices(state, mode);
  const last = Math.max(0, choices.length - 1);
  const moveTo = (index: number): ReviewState => ({
    ...state,
    mode: { ...mode, index: Math.min(Math.max(index, 0), last) },
  });
  switch (key.name) {
    case 'escape':
      return { ...state, mode: BROWSE };
    case 'up':
      return moveTo(mode.index - 1);
    case 'down':
    case 'tab':
      return moveTo(mode.index + 1);
    case 'pageup':
      return moveTo(mode.index - 8);
    case 'pagedown':
      return moveTo(mode.index + 8);
    case 'return':
    case 'enter': {
      const chosen = choices[mode.index];
      if (chosen === undefined) return { ...state, message: 'Nothing has these letters.' };
      return mode.purpose === 'type'
        ? startFact(state, chosen.name)
        : startField(state, chosen.name);
    }
    default:
      return { ...state, mode: { ...mode, filter: editLine(mode.filter, key), index: 0 } };
  }
}
