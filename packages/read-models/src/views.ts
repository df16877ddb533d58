import { Count, type DatePrecision, DateValue, getDateBounds } from '@rapporteur/contracts';
import { STRENGTHS } from '@rapporteur/statements';
import { z } from 'zod';

/** Returns the schema of a list in a view, which no reader changes. */
export function readonlyArray<T extends z.ZodType>(entry: T) {
  return z.array(entry).readonly();
}

/** The level of strength of a decision, an agreement or a report. */
export const StrengthView = z
  .enum(STRENGTHS)
  .meta({ id: 'Strength', description: 'A level of strength, the strongest first.' });

/** A value that the source does not state; this differs from none and from zero. */
export interface UnstatedValue {
  readonly stated: false;
}

/** A value that the source states or omits. */
export type StatedValue<T> = (T & { readonly stated: true }) | UnstatedValue;

/** Returns the schema of a value that the source states or omits, and of what is always known. */
export function statedValue<S extends z.ZodRawShape, K extends z.ZodRawShape = {}>({
  name,
  description,
  stated,
  known,
}: {
  readonly name: string;
  readonly description: string;
  readonly stated: S;
  readonly known?: K;
}) {
  const isStated = z
    .object({ stated: z.literal(true), ...stated, ...(known ?? ({} as K)) })
    .meta({ id: `Stated${name}`, description });
  const isUnstated = z
    .object({ stated: z.literal(false), ...(known ?? ({} as K)) })
    .meta({ id: `Unstated${name}`, description: 'The source does not state it.' });
  return z
    .discriminatedUnion('stated', [isStated, isUnstated])
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

/** The fields of a stated date. */
export const DATE_VIEW = {
  ...DateValue.shape,
  precision: z.enum(PRECISIONS),
  earliest: day,
  latest: day,
};

/** A date in the world, with the days that it may mean. */
export const DateView = statedValue({
  name: 'Date',
  description: 'A date in the world, with the days it may mean.',
  stated: DATE_VIEW,
});
export type DateView = z.output<typeof DateView>;

export function toDateView(date: DateValue | null): DateView {
  if (date === null) return NOT_STATED;
  const { edtf, asWritten, basis, rule } = date;
  return { stated: true, edtf, ...getDateBounds(date), basis, asWritten, rule };
}

/** A number, open at either end; a number that is not stated is not zero. */
export const CountView = statedValue({
  name: 'Count',
  description: 'A number, open at either end.',
  stated: Count.shape,
});
export type CountView = z.output<typeof CountView>;

export function toCountView(count: Count | null): CountView {
  if (count === null) return NOT_STATED;
  const { min, max, qualifier, ofWhat } = count;
  return { stated: true, min, max, qualifier, ofWhat };
}
