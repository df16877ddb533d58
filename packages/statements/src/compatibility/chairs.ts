import { type DateValue, getDateBounds } from '@rapporteur/contracts';
import type { ChairClaim } from '../statement-values.ts';

/** The days that a claim asserts with certainty: a period, its first day, its last, or one day. */
interface CertainDays {
  readonly tells: 'period' | 'start' | 'end' | 'day';
  readonly from: string;
  readonly to: string;
}

function findDay(date: DateValue | null): string | null {
  if (date === null || /[?~%]/.test(date.edtf)) return null;
  const { precision, earliest } = getDateBounds(date);
  return precision === 'day' ? earliest : null;
}

function toPeriod(start: DateValue, end: DateValue): CertainDays | null {
  if (/[?~%]/.test(`${start.edtf}${end.edtf}`)) return null;
  const first = getDateBounds(start);
  const last = getDateBounds(end);
  if (first.earliest === null || last.latest === null) return null;
  // A term "2026" to "2026" is the year, whose days are certain as far as it has no neighbours.
  const isWhole = start.edtf === end.edtf;
  const from = isWhole ? first.earliest : (first.latest ?? first.earliest);
  const to = isWhole ? last.latest : (last.earliest ?? last.latest);
  return from < to ? { tells: 'period', from, to } : null;
}

function findCertainDays({ startedOn, endedOn, heldAsOf }: ChairClaim): CertainDays | null {
  const start = startedOn ?? (endedOn === null ? null : heldAsOf);
  const end = endedOn ?? (startedOn === null ? null : heldAsOf);
  if (start !== null && end !== null) {
    const period = toPeriod(start, end);
    if (period !== null) return period;
  }

  const toDay = (tells: CertainDays['tells'], date: DateValue | null): CertainDays | null => {
    const day = findDay(date);
    return day === null ? null : { tells, from: day, to: day };
  };
  return toDay('start', startedOn) ?? toDay('end', endedOn) ?? toDay('day', heldAsOf);
}

/**
 * Returns whether two claims about the chair of one body can both be true. Two holders contradict
 * each other if both are certain for one day. The day of a handover belongs to both.
 */
export function isCompatibleChair(a: ChairClaim, b: ChairClaim, isSameHolder: boolean): boolean {
  if (isSameHolder) return true;
  const daysA = findCertainDays(a);
  const daysB = findCertainDays(b);
  if (daysA === null || daysB === null) return true;
  if (daysA.tells === daysB.tells && daysA.from === daysB.from && daysA.to === daysB.to)
    return false;
  return !(daysA.from < daysB.to && daysB.from < daysA.to);
}
