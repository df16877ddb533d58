import type { DateValue, DomainEvent } from '@rapporteur/contracts';

/** The data of an event of any type. */
export type FactFields = Readonly<Record<string, unknown>>;

// Dates at which a fact became true; due and scheduled dates are not among them.
const OWN_DATE_FIELDS = ['occurredOn', 'adoptedOn', 'effectiveOn', 'startedOn', 'heldAsOf'];

// The period of a report is its date. The period of a plan is the time it is for.
const TYPES_DATED_BY_PERIOD: ReadonlySet<string> = new Set([
  'ActivityReported',
  'AssessmentReported',
]);

/** Returns the first of the fields that has a text, or null. */
export function readText(fields: FactFields, names: readonly string[]): string | null {
  const values = names.map((name) => fields[name]);
  return values.find((value): value is string => typeof value === 'string') ?? null;
}

/** Returns the date in a field, or null. */
export function readDate(fields: FactFields, name: string): DateValue | null {
  return (fields[name] ?? null) as DateValue | null;
}

/** Returns the own date of an event of any type, or null. */
export function readOwnDate({ type, data }: DomainEvent): DateValue | null {
  const names = TYPES_DATED_BY_PERIOD.has(type) ? [...OWN_DATE_FIELDS, 'period'] : OWN_DATE_FIELDS;
  return names.map((name) => readDate(data, name)).find((date) => date !== null) ?? null;
}
