import { z } from 'zod';
import { COUNT_MAX, Term } from './ids.ts';
import { text } from './text.ts';

const amount = z.int().min(0).max(COUNT_MAX);

/** How many, as far as the words say: open at either end. The field is null where nothing is stated, which is not zero. */
export const Count = z
  .strictObject({
    min: amount.nullable().default(null),
    max: amount.nullable().default(null),
    /** The words, where they are not the number: "more than 300". */
    qualifier: text(200).nullable().default(null),
    ofWhat: text(200).nullable().default(null),
  })
  .refine((count) => count.min === null || count.max === null || count.min <= count.max, {
    path: ['max'],
    error: 'is below min: write the smaller number first',
  })
  .refine(
    (count) => count.min !== null || count.max !== null,
    'has neither min nor max: leave the count out where no number is stated',
  )
  .meta({ shape: 'Count' });
export type Count = z.infer<typeof Count>;

/** The number of a meeting in its body's own series. */
export const OrdinalValue = z
  .strictObject({
    value: z.int().min(1).max(100_000),
    basis: z.enum(['stated', 'context', 'derived']).default('stated'),
    rule: text(200).nullable().default(null),
  })
  .meta({ shape: 'OrdinalValue' });
export type OrdinalValue = z.infer<typeof OrdinalValue>;

/** A name in somebody else's scheme; joins the same thing across collections. */
export const Identifier = z.strictObject({ scheme: Term, value: text(300) }).meta({ shape: 'Identifier' });
export type Identifier = z.infer<typeof Identifier>;

/** A treaty, resolution or charter that words appeal to; it need not be registered. */
export const InstrumentRef = z
  .strictObject({ id: Term, nameAsWritten: text(300), issuedBy: text(300).nullable().default(null) })
  .meta({ shape: 'InstrumentRef' });
export type InstrumentRef = z.infer<typeof InstrumentRef>;

/** The force of a sentence: its verb in the past tense (`stated` where it has none), and the words. */
export const verbFields = {
  verb: Term,
  verbAsWritten: text(200).nullable().default(null),
};

/** Votes of one kind, as counted. */
export const vote = amount;
