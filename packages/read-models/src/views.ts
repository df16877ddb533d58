import { boundsOf, type Count, type DatePrecision, type DateValue } from '@rapporteur/contracts';

/** What the source does not state; it is neither none nor zero. */
export interface NotStated {
  readonly stated: false;
}

/** A value that the source states, or that it does not. */
export type Stated<T> = (T & { readonly stated: true }) | NotStated;

const NOT_STATED: NotStated = { stated: false };

/** A date of the world, with the days it may mean. */
export type DateView = Stated<
  DateValue & { readonly precision: DatePrecision; readonly earliest: string | null; readonly latest: string | null }
>;

export function dateView(date: DateValue | null): DateView {
  return date === null ? NOT_STATED : { stated: true, ...date, ...boundsOf(date) };
}

/** A number, open at either end; a number that is not stated is not zero. */
export type CountView = Stated<Count>;

export function countView(count: Count | null): CountView {
  return count === null ? NOT_STATED : { stated: true, ...count };
}
