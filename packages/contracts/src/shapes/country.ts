import { iso31661, iso31663 } from 'iso-3166';
import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { text } from './text.ts';

const present = new Map(iso31661.map((entry) => [entry.alpha3, entry.name]));
const former = new Map(iso31663.map((entry) => [entry.from.alpha3, entry.from.name]));
const names = new Map([...former, ...present]);

/**
 * Returns the ISO name of a present (3166-1) or former (3166-3) state; undefined for other
 * codes.
 */
export function findCountryName(code: string): string | undefined {
  return names.get(code);
}

/** The alpha-3 code of a present state (ISO 3166-1) or a former one (ISO 3166-3). */
export const CountryCode = z
  .string()
  .refine(
    (code) => names.has(code),
    'must be a present or former ISO 3166-1 alpha-3 code: three capitals, such as KGZ',
  )
  .meta({
    ...shapeMetadata(
      'CountryCode',
      'The ISO 3166-1 alpha-3 code of a state, or that of a former one (ISO 3166-3).',
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
