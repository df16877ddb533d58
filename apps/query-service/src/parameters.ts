import { type FieldError, parseEdtf, suggestName, toFieldErrors } from '@rapporteur/contracts';
import { Problem } from '@rapporteur/platform';
import type { DayRange } from '@rapporteur/read-models';
import { z } from 'zod';
import type { QueryDefinition } from './collection-query.ts';
import { CSV_CHOICES } from './csv.ts';

/** The most rows of one page. */
export const LIMIT_MAX = 1000;
const LIMIT_DEFAULT = 100;
/** The most values of a list parameter. */
const LIST_MAX = 100;
const TEXT_LENGTH_MAX = 200;
const VALUE_LENGTH_MAX = 4000;

const single = z
  .string('must be given once: separate several values by commas')
  .max(VALUE_LENGTH_MAX)
  .refine(
    (value) => value.isWellFormed() && !value.includes('\u0000'),
    'must not contain NUL or a lone surrogate',
  );

const commaSeparated = single.transform((value) => value.split(',').map((part) => part.trim()));

/** A list of values, separated by commas. */
export const listParameter = (description: string) =>
  commaSeparated
    .pipe(z.array(z.string().min(1, 'holds an empty value: remove the extra comma')).max(LIST_MAX))
    .optional()
    .meta({ description: `${description}; separate several by commas` });

/** A list of values from a closed set, separated by commas. */
export const choiceParameter = <T extends string>(
  values: readonly [T, ...T[]],
  description: string,
) =>
  commaSeparated
    .pipe(z.array(z.enum(values)).max(LIST_MAX))
    .optional()
    .meta({ description: `${description}: ${values.join(', ')}; separate several by commas` });

export const booleanParameter = (description: string) =>
  single
    .pipe(z.enum(['true', 'false']))
    .transform((value) => value === 'true')
    .pipe(z.boolean())
    .optional()
    .meta({ description });

/** Words to search for. */
export const textParameter = (description: string) =>
  single.min(1).max(TEXT_LENGTH_MAX).optional().meta({ description });

/** One value, as long as an address may be. */
export const valueParameter = (description: string) =>
  single.min(1).optional().meta({ description });

/** A whole number from 1. */
export const numberParameter = (description: string) =>
  single
    .regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1 to 999999')
    .transform(Number)
    .pipe(z.int())
    .optional()
    .meta({ description });

/** An offset in a text, counted from 0. */
export const offsetParameter = (description: string) =>
  single
    .regex(/^\d{1,8}$/, 'must be a whole number of at most 8 digits')
    .transform(Number)
    .pipe(z.int())
    .optional()
    .meta({ description });

const BEFORE_YEAR_ONE = 'must not lie before the year 1';

/** An EDTF date, read as the range of days it may mean. */
const dayRange = single.transform((value, context): DayRange => {
  const reading = parseEdtf(value);
  const { earliest: from, latest: to } = reading.ok
    ? reading.bounds
    : { earliest: null, latest: null };
  if (reading.ok && !isBeforeYearOne(from ?? to)) return { from, to };

  const reason = reading.ok ? BEFORE_YEAR_ONE : reading.reason;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} ${reason}` });
  return z.NEVER;
});

function isBeforeYearOne(day: string | null): boolean {
  return day?.startsWith('0000') === true;
}

// The schema of a text that is parsed into another value.
const EDTF_TEXT = { type: 'string', maxLength: 100 } as const;

/** A day, a month, a year or an interval. */
export const periodParameter = (description: string) =>
  dayRange.optional().meta({
    ...EDTF_TEXT,
    description: `${description}: 2026, 2026-05, 2026-05-17`,
  });

const DAY = /^\d{4}-\d\d-\d\d$/;

const day = single.superRefine((value, context) => {
  const reading = DAY.test(value) ? parseEdtf(value) : undefined;
  if (reading?.ok === true && !isBeforeYearOne(value)) return;

  const invalid = reading?.ok === false ? reading.reason : BEFORE_YEAR_ONE;
  const reason = reading === undefined ? 'must be a day, such as 2025-10-01' : invalid;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} ${reason}` });
});

