import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { CountryValue, Place } from './country.ts';
import { DateValue } from './date-value.ts';
import { IncidentId, Term } from './ids.ts';
import { text } from './text.ts';

/** From the strongest to the weakest. */
export const CONDEMNATION_LADDER = [
  'condemned-in-the-strongest-terms',
  'strongly-condemned',
  'condemned',
  'denounced',
] as const;

/** How strongly, as a rung of {@link CONDEMNATION_LADDER}. */
export const CondemnationStrength = z
  .enum(CONDEMNATION_LADDER)
  .meta(shapeMetadata('CondemnationStrength', 'How strongly, from the strongest to the weakest.'));
export type CondemnationStrength = z.infer<typeof CondemnationStrength>;

/** What is condemned: an incident by name, or a class of acts. */
export const CondemnationTarget = z
  .union([
    z.strictObject({
      incident: IncidentId.describe('The incident condemned'),
      occurredOn: DateValue.nullable()
        .default(null)
        .describe('When it happened, as the condemnation says'),
      place: Place.nullable().default(null).describe('Where it happened, as the condemnation says'),
      against: text(300).nullable().default(null).describe('Against whom or what, in our words'),
      againstState: CountryValue.nullable()
        .default(null)
        .describe('The state struck, where the words name one'),
    }),
    z.strictObject({
      class: Term.describe('The class of acts condemned: terrorist-acts'),
      occurredOn: DateValue.nullable().default(null).describe('Over which time'),
      territory: text(300)
        .nullable()
        .default(null)
        .describe('Where, in our words: "territories of the member states"'),
    }),
  ])
  .meta(
    shapeMetadata(
      'CondemnationTarget',
      'What is condemned: an incident by name, or a class of acts.',
    ),
  );
export type CondemnationTarget = z.infer<typeof CondemnationTarget>;
