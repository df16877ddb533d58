import {
  type FactField,
  findFactField,
  formatFieldValue,
  getType,
  type ItemFields,
  type ItemValue,
  type ItemView,
  listFactFields,
  listFactTypes,
  parseFieldValue,
} from '@rapporteur/review';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { FieldInput } from './field-input.tsx';
import type { FactIssue } from './open-draft.ts';
import { formatRecordMessage } from './record-messages.ts';
import { useSuggestions } from './suggestions.ts';

/** The fields that the form does not show: the words of the fact, and its type. */
const WORD_FIELDS = ['type', 'quote', 'nth', 'passage', 'quotes', 'passages'];

interface FactFormProps {
  readonly title: string;
  /** The present fields with the words; without a type for a fact that is made. */
  readonly fields: ItemFields;
  /** The words of the text that state the fact. */
  readonly words: string;
  /** The fields that the fact inherits. */
  readonly defaults: ItemFields;
  readonly collection: string;
  readonly issues: readonly FactIssue[];
  readonly check: (fields: ItemFields) => ItemView | undefined;
  readonly onSave: (fields: ItemFields, isAccepted: boolean) => void;
  readonly onCancel: () => void;
}

/** The type that was chosen last: the next words are often of the same one. */
let lastType = '';

/** The form of a fact: it knows the fields of the type, and shows problems beside them. */
export function FactForm(props: FactFormProps) {
  const { title, fields, words, defaults, collection, check, onSave, onCancel } = props;
  const isNew = getType(fields) === '';
  const { type, setType, inputs, setInput, parsed, view, shown, problemOf, others } =
    useFactInputs(props);
  const suggestions = useSuggestions(collection);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = isNew ? 'select' : '.record-inputs :is(input, select)';
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, [isNew]);

  const save = (isAccepted: boolean): void => {
    if (type === '' || parsed.problems.size > 0) return;
    if (isAccepted && hasProblems(check(parsed.fields))) return focusProblem(form.current);
    lastType = type;
    onSave(parsed.fields, isAccepted);
  };
  const renderField = (field: FactField) => (
    <FieldInput
      key={field.name}
      field={field}
      value={inputs[field.name] ?? ''}
      inherited={formatFieldValue(defaults[field.name], field)}
      problem={problemOf(field.name)}
      suggestions={suggestions}
      onChange={(value) => setInput(field.name, value)}
    />
  );
  return (
    <form
      ref={form}
      className="record-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        save(true);
      }}
      onKeyDown={({ key }) => (key === 'Escape' ? onCancel() : undefined)}
    >
      <h2>{title}</h2>
      <blockquote>{words}</blockquote>
      <TypeField type={type} onChange={setType} />
      {type !== '' && (
        <>
          <p className="record-sentence" role="status">
            {view?.sentences.join(' ') ?? ''}
          </p>
          <Problems problems={others} />
          <div className="record-inputs">{shown.first.map(renderField)}</div>
          <details>
            <summary>{formatRecordMessage('form.others', { count: shown.others.length })}</summary>
            {shown.others.map(renderField)}
          </details>
        </>
      )}
      <FormButtons isReady={type !== ''} onSave={() => save(false)} onCancel={onCancel} />
    </form>
  );
}

/** A fact with a problem is not accepted: it could not be recorded. */
const hasProblems = (view: ItemView | undefined): boolean => (view?.problems.length ?? 0) > 0;

