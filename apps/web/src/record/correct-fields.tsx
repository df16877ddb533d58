import { formatFieldName, formatValue, type JsonFields } from '@rapporteur/pages';
import { type FactField, listFactFields, parseFieldValue } from '@rapporteur/review';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { readWords } from '../components/json-words.ts';
import type { ChangeFieldsProps } from './change-form.tsx';
import { FieldInput } from './field-input.tsx';
import { SelectField } from './form-parts.tsx';
import { formatRecordMessage } from './record-messages.ts';
import { useSuggestions } from './suggestions.ts';

/** The name of the field that gives the words of a fact. */
const PASSAGES = 'passages';

/** The field of a fact to correct, its present value, and the new one. */
export function CorrectFields({ collection, event, onChange, problemOf }: ChangeFieldsProps) {
  const [name, setName] = useState('');
  const [input, setInput] = useState('');
  const suggestions = useSuggestions(collection);
  const type = readWords(event, 'type');
  const fields = [...listFactFields(type), createPassagesField()];
  const field = fields.find((one) => one.name === name);
  const update = (nextName: string, nextInput: string): void => {
    setName(nextName);
    setInput(nextInput);
    const newValue = parseNewValue(
      fields.find((one) => one.name === nextName),
      nextInput,
      event,
    );
    onChange(
      nextName === '' || newValue === undefined
        ? undefined
        : {
            kind: 'correct',
            target: readWords(event, 'event'),
            field: nextName,
            oldValue: readPresent(event, nextName),
            newValue,
          },
    );
  };
  useGivenValue((asked, value) => {
    if (fields.some((one) => one.name === asked)) update(asked, value);
  });
  return (
    <>
      <SelectField
        label={formatRecordMessage('correct.field')}
        options={fields.map((one) => ({ value: one.name, label: formatFieldName(one.name) }))}
        value={name}
        none={formatRecordMessage('form.choose')}
        onChange={(value) => update(value, '')}
      />
      {field !== undefined && (
        <>
          <p>
            {formatRecordMessage('correct.present')} <strong>{spellPresent(event, name)}</strong>
          </p>
          <FieldInput
            field={field.isRequired ? field : explainEmpty(field)}
            label={formatRecordMessage('correct.new')}
            value={input}
            inherited=""
            problem={problemOf('newValue')}
            suggestions={suggestions}
            onChange={(value) => update(name, value)}
          />
        </>
      )}
    </>
  );
}

/** Takes the field and its new value from the address, where a draft differs from the record. */
function useGivenValue(take: (field: string, value: string) => void): void {
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  useEffect(() => {
    const given = new URLSearchParams(search);
    take(given.get('field') ?? '', given.get('value') ?? '');
  }, [search]);
}

function explainEmpty(field: FactField): FactField {
  return { ...field, help: `${field.help}. ${formatRecordMessage('correct.empty')}` };
}

function spellPresent(event: JsonFields, name: string): string {
  if (name === PASSAGES) return readQuotes(event);
  const present = readPresent(event, name);
  return present === null
    ? formatRecordMessage('correct.notStated')
    : formatValue(present, { days: 'spelled' });
}

function createPassagesField(): FactField {
  return {
    name: PASSAGES,
    help: formatRecordMessage('correct.passagesHelp'),
    isRequired: false,
    choices: [],
    isText: true,
    shape: null,
    isList: false,
  };
}

/** Returns the present value of a field; null if it is not stated. */
function readPresent({ data }: JsonFields, name: string): unknown {
  const fields = (data ?? {}) as JsonFields;
  const assertion = (fields['assertion'] ?? {}) as JsonFields;
  return fields[name] ?? assertion[name] ?? null;
}

function readQuotes({ passages }: JsonFields): string {
  const quotes = (Array.isArray(passages) ? (passages as JsonFields[]) : []).map(
    (passage) =>
      readWords(passage, 'quote') || `${String(passage['start'])}–${String(passage['end'])}`,
  );
  return quotes.join(' … ');
}

/** Returns the new value in the words of a submission; undefined if the input is none. */
function parseNewValue(field: FactField | undefined, input: string, event: JsonFields): unknown {
  if (field === undefined) return undefined;
  if (field.name === PASSAGES) {
    const [passage] = (event['passages'] ?? []) as readonly JsonFields[];
    const document = passage === undefined ? '' : readWords(passage, 'document');
    return input.trim() === '' ? undefined : [{ document, quote: input.trim() }];
  }
  if (input.trim() === '') return field.isRequired ? undefined : null;
  const parsed = parseFieldValue(input, field);
  return parsed.ok ? parsed.value : input;
}