/** The earliest recording time of a result. A day begins at 00:00 UTC. */
export const sinceParameter = (description: string) =>
  single
    .transform((value, context): Date => {
      const time = parseTime(value, 'start');
      if (time !== null) return time;

      const message = `${JSON.stringify(value)} must be a day, or a time with its zone`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .optional()
    .meta({ type: 'string', description });

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Returns a time with its zone, or the start or end of a day in UTC. Returns null if the text is
 * neither.
 */
export function parseTime(value: string, edge: 'start' | 'end'): Date | null {
  const isDay = DAY.test(value);
  if (isDay ? !parseEdtf(value).ok : !ZONED.test(value)) return null;

  const timeOfDay = edge === 'start' ? '00:00:00.000' : '23:59:59.999';
  const time = new Date(isDay ? `${value}T${timeOfDay}Z` : value);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** The parameter of every query whose path names no collection. */
export const COLLECTIONS_PARAMETER = {
  collections: listParameter('The collections to read, by id; default: all'),
};

/** The parameter of every route that reads from the read models. */
export const POSITION_PARAMETER = {
  position: single.min(1).optional().meta({
    description: 'The position that the result must include at least; see the header Prefer: wait',
  }),
};

/** The parameters of every query on a collection. */
export const COMMON_PARAMETERS = {
  asOf: day.optional().meta({
    format: 'date',
    description: 'Valid time: the result as of this day in the world, such as 2025-10-01',
  }),
  asOfRecorded: single
    .min(1)
    .optional()
    .meta({
      description:
        'Record time: the result as recorded at a position (0:42), a time (2026-01-31T12:00:00Z) ' +
        'or a day',
    }),
  ...POSITION_PARAMETER,
  statements: booleanParameter(
    'true adds the statements behind each value: all that sources state, with the source of each',
  ),
  names: booleanParameter('true adds the names of the things that the data mention by their ids'),
  csv: choiceParameter(
    CSV_CHOICES,
    'The form of a CSV table. exact: without the mark of cells that a spreadsheet would run as ' +
      'formulas. bom: with a byte order mark, by which spreadsheets know UTF-8',
  ),
  sources: booleanParameter('false leaves out the sources: the asserting parties and passages'),
};

/** The parameters of a query whose result has pages. */
export const PAGE_PARAMETERS = {
  limit: single
    .regex(/^\d{1,6}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(LIMIT_MAX))
    .default(LIMIT_DEFAULT)
    .meta({ description: `Rows per page. Default: ${LIMIT_DEFAULT}, at most ${LIMIT_MAX}` }),
  cursor: single
    .min(1)
    .optional()
    .meta({ description: 'The start of the next page: `next` of the previous page' }),
};

/** The parameters of a query whose rows have a date. */
export const DATE_PARAMETERS = {
  from: dayRange
    .optional()
    .meta({ ...EDTF_TEXT, description: 'Leave out what ended earlier: 2025, 2025-03, 2025-03-01' }),
  to: dayRange
    .optional()
    .meta({ ...EDTF_TEXT, description: 'Leave out what began later: 2025, 2025-05, 2025-05-31' }),
};

/**
 * Returns the days from the earliest of `from` to the latest of `to`.
 * Throws a Problem 400 if `from` is after `to`.
 */
export function combineDates({
  from,
  to,
}: {
  readonly from?: DayRange | undefined;
  readonly to?: DayRange | undefined;
}): DayRange {
  const range = { from: from?.from ?? null, to: to?.to ?? null };
  if (range.from === null || range.to === null || range.from <= range.to) return range;

  throw createParameterProblem({
    field: 'from',
    message: 'is after to',
    remedy: 'Give the earlier date first.',
  });
}

const ALL_COMMON = z.object({ ...COMMON_PARAMETERS, ...PAGE_PARAMETERS });

/** The parsed parameters that every query may take. */
export type CommonParameters = z.output<typeof ALL_COMMON>;

/**
 * Parses the parameters of a query, its own and the common ones.
 * Throws a Problem 400 if one is unknown or invalid: a filter that is silently not applied would
 * mislead.
 */
export function parseQueryParameters<S extends z.ZodRawShape>(
  { paged, parameters }: Pick<QueryDefinition<string, S>, 'paged' | 'parameters'>,
  query: RawParameters,
): { readonly common: CommonParameters; readonly own: z.output<z.ZodObject<S>> } {
  rejectUnknownParameters(Object.keys(listParameters({ paged, parameters })), query);

  const common = ALL_COMMON.safeParse(query);
  const own = z.object(parameters).safeParse(query);
  if (common.success && own.success) return { common: common.data, own: own.data };

  const issues = [common, own].flatMap(({ error }) => error?.issues ?? []);
  throw createInvalidProblem(issues, query);
}

/** Returns all parameters of a query, in the order of the documentation. */
export function listParameters({
  paged,
  parameters,
}: Pick<QueryDefinition, 'paged' | 'parameters'>): z.ZodRawShape {
  return { ...(paged ? PAGE_PARAMETERS : {}), ...parameters, ...COMMON_PARAMETERS };
}

/** Parses parameters. Throws a Problem 400 if one is unknown or invalid. */
export function parseParameters<S extends z.ZodRawShape>(
  shape: S,
  query: RawParameters,
): z.output<z.ZodObject<S>> {
  rejectUnknownParameters(Object.keys(shape), query);
  const result = z.object(shape).safeParse(query);
  if (result.success) return result.data;
  throw createInvalidProblem(result.error.issues, query);
}

/** The parameters as the HTTP server hands them over. */
export type RawParameters = Readonly<Record<string, unknown>>;

type ParameterError = Omit<FieldError, 'rule'>;

const UNKNOWN = { rule: 'PARAMETER_UNKNOWN', title: 'A parameter is unknown.' };
const INVALID = { rule: 'PARAMETER_INVALID', title: 'A parameter is invalid.' };

function rejectUnknownParameters(known: readonly string[], query: RawParameters): void {
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;

  const errors = unknown.map((field) => ({
    field,
    message: 'is not a parameter of this route',
    remedy: suggestName(field, known),
  }));
  throw createProblem(UNKNOWN, errors);
}

/** Returns the problem of one invalid parameter. */
export function createParameterProblem(error: ParameterError): Problem {
  return createProblem(INVALID, [error]);
}

function createInvalidProblem(issues: readonly z.core.$ZodIssue[], query: RawParameters): Problem {
  // Report an error in one value of a list with that value, as an error of the parameter.
  const lists = new Set(issues.filter(({ path }) => path.length > 1).map(({ path }) => path[0]));
  const values = Object.entries(query).map(([name, value]) => [
    name,
    lists.has(name) ? commaSeparated.parse(value) : value,
  ]);
  const errors = toFieldErrors(issues, Object.fromEntries(values));
  return createProblem(
    INVALID,
    errors.map((error) => ({ ...error, field: error.field.split('.')[0] ?? '' })),
  );
}

function createProblem(
  { rule, title }: typeof INVALID,
  errors: readonly ParameterError[],
): Problem {
  return new Problem(400, rule, {
    title,
    detail: errors.map(({ field, message, remedy }) => `${field} ${message}. ${remedy}`).join(' '),
    errors: errors.map((error) => ({ ...error, rule })),
  });
}
