import { Count, type DatePrecision, DateValue, getDateBounds } from '@rapporteur/contracts';
import { z } from 'zod';

/** Returns the schema of a list in a view, which no reader changes. */
export function readonlyArray<T extends z.ZodType>(entry: T) {
  return z.array(entry).readonly();
}

/** A value that the source does not state; this differs from none and from zero. */
export const UnstatedValue = z.object({ stated: z.literal(false) }).meta({
  id: 'UnstatedValue',
  description: 'A value that the source does not state; this differs from none and from zero.',
});
export type UnstatedValue = z.output<typeof UnstatedValue>;

/** A value that the source states or omits. */
export type StatedValue<T> = (T & { readonly stated: true }) | UnstatedValue;

/** Returns the schema of a value that the source states or omits. */
export function statedValue<S extends z.ZodRawShape>(name: string, description: string, fields: S) {
  const stated = z
    .object({ stated: z.literal(true), ...fields })
    .meta({ id: `Stated${name}`, description });
  return z
    .discriminatedUnion('stated', [stated, UnstatedValue])
    .meta({ id: `${name}View`, description: `${description} It may not be stated.` });
}

const NOT_STATED: UnstatedValue = { stated: false };

const PRECISIONS = [
  'day',
  'month',
  'part-of-year',
  'year',
  'range',
  'open',
  'one-of',
  'recurring',
] as const satisfies readonly DatePrecision[];

const day = z.string().nullable().meta({ description: 'YYYY-MM-DD; null: open, or recurring.' });

/** A date in the world, with the days that it may mean. */
export const DateView = statedValue('Date', 'A date in the world, with the days it may mean.', {
  ...DateValue.shape,
  precision: z.enum(PRECISIONS),
  earliest: day,
  latest: day,
});
export type DateView = z.output<typeof DateView>;

export function toDateView(date: DateValue | null): DateView {
  if (date === null) return NOT_STATED;
  const { edtf, asWritten, basis, rule } = date;
  return { stated: true, edtf, ...getDateBounds(date), basis, asWritten, rule };
}

/** A number, open at either end; a number that is not stated is not zero. */
export const CountView = statedValue('Count', 'A number, open at either end.', Count.shape);
export type CountView = z.output<typeof CountView>;

export function toCountView(count: Count | null): CountView {
  if (count === null) return NOT_STATED;
  const { min, max, qualifier, ofWhat } = count;
  return { stated: true, min, max, qualifier, ofWhat };
}
