import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { COUNT_MAX, Term } from './ids.ts';
import { text } from './text.ts';

const amount = z.int().min(0).max(COUNT_MAX);

/** How many, as far as the words say: open at either end. The field is null where nothing is stated, which is not zero. */
export const Count = z
  .strictObject({
    min: amount.nullable().default(null).describe('At least so many'),
    max: amount
      .nullable()
      .default(null)
      .describe('At most so many; the same as min where the number is exact'),
    qualifier: text(200)
      .nullable()
      .default(null)
      .describe('The words, where they are not the number: "more than 300"'),
    ofWhat: text(200).nullable().default(null).describe('What is counted'),
  })
  .refine((count) => count.min === null || count.max === null || count.min <= count.max, {
    path: ['max'],
    error: 'is below min: write the smaller number first',
  })
  .refine(
    (count) => count.min !== null || count.max !== null,
    'has neither min nor max: leave the count out where no number is stated',
  )
  .meta(
    shapeMetadata(
      'Count',
      'How many, as far as the words say: open at either end. Not stated is not zero.',
    ),
  );
export type Count = z.infer<typeof Count>;

/** The number of a meeting in its body's own series. */
export const OrdinalValue = z
  .strictObject({
    value: z.int().min(1).max(100_000).describe('The number, from 1'),
    basis: z
      .enum(['stated', 'context', 'derived'])
      .default('stated')
      .describe('Stated in the passage, carried by its context, or derived by a rule'),
    rule: text(200).nullable().default(null).describe('Which rule derived it'),
  })
  .meta(
    shapeMetadata(
      'OrdinalValue',
      "The number of a meeting in its body's own series, counted per session.",
    ),
  );
export type OrdinalValue = z.infer<typeof OrdinalValue>;

/** A name in somebody else's scheme; joins the same thing across collections. */
export const Identifier = z
  .strictObject({
    scheme: Term.describe('Whose scheme it is'),
    value: text(300).describe('What it is called there'),
  })
  .meta(
    shapeMetadata(
      'Identifier',
      "A name in somebody else's scheme; joins the same thing across collections.",
    ),
  );
export type Identifier = z.infer<typeof Identifier>;

/** A treaty, resolution or charter that words appeal to; it need not be registered. */
export const InstrumentRef = z
  .strictObject({
    id: Term.describe('A slug of ours: unscr-2231'),
    nameAsWritten: text(300).describe('The name, as written'),
    issuedBy: text(300)
      .nullable()
      .default(null)
      .describe('Whose instrument it is, where the words say so'),
  })
  .meta(
    shapeMetadata(
      'InstrumentRef',
      'A treaty, resolution or charter that words appeal to; it need not be registered.',
    ),
  );
export type InstrumentRef = z.infer<typeof InstrumentRef>;

/** The force of a sentence: its verb in the past tense (`stated` where it has none), and the words. */
export const verbFields = {
  verb: Term.describe(
    'The force of the sentence, in the past tense; `stated` where it has no verb of its own',
  ),
  verbAsWritten: text(200)
    .nullable()
    .default(null)
    .describe('The verb, as written, where it is another'),
};

/** Votes of one kind, as counted. */
export const vote = amount;
