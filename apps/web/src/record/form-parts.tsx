import { useId } from 'react';
import { InputNotes } from './input-notes.tsx';

/** An option of a choice. */
interface FormOption {
  readonly value: string;
  readonly label: string;
}

interface RadioChoiceProps {
  readonly options: readonly FormOption[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One of a few options. */
export function RadioChoice({ options, value, onChange }: RadioChoiceProps) {
  const name = useId();
  return (
    <div className="record-choice">
      {options.map((option) => (
        <label key={option.value} className="record-check">
          <input
            type="radio"
            name={name}
            required
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />{' '}
          {option.label}
        </label>
      ))}
    </div>
  );
}

interface SelectFieldProps extends RadioChoiceProps {
  readonly label: string;
  /** The words of no option; undefined if one is always chosen. */
  readonly none?: string;
}

/** One of many options. */
export function SelectField({ label, options, value, none, onChange }: SelectFieldProps) {
  const id = useId();
  return (
    <p className="record-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        required
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </p>
  );
}

interface TextInputProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly isRequired?: boolean;
  /** Values that the record suggests, with their names. */
  readonly known?: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (value: string) => void;
}

/** A text with its help and its problem. */
export function TextInput(props: TextInputProps) {
  const { label, help, value, problem, isRequired = true, known = [], onChange } = props;
  const id = useId();
  return (
    <p className={`record-field ${problem === undefined ? '' : 'is-invalid'}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        required={isRequired}
        value={value}
        {...(known.length === 0 ? {} : { list: `${id}-list` })}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-help ${id}-problem`}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <InputNotes {...{ id, known, problem, help }} />
    </p>
  );
}
