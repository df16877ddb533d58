import type { DraftFields, DraftValue } from './draft.ts';

/** Returns the fields that have a value: a field that the words do not state is left out. */
export function keepStated(fields: Readonly<Record<string, DraftValue | undefined>>): DraftFields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, DraftValue] => entry[1] !== undefined),
  );
}
