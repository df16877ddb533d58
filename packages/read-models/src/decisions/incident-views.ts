import {
  ActorRef,
  CondemnationStrength,
  Count,
  CountryValue,
  DateValue,
  Identifier,
  Place,
} from '@rapporteur/contracts';
import { z } from 'zod';
import { DATE_SOURCES } from '../days/fact-day.ts';
import { RESOLVED_MEMBERS } from '../query/resolve-things.ts';
import { readonlyArray } from '../views.ts';

/** A thing of another collection. */
export const ThingRefView = z
  .object({ collection: z.string(), id: z.string() })
  .meta({ id: 'ThingRef', description: 'A thing of a collection.' });

/** An incident, resolved from all facts that name it. */
export const IncidentView = z.object({
  collection: z.string(),
  incident: z.string(),
  alsoIn: readonlyArray(ThingRefView).meta({
    description: 'The same incident in other collections.',
  }),
  name: z.string().nullable().meta({ description: 'Null: no fact names it.' }),
  otherNames: readonlyArray(z.string()),
  occurredOn: DateValue.nullable(),
  dates: readonlyArray(DateValue).meta({ description: 'All dates that sources state.' }),
  places: readonlyArray(Place).meta({ description: 'Empty: no place is stated.' }),
  countries: readonlyArray(z.string()),
  region: z.string().nullable(),
  against: z.string().nullable(),
  againstState: CountryValue.nullable(),
  killed: Count.nullable(),
  injured: Count.nullable(),
  identifiers: readonlyArray(Identifier),
  condemnations: z.int().meta({ description: 'The number of facts that condemn it.' }),
  events: readonlyArray(z.string()),
  ...RESOLVED_MEMBERS,
});
export type IncidentView = z.output<typeof IncidentView>;

/** The numbers of killed and injured, by one fact. Null: not stated, which is not zero. */
export const CasualtyView = z.object({
  collection: z.string(),
  event: z.string(),
  incident: z.string(),
  killed: Count.nullable(),
  injured: Count.nullable(),
  unspecified: Count.nullable(),
  civilian: z.boolean().nullable(),
  ofWhom: readonlyArray(
    z.object({
      class: z.string(),
      count: Count,
      of: z.enum(['killed', 'injured', 'unspecified']),
    }),
  ),
  document: z.string().nullable(),
  statedIn: z.string().nullable(),
});
export type CasualtyView = z.output<typeof CasualtyView>;

/** A condemnation of one incident, or of a class of acts. */
export const CondemnationView = z.object({
  collection: z.string(),
  event: z.string(),
  incident: z.string().nullable(),
  incidentKey: z.string().nullable().meta({
    description: 'Collection and id of the incident: the same for linked incidents.',
  }),
  class: z.string().nullable(),
  territory: z.string().nullable(),
  date: DateValue.nullable().meta({
    description: 'The day of the statement: that of its meeting, else of its document.',
  }),
  dateOf: z.enum(DATE_SOURCES).nullable(),
  targetOn: DateValue.nullable().meta({
    description: 'The date of the incident or of the acts, in the words of the condemnation.',
  }),
  incidentOn: DateValue.nullable().meta({ description: 'The date of the incident.' }),
  condemner: z.string(),
  condemnerKind: ActorRef.shape.kind,
  condemnerName: z.string(),
  condemnerOf: z.string().nullable(),
  strength: CondemnationStrength,
  verbAsWritten: z.string().nullable(),
  perpetrators: readonlyArray(ActorRef).meta({
    description: 'The perpetrators, according to this condemner only; empty: it names none.',
  }),
  place: Place.nullable(),
  against: z.string().nullable(),
  againstState: CountryValue.nullable(),
  meeting: z.string().nullable(),
  decision: z.string().nullable().meta({ description: 'The decision whose text condemns.' }),
  document: z.string().nullable(),
  statedIn: z.string().nullable().meta({ description: 'The document that the source relays.' }),
});
export type CondemnationView = z.output<typeof CondemnationView>;
