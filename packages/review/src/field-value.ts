import { parseDocument, stringify } from 'yaml';
import type { FactField } from './fact-fields.ts';
import type { ItemFields, ItemValue } from './review-item.ts';

/** A parsed input, or the reason why it is none. */
export type ParsedInput<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** Returns a value on one line, as a person would type it. */
export function formatFieldValue(value: ItemValue | undefined, field?: FactField): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && field?.isText === true) return value.replaceAll('\n', ' ');
  if (typeof value === 'string' && isYear(value, field)) return value;
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false })
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** Parses the input for a field: YAML on one line, or a text as it is. */
export function parseFieldValue(
  input: string,
  field: FactField | undefined,
): ParsedInput<ItemValue> {
  if (field?.isText === true) return { ok: true, value: input.trim() };
  if (isYear(input.trim(), field)) return { ok: true, value: input.trim() };
  return parseYamlValue(input);
}

/** Returns whether the value of a date is a year, which YAML alone takes for a number. */
function isYear(value: string, field: FactField | undefined): boolean {
  return field?.shape === 'DateValue' && !field.isList && /^\d{4}$/.test(value);
}

/** Parses a fact that a person edited as YAML. */
export function parseFactFields(yaml: string): ParsedInput<ItemFields> {
  const parsed = parseYamlValue(yaml);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, message: 'A fact must be a mapping: `type: …`, one field on each line.' };
  return { ok: true, value: value as ItemFields };
}

/** Returns a fact as YAML, one field on each line. */
export function formatFactFields(fields: ItemFields): string {
  return stringify(fields, { lineWidth: 100, aliasDuplicateObjects: false });
}

function parseYamlValue(input: string): ParsedInput<ItemValue> {
  try {
    const document = parseDocument(input, {
      prettyErrors: false,
      logLevel: 'error',
      merge: false,
      resolveKnownTags: false,
    });
    const [error] = document.errors;
    if (error === undefined) return { ok: true, value: (document.toJS() ?? null) as ItemValue };
    return { ok: false, message: `The YAML is invalid: ${error.message}` };
  } catch (error) {
    // An alias without an anchor, or brackets nested too deeply.
    return { ok: false, message: `The YAML is invalid: ${(error as Error).message}` };
  }
}
