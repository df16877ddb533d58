import type { Suggestion } from './suggestions.ts';

interface InputNotesProps {
  /** The id of the input, which names its list and its notes. */
  readonly id: string;
  readonly known: readonly Suggestion[];
  readonly problem: string | undefined;
  readonly help: string;
}

/** The parts after an input: what the record suggests, its problem and its help. */
export function InputNotes({ id, known, problem, help }: InputNotesProps) {
  return (
    <>
      {known.length > 0 && (
        <datalist id={`${id}-list`}>
          {known.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </datalist>
      )}
      {problem !== undefined && (
        <strong id={`${id}-problem`} className="warning">
          {problem}
        </strong>
      )}
      <small id={`${id}-help`} className="quiet">
        {help}
      </small>
    </>
  );
}
