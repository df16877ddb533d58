import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { parseEdtf } from './edtf.ts';
import { text } from './text.ts';

/** A date in ISO 8601-2 (EDTF), with the words of the source and its basis. */
export const DateValue = z
  .strictObject({
    edtf: z
      .string()
      .max(100)
      .superRefine((value, context) => {
        const reading = parseEdtf(value);
        if (!reading.ok)
          context.addIssue({
            code: 'custom',
            message: `${JSON.stringify(value)} ${reading.reason}`,
          });
      })
      .describe('The date as ISO 8601-2 (EDTF) writes it')
      .meta({
        examples: ['2025-09-10', '2025-06', '2024/2027', '[2024-07,2025-07]', 'XXXX-09-03'],
      }),
    asWritten: text(200)
      .nullable()
      .default(null)
      .describe('The words of the source, if they differ from the date: "late August"'),
    basis: z
      .enum(['stated', 'context', 'relative', 'derived'])
      .default('stated')
      .describe(
        'Stated in the passage, known from its context, relative to another date, or derived ' +
          'by a rule',
      ),
    rule: text(200)
      .nullable()
      .default(null)
      .describe('The rule that derived it, or the date it is relative to'),
  })
  .meta(shapeMetadata('DateValue', 'A date, with the words of the source and its basis.'));
export type DateValue = z.infer<typeof DateValue>;
