import { type DateBounds, type DateValue, getDateBounds } from '@rapporteur/contracts';

const isUncertain = ({ edtf }: DateValue): boolean => /[?~%]/.test(edtf);

/** Returns the dates of a set; any other date is its own only member. */
function listMembers(edtf: string): readonly string[] {
  return /^[[{]/.test(edtf) ? edtf.slice(1, -1).split(',') : [edtf];
}

const isBefore = (a: string | null, b: string | null): boolean => a !== null && b !== null && a < b;

/** Returns whether `inner` lies within `outer`; a null bound of `outer` is open. */
function isWithin(inner: DateBounds, outer: DateBounds): boolean {
  const { earliest, latest } = outer;
  const startsWithin = earliest === null || (inner.earliest !== null && inner.earliest >= earliest);
  const endsWithin = latest === null || (inner.latest !== null && inner.latest <= latest);
  return startsWithin && endsWithin;
}

/** A recurring date agrees with the same day or month of any year. */
function isRecurrence(recurring: string, other: string): boolean {
  const [month, day] = recurring.replace('XXXX-', '').split('-');
  const [otherMonth, otherDay] = other.replace(/^(XXXX|\d{4})-?/, '').split('-');
  if (otherMonth === undefined || otherMonth === '' || Number(otherMonth) > 12) return true;
  if (month !== otherMonth) return false;
  return day === undefined || otherDay === undefined || day === otherDay;
}

/**
 * Returns whether the words of a range only describe it: "late August" for 21 to 31 August. Words
 * with both days are the range itself.
 */
function isApproximate({ edtf, asWritten }: DateValue): boolean {
  if (asWritten === null || !edtf.includes('/')) return false;
  const days = edtf.split('/').map((end) => /^\d{4}-\d\d-(\d\d)$/.exec(end)?.[1]);
  const numbers = new Set((asWritten.match(/\d+/g) ?? []).map(Number));
  return days.every((day) => day !== undefined && !numbers.has(Number(day)));
}

type DateEnd = Pick<DateValue, 'edtf'>;

function isCompatibleEnd(a: string, b: string): boolean {
  return a === '..' || b === '..' || isNested({ edtf: a }, { edtf: b });
}

function isNested(a: DateEnd, b: DateEnd): boolean {
  const boundsA = getDateBounds(a);
  const boundsB = getDateBounds(b);
  if (boundsA.precision === 'open' || boundsB.precision === 'open') {
    const apart =
      isBefore(boundsA.latest, boundsB.earliest) || isBefore(boundsB.latest, boundsA.earliest);
    return !apart;
  }
  return isWithin(boundsA, boundsB) || isWithin(boundsB, boundsA);
}

function isCompatibleMember(a: DateValue, b: DateValue): boolean {
  if (a.edtf.startsWith('XXXX')) return isRecurrence(a.edtf, b.edtf);
  if (b.edtf.startsWith('XXXX')) return isRecurrence(b.edtf, a.edtf);

  const isTwoRanges = a.edtf.includes('/') && b.edtf.includes('/');
  if (!isTwoRanges || isApproximate(a) || isApproximate(b)) return isNested(a, b);
  // Both state a first and a last day: 22 to 25 May is not 23 to 25 May.
  const [startA = '', endA = ''] = a.edtf.split('/');
  const [startB = '', endB = ''] = b.edtf.split('/');
  return isCompatibleEnd(startA, startB) && isCompatibleEnd(endA, endB);
}

/**
 * Returns whether two dates can both be true: one lies within the other, or two ranges begin and
 * end alike. Of a set, one member suffices. An uncertain date contradicts nothing.
 */
export function isCompatibleDate(a: DateValue, b: DateValue): boolean {
  if (a.edtf === b.edtf || isUncertain(a) || isUncertain(b)) return true;
  const membersB = listMembers(b.edtf);
  return listMembers(a.edtf).some((memberA) =>
    membersB.some((memberB) =>
      isCompatibleMember({ ...a, edtf: memberA }, { ...b, edtf: memberB }),
    ),
  );
}
