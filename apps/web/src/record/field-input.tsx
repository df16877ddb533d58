import { formatFieldName } from '@rapporteur/pages';
import type { FactField } from '@rapporteur/review';
import { useId } from 'react';
import { InputNotes } from './input-notes.tsx';
import { formatRecordMessage } from './record-messages.ts';
import type { Suggestion, Suggestions } from './suggestions.ts';
import { StructuredField } from './structured-field.tsx';
import { isStructured } from './value-parts.ts';

interface FieldInputProps {
  readonly field: FactField;
  /** The words of the label, if they are not the name of the field. */
  readonly label?: string;
  readonly value: string;
  /** The value that the field has if none is given; empty for none. */
  readonly inherited: string;
  readonly problem: string | undefined;
  readonly suggestions: Suggestions;
  readonly onChange: (value: string) => void;
}

const NONE: readonly Suggestion[] = [];

/** The input of one field: a choice, or a text with suggestions of the record. */
export function FieldInput({ field, label, value, inherited, ...props }: FieldInputProps) {
  const { suggestions, onChange } = props;
  const id = useId();
  const { name, help, isRequired, choices, isList, shape } = field;
  const known = suggestions[shape ?? ''] ?? NONE;
  const isNeeded = isRequired && inherited === '';
  // The browser asks for an empty field when the form is sent.
  const problem = isNeeded && value === '' ? undefined : props.problem;
  const common = {
    id,
    value,
    required: isNeeded,
    'aria-invalid': problem !== undefined,
    'aria-describedby': `${id}-help ${id}-problem`,
  };
  if (isStructured(value, field))
    return <StructuredField {...{ id, field, label, value, known, problem, onChange }} />;
  return (
    <p className={`record-field ${problem === undefined ? '' : 'is-invalid'}`}>
      <label htmlFor={id}>
        {label ?? formatFieldName(name)}
        {isNeeded && <span className="quiet"> {formatRecordMessage('form.required')}</span>}
      </label>
      {choices.length > 0 && !isList ? (
        <select {...common} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          <option value="">{inherited === '' ? '–' : inherited}</option>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          placeholder={inherited}
          {...(known.length === 0 ? {} : { list: `${id}-list` })}
          autoComplete="off"
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      <InputNotes {...{ id, known, problem, help }} />
    </p>
  );
}
