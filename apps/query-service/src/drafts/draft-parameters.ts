import { z } from 'zod';
import { booleanParameter, valueParameter } from '../parameters.ts';

/** The parameters of a draft, beside the document. */
export const DRAFT_PARAMETERS = {
  collection: valueParameter('The collection that the draft is for, and is compared with'),
  published: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, such as 2025-09-11')
    .optional()
    .meta({ description: 'The day of publication: the anchor of "this year" and "last July"' }),
  name: valueParameter('The name of the file, from which the id of the document is made').pipe(
    z.string().max(200).optional(),
  ),
  language: valueParameter('The language of the text; by default its words tell'),
  rejected: booleanParameter('true: also the facts that a review of the text rejected, marked'),
  redistributable: booleanParameter('true: the text may be stored with the record'),
};
