import { DOCUMENT_FACT_DEFINITIONS, sha256Hex } from '@rapporteur/contracts';
import { type ItemFields, type ItemValue, getType } from './review-item.ts';

const IDENTITY_FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  DOCUMENT_FACT_DEFINITIONS.map(({ type, identity }) => [type, identity]),
);

/**
 * Returns the identity of a fact within its document: its type, its passages and the fields by
 * which facts of the type differ. Other fields may change without a change of the identity.
 */
export function identifyFact(
  fields: ItemFields,
  ranges: readonly { readonly start: number; readonly end: number }[],
): string {
  const type = getType(fields);
  const places = ranges.map(({ start, end }) => `${start}-${end}`);
  // A field with one actor may list several, such as `states` of DelegationAttended.
  const names = (IDENTITY_FIELDS.get(type) ?? []).flatMap((name) => [name, `${name}s`]);
  const values = names
    .filter((name) => (fields[name] ?? null) !== null)
    .map((name) => `${name}=${formatValue(fields[name])}`);
  return [type, ...places, ...values].join(' ');
}

/** Returns a hash of the fields of a fact: two facts are equal if their hashes are. */
export function hashFields(fields: ItemFields): string {
  return sha256Hex(JSON.stringify(sortKeys(fields))).slice(0, 16);
}

/** An actor, a date or a count is known by its id or main value: the words for it may differ. */
function formatValue(value: ItemValue | undefined): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  if (isList(value)) return value.map(formatValue).join('+');
  const main = value['id'] ?? value['edtf'] ?? value['value'];
  if (main !== undefined) return formatValue(main);
  const keys = Object.keys(value);
  return keys.length === 1 ? (keys[0] ?? '') : JSON.stringify(sortKeys(value));
}

function sortKeys(value: ItemValue): ItemValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(sortKeys);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sortKeys(one)]));
}

function isList(value: ItemValue): value is readonly ItemValue[] {
  return Array.isArray(value);
}
