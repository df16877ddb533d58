import {
  getDateBounds,
  type Count,
  type DatePrecision,
  type DateValue,
} from '@rapporteur/contracts';

/** A value that the source does not state; this differs from none and from zero. */
export interface UnstatedValue {
  readonly stated: false;
}

/** A value that the source states or omits. */
export type StatedValue<T> = (T & { readonly stated: true }) | UnstatedValue;

const NOT_STATED: UnstatedValue = { stated: false };

/** A date in the world, with the days that it may mean. */
export type DateView = StatedValue<
  DateValue & {
    readonly precision: DatePrecision;
    readonly earliest: string | null;
    readonly latest: string | null;
  }
>;

export function toDateView(date: DateValue | null): DateView {
  if (date === null) return NOT_STATED;
  const { edtf, asWritten, basis, rule } = date;
  return { stated: true, edtf, ...getDateBounds(date), basis, asWritten, rule };
}

/** A number, open at either end; a number that is not stated is not zero. */
export type CountView = StatedValue<Count>;

export function toCountView(count: Count | null): CountView {
  if (count === null) return NOT_STATED;
  const { min, max, qualifier, ofWhat } = count;
  return { stated: true, min, max, qualifier, ofWhat };
}
