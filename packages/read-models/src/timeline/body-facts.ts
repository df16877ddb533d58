import { ActorRef, type EventData, Place } from '@rapporteur/contracts';
import { compareEventIds } from '@rapporteur/statements';
import { z } from 'zod';
import { formatThingKey, type ThingRef } from '../query/aliases.ts';
import { type PageRequest, readAllPages, type ResultPage } from '../query/pages.ts';
import type { QueryScope } from '../query/scope.ts';
import type { QueryDatabase } from '../query/database.ts';
import { DateView, readonlyArray } from '../views.ts';
import type { FactFilter } from './fact-filter.ts';
import { type FactView, listFacts } from './fact-queries.ts';
import { expandThings, listBodiesWithOrganThings } from './thing-queries.ts';

/** Returns all facts of a filter by date, with those of the given bodies only. */
async function readFactsOfBodies(
  database: QueryDatabase,
  scope: QueryScope,
  filter: FactFilter,
  bodies: readonly ThingRef[],
): Promise<readonly FactView[]> {
  const keys = new Set(expandThings(scope, 'body', bodies).map(formatThingKey));
  const facts = await readAllPages((page) => listFacts(database, scope, filter, page));
  return facts.filter(({ collection, data }) =>
    keys.has(formatThingKey({ collection, id: String(data['body']) })),
  );
}

/** The headquarters of a body according to a source, with other facts that name the same place. */
export const HeadquartersView = z
  .object({
    collection: z.string(),
    place: Place,
    events: readonlyArray(z.string()).meta({ description: 'The facts that state it.' }),
    documents: readonlyArray(z.string()),
    consistent: readonlyArray(z.string()).meta({
      description:
        'Facts of the body or its organs that name the same place without stating that it is the headquarters.',
    }),
    consistentDocuments: readonlyArray(z.string()),
  })
  .meta({
    id: 'Headquarters',
    description:
      'The headquarters of a body according to a source, with other facts that name the same place.',
  });
export type HeadquartersView = z.output<typeof HeadquartersView>;

const PLACE_TYPES = ['NextMeetingAgreed', 'MeetingAnnounced', 'MeetingHeld', 'BodyDescribed'];

/** Returns the headquarters of bodies, by place. */
export async function listHeadquarters(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly HeadquartersView[]> {
  const filter = { types: ['BodyDescribed'], kinds: ['headquarters'] };
  const stated = (await readFactsOfBodies(database, scope, filter, bodies))
    .filter(({ data }) => data['place'] !== null)
    .toSorted((one, other) => compareEventIds(one.event, other.event));
  if (stated.length === 0) return [];

  const within = await listBodiesWithOrganThings(database, scope, bodies);
  const others = await readAllPages((page) =>
    listFacts(database, scope, { types: PLACE_TYPES, bodies: within }, page),
  );
  return [...Map.groupBy(stated, ({ data }) => readPlace(data).name)].map(([name, facts]) => {
    const events = facts.map(({ event }) => event);
    const consistent = others
      .filter((fact) => !events.includes(fact.event) && listPlaceNames(fact.data).includes(name))
      .toSorted((one, other) => compareEventIds(one.event, other.event));
    return {
      collection: facts[0]?.collection ?? '',
      place: readPlace(facts[0]?.data ?? {}),
      events,
      documents: facts.flatMap(({ documents }) => documents.slice(0, 1)),
      consistent: consistent.map(({ event }) => event),
      consistentDocuments: [
        ...new Set(consistent.flatMap(({ documents }) => documents.slice(0, 1))),
      ].toSorted(),
    };
  });
}

function readPlace(data: FactView['data']): Place {
  return data['place'] as Place;
}

function listPlaceNames({ place, places }: FactView['data']): readonly (string | null)[] {
  const all = [place, ...((places as readonly unknown[] | undefined) ?? [])];
  return all.map((each) => (each as Place | null | undefined)?.name ?? null);
}

/** A description of a body: for example its foundation, tasks, seat or contacts. */
export const DescriptionView = z
  .object({
    collection: z.string(),
    event: z.string(),
    body: z.string(),
    aspect: z.string(),
    what: z.string().nullable(),
    date: DateView,
    by: ActorRef.nullable(),
    instrument: z.string().nullable(),
    place: Place.nullable(),
    others: readonlyArray(ActorRef),
    documents: readonlyArray(z.string()),
  })
  .meta({
    id: 'Description',
    description: 'A description of a body: for example its foundation, tasks, seat or contacts.',
  });
export type DescriptionView = z.output<typeof DescriptionView>;

/** Returns descriptions of bodies, by date. */
export async function listDescriptions(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly ThingRef[],
): Promise<readonly DescriptionView[]> {
  const filter = { types: ['BodyDescribed'], bodies };
  const facts = await readFactsOfBodies(database, scope, filter, bodies);
  return facts.map(({ collection, event, documents, data, date }) => {
    const described = data as unknown as EventData<'BodyDescribed'>;
    const { aspect, what, by, instrument, place, others } = described;
    const body = scope.aliases.canonicalId('body', described.body, collection);
    return {
      collection,
      event,
      body,
      aspect,
      what,
      date,
      by,
      instrument,
      place,
      others,
      documents,
    };
  });
}

/** An organization, designated by an authority. */
export const DesignationView = z
  .object({
    collection: z.string(),
    event: z.string(),
    organization: ActorRef,
    by: ActorRef,
    status: z.string(),
    date: DateView,
    documents: readonlyArray(z.string()),
  })
  .meta({ id: 'Designation', description: 'An organization, designated by an authority.' });
export type DesignationView = z.output<typeof DesignationView>;

/** Selects designations by the ids of the organization and of the authority. */
export interface DesignationFilter {
  readonly organizations?: readonly string[] | undefined;
  readonly by?: readonly string[] | undefined;
}

/** Returns a page of designations by date. */
export async function listDesignations(
  database: QueryDatabase,
  scope: QueryScope,
  { organizations, by }: DesignationFilter,
  page: PageRequest,
): Promise<ResultPage<DesignationView>> {
  const types = ['OrganizationDesignated'];
  const fields = { 'organization,id': organizations, 'by,id': by };
  const { rows, ...rest } = await listFacts(database, scope, { types, fields }, page);
  const designations = rows.map(({ collection, event, documents, data, date }) => {
    const designated = data as unknown as EventData<'OrganizationDesignated'>;
    const { organization, by: authority, status } = designated;
    return { collection, event, organization, by: authority, status, date, documents };
  });
  return { rows: designations, ...rest };
}
