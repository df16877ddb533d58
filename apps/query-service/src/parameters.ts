import { findSimilarName, parseEdtf, toFieldErrors } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import type { DayRange } from '@rapporteur/read-models';
import { z } from 'zod';

/** The most rows of one page. */
export const LIMIT_MAX = 1000;
const LIMIT_DEFAULT = 100;
/** The most values of a list in an address. */
const LIST_MAX = 100;
const TEXT_LENGTH_MAX = 200;

const single = z
  .string('must be given once: separate several values by commas')
  .max(4000)
  .refine(
    (value) => value.isWellFormed() && !value.includes('\u0000'),
    'holds a character that no text of ours may hold',
  );

/** Some of several values, separated by commas. */
export const listParameter = (doc: string) =>
  single
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().min(1, 'holds an empty value: remove the extra comma')).max(LIST_MAX))
    .optional()
    .meta({ description: `${doc}; several are separated by commas`, example: undefined });

/** Some of a closed list of values. */
export const choiceParameter = <T extends string>(values: readonly [T, ...T[]], doc: string) =>
  single
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(values)).max(LIST_MAX))
    .optional()
    .meta({ description: `${doc}: ${values.join(', ')}; several are separated by commas` });

/** True or false. */
export const booleanParameter = (doc: string) =>
  single
    .pipe(z.enum(['true', 'false']))
    .transform((value) => value === 'true')
    .optional()
    .meta({ description: doc });

/** Words that a text must hold. */
export const textParameter = (doc: string) =>
  single.min(1).max(TEXT_LENGTH_MAX).optional().meta({ description: doc });

/** A date as EDTF writes it, taken for the days it may mean. */
const days = single.transform((value, context): DayRange => {
  const reading = parseEdtf(value);
  const { earliest: from, latest: to } = reading.ok
    ? reading.bounds
    : { earliest: null, latest: null };
  if (reading.ok && !isBeforeYearOne(from ?? to)) return { from, to };
  const why = reading.ok ? BEFORE_YEAR_ONE : reading.reason;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} ${why}` });
  return z.NEVER;
});

const BEFORE_YEAR_ONE = 'lies before the year 1, of which no record tells';

function isBeforeYearOne(day: string | null): boolean {
  return day?.startsWith('0000') === true;
}

/** A stretch of time: a day, a month, a year or an interval. */
export const periodParameter = (doc: string) =>
  days.optional().meta({ description: `${doc}: 2026, 2026-05, 2026-05-17` });

const DAY = /^\d{4}-\d\d-\d\d$/;

/** One day of the world. */
const day = single.superRefine((value, context) => {
  const reading = DAY.test(value) ? parseEdtf(value) : undefined;
  if (reading?.ok === true && !isBeforeYearOne(value)) return;
  const whyNot = reading?.ok === false ? reading.reason : BEFORE_YEAR_ONE;
  const why = reading === undefined ? 'is not a day: write it as 2025-10-01' : whyNot;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} ${why}` });
});

