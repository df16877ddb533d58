import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { COUNT_MAX, Term } from './ids.ts';
import { text } from './text.ts';

const amount = z.int().min(0).max(COUNT_MAX);

/**
 * A number with a lower bound, an upper bound or both. A null field is not stated, which is
 * not zero.
 */
export const Count = z
  .strictObject({
    min: amount.nullable().default(null).describe('The lower bound'),
    max: amount
      .nullable()
      .default(null)
      .describe('The upper bound; equal to min for an exact number'),
    qualifier: text(200)
      .nullable()
      .default(null)
      .describe('The words, if they differ from the number: "more than 300"'),
    ofWhat: text(200).nullable().default(null).describe('The thing counted'),
  })
  .refine((count) => count.min === null || count.max === null || count.min <= count.max, {
    path: ['max'],
    error: 'must not be less than min',
  })
  .refine(
    (count) => count.min !== null || count.max !== null || count.qualifier !== null,
    'must have min, max or both, or a qualifier such as "many"; else leave the count out',
  )
  .meta(
    shapeMetadata(
      'Count',
      'A number with a lower bound, an upper bound or both. Not stated is not zero.',
    ),
  );
export type Count = z.infer<typeof Count>;

/** The number of a meeting in the series of its body and session. */
export const OrdinalValue = z
  .strictObject({
    value: z.int().min(1).max(100_000).describe('The number, from 1'),
    basis: z
      .enum(['stated', 'context', 'derived'])
      .default('stated')
      .describe('Stated in the passage, known from its context, or derived by a rule'),
    rule: text(200).nullable().default(null).describe('The rule that derived it'),
  })
  .meta(
    shapeMetadata('OrdinalValue', 'The number of a meeting in the series of its body and session.'),
  );
export type OrdinalValue = z.infer<typeof OrdinalValue>;

/** An id in an external scheme; it joins the same thing across collections. */
export const Identifier = z
  .strictObject({
    scheme: Term.describe('The name of the scheme'),
    value: text(300).describe('The id in the scheme'),
  })
  .meta(
    shapeMetadata(
      'Identifier',
      'An id in an external scheme; it joins the same thing across collections.',
    ),
  );
export type Identifier = z.infer<typeof Identifier>;

/** A span of time that recurs: `P90D`, `P6M`, `P1Y`. */
export const Interval = z
  .string()
  .regex(/^P[1-9]\d{0,3}[DWMY]$/, 'must be an ISO 8601 duration of one unit, such as P90D or P6M')
  .meta(shapeMetadata('Interval', 'An ISO 8601 duration of one unit: P90D, P2W, P6M, P1Y.'));

/** A treaty, resolution or charter that the words invoke; it need not be registered. */
export const InstrumentRef = z
  .strictObject({
    id: Term.describe(
      'A slug chosen by the recorder: unscr-2231. The id of the decision or document, if the record has it',
    ),
    nameAsWritten: text(300).describe('The name, as written'),
    issuedBy: text(300)
      .nullable()
      .default(null)
      .describe('The issuer of the instrument, if the words name it'),
    relation: z
      .enum(['recalls', 'reaffirms', 'extends', 'amends', 'supersedes', 'ends', 'carries-out'])
      .nullable()
      .default(null)
      .describe('What the words do with it; null if they only mention it'),
  })
  .meta(
    shapeMetadata(
      'InstrumentRef',
      'A treaty, resolution or charter that the words invoke; it need not be registered.',
    ),
  );
export type InstrumentRef = z.infer<typeof InstrumentRef>;

/** The force of a sentence: its verb in the past tense (`stated` if it has none), and the words. */
export const verbFields = {
  verb: Term.describe(
    'The force of the sentence, a verb in the past tense; `stated` if it has none',
  ),
  verbAsWritten: text(200).nullable().default(null).describe('The verb, as written, if it differs'),
};

/** As {@link verbFields}, of facts whose force mostly follows from their type. */
export const optionalVerbFields = {
  verb: Term.nullable()
    .default(null)
    .describe('The force of the sentence, a verb in the past tense, if it matters'),
  verbAsWritten: verbFields.verbAsWritten,
};

/**
 * A regular expression of the verbs of a plan, for any speaker: its content is still to come. Words of
 * the future, such as `will-pass`, are among them.
 */
export const PLAN_VERB_PATTERN =
  '^(announced|proposed|planned|scheduled|expected|envisaged|nominated|(will|shall|is-to|are-to|to-be)(-.+)?)$';

/** The number of votes of one kind. */
export const vote = amount;
