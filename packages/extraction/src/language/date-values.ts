import type { DraftFields, DraftValue } from '../draft.ts';

/** Returns the EDTF of a date, which is a text or has it beside its words. */
export function readEdtf(date: DraftValue | undefined): string | undefined {
  const edtf = typeof date === 'object' && date !== null && 'edtf' in date ? date.edtf : date;
  return typeof edtf === 'string' ? edtf : undefined;
}

/**
 * Returns the day that words count from another one, YYYY-MM-DD, with the rule by which it is found.
 * `from` names the event of that day.
 */
export function countDay(
  from: { readonly event: 'adoption' | 'meeting'; readonly day: string },
  count: number,
  unit: 'days' | 'months',
  asWritten: string,
): DraftFields & { readonly edtf: string } {
  const edtf = addToDay(from.day, count, unit);
  return { edtf, asWritten, basis: 'relative', rule: `${from.event} + ${count} ${unit}` };
}

/** Returns the day after a number of days or months, both YYYY-MM-DD. */
export function addToDay(day: string, count: number, unit: 'days' | 'months'): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (unit === 'days')
    return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const length = getMonthLength(first.getUTCFullYear(), first.getUTCMonth() + 1);
  return `${first.toISOString().slice(0, 8)}${pad(Math.min(date, length))}`;
}

/** Returns the number of days of a month. */
export function getMonthLength(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Returns a number with at least two digits. */
export function pad(value: number): string {
  return String(value).padStart(2, '0');
}
