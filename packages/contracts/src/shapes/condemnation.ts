import { z } from 'zod';
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
export const CondemnationStrength = z.enum(CONDEMNATION_LADDER);
export type CondemnationStrength = z.infer<typeof CondemnationStrength>;

/** What is condemned: an incident by name, or a class of acts. */
export const CondemnationTarget = z.union([
  z.strictObject({
    incident: IncidentId,
    occurredOn: DateValue.nullable().default(null),
    place: Place.nullable().default(null),
    /** Against whom or what, in our words. */
    against: text(300).nullable().default(null),
    /** The state struck, where the words name one. */
    againstState: CountryValue.nullable().default(null),
  }),
  z.strictObject({
    class: Term,
    occurredOn: DateValue.nullable().default(null),
    /** Where, in our words: "territories of the member states". */
    territory: text(300).nullable().default(null),
  }),
]);
export type CondemnationTarget = z.infer<typeof CondemnationTarget>;
