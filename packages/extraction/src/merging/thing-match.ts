import { type DateValue, getDateBounds } from '@rapporteur/contracts';
import { isCompatible } from '@rapporteur/statements';
import type { MergedKind, MergeEvidence } from './draft-merge.ts';
import type { FactData } from './draft-reading.ts';
import type { FactSearch, KnownFact } from './draft-record.ts';

/** A thing of the record that may be that of the draft. */
export interface ThingMatch {
  readonly known: string;
  readonly exact: boolean;
  readonly evidence: readonly MergeEvidence[];
}

/** A thing of a draft, and the rule that recognises it. */
export interface DraftThing {
  readonly kind: MergedKind;
  readonly id: string;
  readonly searches: readonly FactSearch[];
  /** Returns the things of recorded facts that may be the same. */
  readonly match: (facts: readonly KnownFact[]) => readonly ThingMatch[];
}

/** Returns the date of a field. */
export function readDate(value: unknown): DateValue | undefined {
  return typeof value === 'object' && value !== null && 'edtf' in value
    ? (value as DateValue)
    : undefined;
}

/** Returns the first and the last day that a date may mean, as parameters of a search. */
export function toDays(date: DateValue | undefined): FactSearch | undefined {
  if (date === undefined) return undefined;
  const { earliest, latest } = getDateBounds(date);
  return earliest === null || latest === null ? undefined : { from: earliest, to: latest };
}

/** Returns whether a date is known to the day, or to a few days. */
export function isPrecise(date: DateValue | undefined): boolean {
  const days = toDays(date);
  if (days === undefined) return false;
  return Date.parse(days['to'] ?? '') - Date.parse(days['from'] ?? '') <= DAYS_MAX * DAY_MS;
}

const DAY_MS = 86_400_000;
/** The longest meeting or incident whose days are still told apart from a month. */
const DAYS_MAX = 10;

export function isSameDay(a: DateValue | undefined, b: DateValue | undefined): boolean {
  return a !== undefined && b !== undefined && isCompatible('date', a, b);
}

/** Returns the years that a date may mean differ from those of another. */
export function isInOtherYear(a: DateValue | undefined, b: DateValue | undefined): boolean {
  const own = toDays(a);
  const other = toDays(b);
  if (own === undefined || other === undefined) return false;
  const year = (day: string | undefined): string => (day ?? '').slice(0, 4);
  return year(own['to']) < year(other['from']) || year(other['to']) < year(own['from']);
}

/** Returns the shorter of two dates, which says more. */
export function formatSharedDay(a: DateValue | undefined, b: DateValue | undefined): string {
  return (isPrecise(a) ? a : (b ?? a))?.edtf ?? '';
}

/** Returns the texts among the values of fields. */
export function listTexts(data: FactData, fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => {
    const value = data[field];
    return typeof value === 'string' ? [value] : [];
  });
}
