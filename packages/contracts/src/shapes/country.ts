import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { isCountryCode } from './country-names.ts';
import { text } from './text.ts';

/** The rule of a state's code, for messages. */
export const COUNTRY_CODE_RULE =
  'must be a present or former ISO 3166-1 alpha-3 code: three capitals, such as KGZ; XKX is ' +
  'Kosovo, and XAA to XXZ are free for another entity without a code';

/** The alpha-3 code of a present state (ISO 3166-1), a former one, or one without such a code. */
export const CountryCode = z
  .string()
  .refine(isCountryCode, COUNTRY_CODE_RULE)
  .meta({
    ...shapeMetadata(
      'CountryCode',
      'The ISO 3166-1 alpha-3 code of a state, or that of a former one (ISO 3166-3). An entity ' +
        'without such a code has one of those that ISO leaves to users: Kosovo is XKX, and XAA ' +
        'to XXZ are free. Such a code means the same entity in every collection.',
    ),
    pattern: '^[A-Z]{3}$',
    examples: ['KGZ'],
  });

/** A state that the words name or imply. */
export const CountryValue = z
  .strictObject({
    code: CountryCode.describe('Its ISO 3166 alpha-3 code'),
    nameAsWritten: text(200).nullable().default(null).describe('The name, as written'),
    basis: z
      .enum(['stated', 'context', 'derived'])
      .default('stated')
      .describe('Stated in the passage, known from its context, or derived by a rule'),
    rule: text(200).nullable().default(null).describe('The rule that derived it'),
  })
  .meta(shapeMetadata('CountryValue', 'A state that the words name or imply.'));
export type CountryValue = z.infer<typeof CountryValue>;

/** A place: a name, a state, or both. */
export const Place = z
  .strictObject({
    name: text(200).nullable().default(null).describe('The name, as written'),
    country: CountryValue.nullable()
      .default(null)
      .describe('The state it lies in, only if known from the words'),
  })
  .refine(
    (place) => place.name !== null || place.country !== null,
    'must have a name, a country or both',
  )
  .meta(shapeMetadata('Place', 'A place: a name, a state, or both.'));
export type Place = z.infer<typeof Place>;
