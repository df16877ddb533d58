import { formatFieldName } from '@rapporteur/pages';
import type { FactField } from '@rapporteur/review';
import type { ReactNode } from 'react';
import { InputNotes } from './input-notes.tsx';
import type { Suggestion } from './suggestions.ts';
import {
  changeElement,
  changePart,
  findPartField,
  readElements,
  readParts,
} from './value-parts.ts';

interface StructuredFieldProps {
  readonly id: string;
  readonly field: FactField;
  /** The words of the legend, if they are not the name of the field. */
  readonly label: string | undefined;
  readonly value: string;
  readonly known: readonly Suggestion[];
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The inputs of a structured value: one for each of its parts, with its name. */
export function StructuredField(props: StructuredFieldProps) {
  const { id, field, label, value, known, problem, onChange } = props;
  return (
    <fieldset className={`record-field record-parts ${problem === undefined ? '' : 'is-invalid'}`}>
      <legend>{label ?? formatFieldName(field.name)}</legend>
      <PartInputs {...{ id, field, value, onChange }} prefix="" list={`${id}-list`} />
      <InputNotes {...{ id, known, problem, help: field.help }} />
    </fieldset>
  );
}

interface PartInputsProps extends Pick<StructuredFieldProps, 'field' | 'value' | 'onChange'> {
  /** The id of the field, and that of its suggestions. */
  readonly id: string;
  readonly list: string;
  /** The words before the name of each part, such as that of the value that they are in. */
  readonly prefix: string;
}

/** The inputs of a structured value, or of a list: one for each part, with its name. */
function PartInputs(props: PartInputsProps): ReactNode {
  const { id, field, value, list, prefix, onChange } = props;
  const elements = readElements(value, field);
  if (elements !== null)
    return elements.map((element, n) => (
      <PartInputs
        // The elements of a list have their order only.
        key={n}
        {...props}
        field={{ ...field, isList: false }}
        value={element}
        prefix={elements.length === 1 ? prefix : `${prefix}${n + 1}. `}
        onChange={(input) => onChange(changeElement(elements, n, input))}
      />
    ));
  return (readParts(value, field) ?? []).map(({ name, input }) => {
    const own = findPartField(field, name);
    const label = `${prefix}${formatFieldName(name)}`;
    const change = (changed: string): void =>
      onChange(changePart(value, field, { name, input: changed }));
    if (readParts(input, own) !== null)
      return (
        <PartInputs
          key={name}
          {...{ id, list }}
          field={own}
          value={input}
          prefix={`${label}: `}
          onChange={change}
        />
      );
    return (
      <label key={name}>
        <span>{label}</span>
        <input
          value={input}
          autoComplete="off"
          aria-describedby={`${id}-help ${id}-problem`}
          {...(name === 'id' ? { list } : {})}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      </label>
    );
  });
}
