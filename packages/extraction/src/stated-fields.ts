import type { DraftFields, DraftValue } from './draft.ts';

/** Returns the fields that have a value: a field that the words do not state is left out. */
export function keepStated(fields: Readonly<Record<string, DraftValue | undefined>>): DraftFields {
  const stated: Record<string, DraftValue> = {};
  for (const [field, value] of Object.entries(fields))
    if (value !== undefined) stated[field] = value;
  return stated;
}
