import {
  getDateBounds,
  type Count,
  type DatePrecision,
  type DateValue,
} from '@rapporteur/contracts';

/** What the source does not state; it is neither none nor zero. */
export interface NotStated {
  readonly stated: false;
}

/** A value that the source states, or that it does not. */
export type Stated<T> = (T & { readonly stated: true }) | NotStated;

const NOT_STATED: NotStated = { stated: false };

/** A date of the world, with the days it may mean. */
export type DateView = Stated<
  DateValue & {
    readonly precision: DatePrecision;
    readonly earliest: string | null;
    readonly latest: string | null;
  }
>;

export function dateView(date: DateValue | null): DateView {
  if (date === null) return NOT_STATED;
  const { edtf, asWritten, basis, rule } = date;
  return { stated: true, edtf, ...getDateBounds(date), basis, asWritten, rule };
}

/** A number, open at either end; a number that is not stated is not zero. */
export type CountView = Stated<Count>;

export function countView(count: Count | null): CountView {
  if (count === null) return NOT_STATED;
  const { min, max, qualifier, ofWhat } = count;
  return { stated: true, min, max, qualifier, ofWhat };
}
