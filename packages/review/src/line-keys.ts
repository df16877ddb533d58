import { type FactField, findFactField, listFactFields } from './fact-fields.ts';
import { formatFieldValue, parseFieldValue } from './field-value.ts';
import { createLine, editLine, type ReviewKey } from './line-input.ts';
import { getFields, setFields } from './review-content.ts';
import { type ItemFields, type ItemValue, getType } from './review-item.ts';
import {
  BROWSE,
  change,
  getItem,
  type LinePurpose,
  type ReviewMode,
  type ReviewState,
} from './review-state.ts';
import { acceptAbove, addFact, reject } from './review-steps.ts';

type LineMode = Extract<ReviewMode, { readonly kind: 'line' }>;

/** Returns the state after a key in a line: Return takes the line, Escape leaves it. */
export function pressLineKey(state: ReviewState, mode: LineMode, key: ReviewKey): ReviewState {
  if (key.name === 'escape') return { ...state, mode: BROWSE };
  if (key.name === 'return' || key.name === 'enter') return takeLine(state, mode);
  return { ...state, mode: { ...mode, line: editLine(mode.line, key) } };
}

function takeLine(state: ReviewState, { purpose, line }: LineMode): ReviewState {
  const text = line.text.trim();
  switch (purpose.kind) {
    case 'reason':
      return reject(state, text === '' ? null : text);
    case 'confidence': {
      const confidence = Number(text.replace(',', '.'));
      const isValid = text !== '' && confidence >= 0 && confidence <= 1;
      if (!isValid) return { ...state, message: 'The confidence is a number from 0 to 1.' };
      return acceptAbove(state, confidence);
    }
    case 'field':
      return takeField(state, purpose.field, text);
    case 'make':
      return takeMade(state, purpose, text);
  }
}

/** Starts the input of a field of the present fact. */
export function startField(state: ReviewState, field: string): ReviewState {
  const item = getItem(state);
  if (item?.kind !== 'fact') return state;
  const fields = getFields(state.content, item);
  const line = createLine(formatFieldValue(fields[field], findField(fields, field)));
  return { ...state, mode: { kind: 'line', purpose: { kind: 'field', field }, line } };
}

const findField = (fields: ItemFields, name: string): FactField | undefined =>
  findFactField(getType(fields), name);

function takeField(state: ReviewState, name: string, text: string): ReviewState {
  const item = getItem(state);
  if (item?.kind !== 'fact') return { ...state, mode: BROWSE };
  const { [name]: _, ...others } = getFields(state.content, item);
  const changed = (fields: ItemFields): ReviewState =>
    change({ ...state, mode: BROWSE }, setFields(state.content, item, fields));
  if (text === '') return changed(others);

  const parsed = parseFieldValue(text, findField(others, name));
  if (!parsed.ok) return { ...state, message: parsed.message };
  return changed(replaceField(getFields(state.content, item), name, parsed.value));
}

/** Returns the fields with a value; a new field comes before the words. */
function replaceField(fields: ItemFields, name: string, value: ItemValue): ItemFields {
  if (Object.hasOwn(fields, name)) return { ...fields, [name]: value };
  const { quote, nth, passage, ...others } = fields;
  const words = { quote, nth, passage };
  const given = Object.entries(words).filter(([, one]) => one !== undefined);
  return { ...others, [name]: value, ...(Object.fromEntries(given) as ItemFields) };
}

/** Starts a fact of the present sentence: its required fields are typed one after the other. */
export function startFact(state: ReviewState, type: string): ReviewState {
  const required = listFactFields(type)
    .filter(({ name, isRequired }) => isRequired && !state.defaults.includes(name))
    .map(({ name }) => name);
  return continueFact(state, { type }, required);
}

function continueFact(
  state: ReviewState,
  fields: ItemFields,
  [field, ...left]: readonly string[],
): ReviewState {
  if (field === undefined) return makeFact(state, fields);
  const purpose: LinePurpose = { kind: 'make', fields, field, left };
  return { ...state, mode: { kind: 'line', purpose, line: createLine() } };
}

function takeMade(
  state: ReviewState,
  { fields, field, left }: Extract<LinePurpose, { readonly kind: 'make' }>,
  text: string,
): ReviewState {
  // An empty line leaves the field out: a default of the draft, or a later edit, may give it.
  if (text === '') return continueFact(state, fields, left);
  const parsed = parseFieldValue(text, findField(fields, field));
  if (!parsed.ok) return { ...state, message: parsed.message };
  return continueFact(state, { ...fields, [field]: parsed.value }, left);
}

function makeFact(state: ReviewState, typed: ItemFields): ReviewState {
  const sentence = getItem(state);
  if (sentence?.kind !== 'sentence') return { ...state, mode: BROWSE };
  return {
    ...addFact(state, { ...typed, ...sentence.words }, [sentence.range]),
    message: 'The fact is made. Return accepts it; e gives it further fields.',
  };
}
