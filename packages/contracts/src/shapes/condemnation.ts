import { z } from 'zod';
import { shapeMetadata } from '../shape-metadata.ts';
import { CountryValue, Place } from './country.ts';
import { DateValue } from './date-value.ts';
import { IncidentId, Term } from './ids.ts';
import { text } from './text.ts';

/** The strengths of a condemnation, from the strongest to the weakest. */
export const CONDEMNATION_LADDER = [
  'condemned-in-the-strongest-terms',
  'strongly-condemned',
  'condemned',
  'denounced',
] as const;

/** The strength of a condemnation, one of {@link CONDEMNATION_LADDER}. */
export const CondemnationStrength = z
  .enum(CONDEMNATION_LADDER)
  .meta(
    shapeMetadata(
      'CondemnationStrength',
      'The strength of a condemnation, from the strongest to the weakest.',
    ),
  );
export type CondemnationStrength = z.infer<typeof CondemnationStrength>;

/** The target of a condemnation: a named incident, or a class of acts. */
export const CondemnationTarget = z
  .union([
    z.strictObject({
      incident: IncidentId.describe('The incident condemned'),
      occurredOn: DateValue.nullable()
        .default(null)
        .describe('The date of the incident, in the words of the condemnation'),
      place: Place.nullable()
        .default(null)
        .describe('The place of the incident, in the words of the condemnation'),
      against: text(300)
        .nullable()
        .default(null)
        .describe('The target of the incident, in the words of the recorder'),
      againstState: CountryValue.nullable()
        .default(null)
        .describe('The state attacked, if the words name one'),
    }),
    z.strictObject({
      class: Term.describe('The class of acts condemned: terrorist-acts'),
      occurredOn: DateValue.nullable().default(null).describe('The period of the acts'),
      territory: text(300)
        .nullable()
        .default(null)
        .describe(
          'The territory, in the words of the recorder: "territories of the member states"',
        ),
    }),
  ])
  .meta(
    shapeMetadata(
      'CondemnationTarget',
      'The target of a condemnation: a named incident, or a class of acts.',
    ),
  );
export type CondemnationTarget = z.infer<typeof CondemnationTarget>;