/** A time of the record from which on: a day begins at its first moment. */
export const sinceParameter = (doc: string) =>
  single
    .transform((value, context): Date => {
      const time = parseTime(value, 'begin');
      if (time !== null) return time;
      const message = `${JSON.stringify(value)} is neither a day nor a time with its zone`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .optional()
    .meta({ description: doc });

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** A time with its zone, or the beginning or end of a day (UTC); null where it is neither. */
export function parseTime(value: string, edge: 'begin' | 'end'): Date | null {
  const isDay = DAY.test(value);
  if (isDay ? !parseEdtf(value).ok : !ZONED.test(value)) return null;
  const time = new Date(
    isDay ? `${value}T${edge === 'begin' ? '00:00:00.000' : '23:59:59.999'}Z` : value,
  );
  return Number.isNaN(time.getTime()) ? null : time;
}

/** A position that was passed before the answer. */
export const POSITION_PARAMETER = {
  position: single
    .min(1)
    .optional()
    .meta({ description: 'A position that the answer must not be older than; see Prefer: wait' }),
};

/** What every question of a collection takes. */
export const COMMON_PARAMETERS = {
  asOf: day
    .optional()
    .meta({ description: 'The day of the world: what had come to be by then. Such as 2025-10-01' }),
  asOfRecorded: single.min(1).optional().meta({
    description:
      'What the record said at a position (0:42) or a time (2026-01-31T12:00:00Z, or a day)',
  }),
  ...POSITION_PARAMETER,
  sources: booleanParameter('false leaves out who says so, and on which words'),
};

/** What a question takes whose answer comes in pages. */
export const PAGE_PARAMETERS = {
  limit: single
    .regex(/^\d{1,6}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(LIMIT_MAX))
    .default(LIMIT_DEFAULT)
    .meta({ description: `Rows of one page, ${LIMIT_DEFAULT} unless told, at most ${LIMIT_MAX}` }),
  cursor: single
    .min(1)
    .optional()
    .meta({ description: 'Where the next page begins: `next` of the page before' }),
};

/** From and to: what overlaps these days. */
export const DATE_PARAMETERS = {
  from: days
    .optional()
    .meta({ description: 'Nothing that was over before: 2025, 2025-03, 2025-03-01' }),
  to: days.optional().meta({ description: 'Nothing that began after: 2025, 2025-05, 2025-05-31' }),
};

/** The days between the earliest of `from` and the latest of `to`. @throws Problem 400 where they are reversed */
export function combineDates({
  from,
  to,
}: {
  from?: DayRange | undefined;
  to?: DayRange | undefined;
}): DayRange {
  const between = { from: from?.from ?? null, to: to?.to ?? null };
  if (between.from === null || between.to === null || between.from <= between.to) return between;
  const error = {
    field: 'from',
    rule: 'PARAMETER_INVALID',
    message: 'is after to',
    remedy: 'Give the earlier one first.',
  };
  throw invalid([error]);
}

function invalid(
  errors: readonly { field: string; rule: string; message: string; remedy: string }[],
): Problem {
  const unknown = errors.every(({ rule }) => rule === 'PARAMETER_UNKNOWN');
  return new Problem(400, unknown ? 'PARAMETER_UNKNOWN' : 'PARAMETER_INVALID', {
    title: unknown ? 'There is no such parameter.' : 'A parameter cannot be read.',
    detail: errors.map(({ field, message, remedy }) => `${field} ${message}. ${remedy}`).join(' '),
    errors,
  });
}

/** Reads the parameters of an address. Unknown ones are refused: a filter that is not applied would be a lie. */
export function parseParameters<S extends z.ZodRawShape>(
  shape: S,
  query: unknown,
): z.output<z.ZodObject<S>> {
  const known = Object.keys(shape);
  const given = query as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw invalid(unknown.map((name) => unknownParameter(name, known)));
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  // An error of one value of a list is shown with that value, as an error of the parameter.
  const lists = new Set(
    result.error.issues.filter(({ path }) => path.length > 1).map(({ path }) => String(path[0])),
  );
  const split = (name: string, value: unknown) =>
    lists.has(name)
      ? String(value)
          .split(',')
          .map((part) => part.trim())
      : value;
  const values = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, split(name, value)]),
  );
  const errors = toFieldErrors(result.error.issues, values);
  throw invalid(
    errors.map((error) => ({
      ...error,
      field: error.field.split('.')[0] ?? '',
      rule: 'PARAMETER_INVALID',
    })),
  );
}

function unknownParameter(name: string, known: readonly string[]) {
  const near = findSimilarName(name, known);
  return {
    field: name,
    rule: 'PARAMETER_UNKNOWN',
    message: 'is no parameter of this',
    remedy: near === undefined ? `There are ${known.join(', ')}.` : `Did you mean ${near}?`,
  };
}
