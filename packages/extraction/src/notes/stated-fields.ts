import type { DraftFields, DraftValue } from '../draft.ts';

/** Returns the fields that have a value: a field that the words do not state is left out. */
export function keepStated(fields: Readonly<Record<string, DraftValue | undefined>>): DraftFields {
  const stated: Record<string, DraftValue> = {};
  for (const [field, value] of Object.entries(fields))
    if (value !== undefined) stated[field] = value;
  return stated;
}

/** Leaves out the verb that a rule gives if the words have another form of it: "to be held". */
export function keepWritten(fields: DraftFields, text: string): DraftFields {
  const { verbAsWritten: written, ...others } = fields;
  const isWritten =
    typeof written !== 'string' ||
    text.replaceAll(/\s+/g, ' ').toLowerCase().includes(written.toLowerCase());
  return isWritten ? fields : others;
}
