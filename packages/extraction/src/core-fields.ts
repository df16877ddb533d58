import type { DraftFact, DraftValue } from './draft.ts';

/** The fields of a note that every draft must have right: names and summaries are in free words. */
const CORE_FIELDS = [
  'body',
  'ordinal',
  'session',
  'format',
  'occurredOn',
  'scheduledOn',
  'places',
  'place',
  'host',
  'chairs',
  'chair',
  'person',
  'state',
  'organ',
  'heads',
  'capacity',
  'from',
  'to',
  'effectiveOn',
  'condemner',
  'strength',
  'perpetrators',
  'verb',
  'kind',
  'of',
  'period',
  'dueOn',
  'by',
  'stage',
  'holder',
  'assignee',
  'hostState',
  'outcome',
  'tally',
];

/** The core fields of a fact: actors by id, places and dates as one text. */
export type CoreFields = Readonly<Record<string, string>>;

/** Returns the core fields of a drafted fact, with its type. */
export function toCoreFields({ type, fields }: DraftFact): CoreFields {
  const core = CORE_FIELDS.flatMap((field) => {
    const value = fields[field];
    return value === undefined || value === null ? [] : [[field, simplify(value)] as const];
  });
  return { type, ...Object.fromEntries(core) };
}

/** Returns the core fields that a note expects. */
export function toExpectedFields(expected: Readonly<Record<string, unknown>>): CoreFields {
  return Object.fromEntries(
    Object.entries(expected).map(([field, value]) => [
      field,
      Array.isArray(value) ? value.join(' + ') : String(value),
    ]),
  );
}

/** Returns core fields as one line, by which tests compare them. */
export function formatCoreFields(fields: CoreFields): string {
  return Object.entries(fields)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([field, value]) => `${field}=${value}`)
    .join(' ');
}

function simplify(value: DraftValue): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map((one: DraftValue) => simplify(one)).join(' + ');
  const fields = value as Readonly<Record<string, DraftValue>>;
  if ('edtf' in fields) return simplify(fields['edtf'] ?? null);
  if ('for' in fields)
    return ['for', 'against', 'abstained'].map((vote) => simplify(fields[vote] ?? null)).join('-');
  if ('name' in fields || 'country' in fields) {
    const { name, country } = fields;
    const code = country === undefined ? undefined : Object.keys(country as object)[0];
    return [name, code].filter((part) => typeof part === 'string').join(', ');
  }
  return Object.keys(fields)[0] ?? '';
}