/** Moves the focus to the first input with a problem, once the problem is beside it. */
function focusProblem(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

interface FormButtonsProps {
  readonly isReady: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

function FormButtons({ isReady, onSave, onCancel }: FormButtonsProps) {
  return (
    <p className="record-actions">
      <button type="submit" className="primary" disabled={!isReady}>
        {formatRecordMessage('form.accept')} <kbd>Enter</kbd>
      </button>
      <button type="button" disabled={!isReady} onClick={onSave}>
        {formatRecordMessage('form.save')}
      </button>
      <button type="button" onClick={onCancel}>
        {formatRecordMessage('cancel')} <kbd>Esc</kbd>
      </button>
    </p>
  );
}

/** The inputs of a fact, and the problems of each. */
function useFactInputs({ fields, defaults, issues, check }: FactFormProps) {
  const [type, setType] = useState(getType(fields) || lastType);
  const [inputs, setInputs] = useState(() => readInputs(fields));
  const parsed = useMemo(() => parseInputs({ type, inputs, fields }), [type, inputs, fields]);
  // A large draft takes longer to check than a key may take.
  const checked = useDeferredValue(parsed.fields);
  const view = useMemo(() => (type === '' ? undefined : check(checked)), [checked, type]);
  const shown = chooseFields(type, { inputs, fields, defaults });
  const placed = new Set([...shown.first, ...shown.others].map(({ name }) => name));
  const problemOf = (name: string): string | undefined =>
    parsed.problems.get(name) ??
    view?.fieldProblems.get(name) ??
    issues.find(({ field }) => field === name)?.message;
  const beside = new Set(
    [...(view?.fieldProblems ?? [])].flatMap(([name, message]) =>
      placed.has(name) ? [message] : [],
    ),
  );
  const others = [
    ...(view?.problems ?? []).filter((problem) => !beside.has(problem)),
    ...issues.filter(({ field }) => !placed.has(field)).map(({ message }) => message),
  ];
  const setInput = (name: string, value: string): void =>
    setInputs((before) => ({ ...before, [name]: value }));
  return { type, setType, inputs, setInput, parsed, view, shown, problemOf, others };
}

function Problems({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="record-problems">
      {[...new Set(problems)].map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  );
}

interface TypeFieldProps {
  readonly type: string;
  readonly onChange: (type: string) => void;
}

const TYPES = listFactTypes();

function TypeField({ type, onChange }: TypeFieldProps) {
  const id = useId();
  const help = TYPES.find((one) => one.type === type)?.help ?? formatRecordMessage('form.typeHelp');
  return (
    <p className="record-field">
      <label htmlFor={id}>{formatRecordMessage('form.type')}</label>
      <select
        id={id}
        value={type}
        aria-describedby={`${id}-help`}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        <option value="">{formatRecordMessage('form.choose')}</option>
        {TYPES.map((one) => (
          <option key={one.type} value={one.type}>
            {one.type.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}
          </option>
        ))}
      </select>
      <small id={`${id}-help`} className="quiet">
        {help}
      </small>
    </p>
  );
}

type FieldTexts = Readonly<Record<string, string>>;

function readInputs(fields: ItemFields): FieldTexts {
  const type = getType(fields);
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !WORD_FIELDS.includes(name))
      .map(([name, value]) => [name, formatFieldValue(value, findFactField(type, name))]),
  );
}

interface ParsedInputs {
  readonly fields: ItemFields;
  readonly problems: ReadonlyMap<string, string>;
}

/** Returns the fields of the inputs. An empty input leaves its field out. */
function parseInputs({
  type,
  inputs,
  fields,
}: {
  readonly type: string;
  readonly inputs: FieldTexts;
  readonly fields: ItemFields;
}): ParsedInputs {
  const problems = new Map<string, string>();
  const values: Record<string, ItemValue> = { type };
  const known = new Set([...listFactFields(type).map(({ name }) => name), ...pluralsOf(fields)]);
  for (const [name, input] of Object.entries(inputs)) {
    if (input.trim() === '' || !known.has(name)) continue;
    const parsed = parseFieldValue(input, findFactField(type, name));
    if (parsed.ok) values[name] = parsed.value;
    else problems.set(name, parsed.message);
  }
  for (const name of WORD_FIELDS) {
    const value = fields[name];
    if (name !== 'type' && value !== undefined) values[name] = value;
  }
  return { fields: values, problems };
}

/** A draft may list several actors in the plural of a field, which no type has. */
function pluralsOf(fields: ItemFields): readonly string[] {
  return Object.keys(fields).filter((name) => name.endsWith('s'));
}

/** Returns the fields to show at once, and the further ones of the type. */
function chooseFields(
  type: string,
  {
    inputs,
    fields,
    defaults,
  }: { readonly inputs: FieldTexts; readonly fields: ItemFields; readonly defaults: ItemFields },
): { readonly first: readonly FactField[]; readonly others: readonly FactField[] } {
  const all = listFactFields(type);
  const isFirst = ({ name, isRequired }: FactField): boolean =>
    Object.hasOwn(fields, name) || (isRequired && !Object.hasOwn(defaults, name));
  const names = new Set(all.map(({ name }) => name));
  const plurals = pluralsOf(inputs)
    .filter((name) => !names.has(name) && Object.hasOwn(fields, name))
    .map((name) => ({
      name,
      help: formatRecordMessage('form.plural'),
      isRequired: false,
      choices: [],
      isText: false,
      shape: 'ActorRef',
      isList: true,
    }));
  return {
    first: [...all.filter(isFirst), ...plurals],
    others: all.filter((field) => !isFirst(field)),
  };
}
