/// <reference path="../edtf.d.ts" />
import edtf from 'edtf';
import { z } from 'zod';
import { shape } from '../schema-shape.ts';
import { text } from './text.ts';

/** How exactly the words give a date, from one day to a day of every year. */
export type DatePrecision = 'day' | 'month' | 'part-of-year' | 'year' | 'range' | 'open' | 'one-of' | 'recurring';

/** The days a date may mean, both inclusive, `YYYY-MM-DD`; null where it is open or recurs. */
export interface DateBounds {
  readonly precision: DatePrecision;
  readonly earliest: string | null;
  readonly latest: string | null;
}

type Reading = { readonly ok: true; readonly bounds: DateBounds } | { readonly ok: false; readonly why: string };

const SHAPES: readonly (readonly [RegExp, DatePrecision])[] = [
  [/^\d{4}-\d\d-\d\d[?~%]?$/, 'day'],
  [/^\d{4}-(0[1-9]|1[0-2])[?~%]?$/, 'month'],
  [/^\d{4}-[2-4]\d$/, 'part-of-year'],
  [/^(\d{4}|\d{3}X|\d\dXX)[?~%]?$/, 'year'],
  [/^XXXX-\d\d(-\d\d)?$/, 'recurring'],
  [/^[[{][^.]+[\]}]$/, 'one-of'],
  [/^(\.\.\/[^/]+|[^/]+\/\.\.)$/, 'open'],
  [/^[^/]+\/[^/]+$/, 'range'],
];

const day = (ms: number): string | null => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : null);

/** Reads an EDTF text. Impossible days, reversed ranges and forms whose bounds are unclear are refused with a reason. */
export function readEdtf(value: string): Reading {
  const precision = SHAPES.find(([shape]) => shape.test(value))?.[1];
  if (precision === undefined) {
    return {
      ok: false,
      why: 'is not a date as EDTF writes it: use 2025-09-10, 2025-09, 2025, 2025-09-01/2025-09-03 or 2013/..',
    };
  }
  try {
    const parsed = edtf(value);
    // The parser takes 29 February 2025 for 1 March: what does not print back as given names no day.
    if (parsed.edtf !== value) return { ok: false, why: `names no day of the calendar (it would read ${parsed.edtf})` };
    if (precision === 'recurring') return { ok: true, bounds: { precision, earliest: null, latest: null } };
    if (parsed.min > parsed.max) return { ok: false, why: 'ends before it begins: write the earlier date first' };
    return { ok: true, bounds: { precision, earliest: day(parsed.min), latest: day(parsed.max) } };
  } catch (error) {
    const reversed = error instanceof Error && error.message.includes('bound');
    return {
      ok: false,
      why: reversed ? 'ends before it begins: write the earlier date first' : 'names no day of the calendar',
    };
  }
}

/** When, as ISO 8601-2 (EDTF) says it, with the words of the source and why we read them so. */
export const DateValue = z
  .strictObject({
    edtf: z
      .string()
      .max(100)
      .superRefine((value, context) => {
        const reading = readEdtf(value);
        if (!reading.ok) context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} ${reading.why}` });
      })
      .describe('The date as ISO 8601-2 (EDTF) writes it')
      .meta({ examples: ['2025-09-10', '2025-06', '2024/2027', '[2024-07,2025-07]', 'XXXX-09-03'] }),
    asWritten: text(200)
      .nullable()
      .default(null)
      .describe('The words of the source, where they are not the date itself: "late August"'),
    basis: z
      .enum(['stated', 'context', 'relative', 'derived'])
      .default('stated')
      .describe('Stated in the passage, carried by its context, relative to another date, or derived by a rule'),
    rule: text(200).nullable().default(null).describe('Which rule derived it, or what it is relative to'),
  })
  .meta(shape('DateValue', 'When, with the words of the source and why they are read so.'));
export type DateValue = z.infer<typeof DateValue>;

/** The days that a checked date may mean. Throws a RangeError for one that was never checked. */
export function boundsOf(date: Pick<DateValue, 'edtf'>): DateBounds {
  const reading = readEdtf(date.edtf);
  if (!reading.ok) throw new RangeError(`${date.edtf} ${reading.why}`);
  return reading.bounds;
}
