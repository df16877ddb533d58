import { ActorRef, type EventData, Identifier, Place } from '@rapporteur/contracts';
import { z } from 'zod';
import { type QueryScope, type QueryDatabase, Statement } from '../statement.ts';
import { DateView, readonlyArray, toDateView } from '../views.ts';

/** A body of the record. */
export const BodyView = z
  .object({
    body: z.string(),
    name: z.string(),
    kind: z.string(),
    parents: readonlyArray(z.string()),
    organs: readonlyArray(z.string()).meta({ description: 'The bodies that name it as a parent.' }),
    names: readonlyArray(z.string()).meta({
      description: 'All registered and used names, and the merged ids.',
    }),
    mergedIds: readonlyArray(z.string()),
    identifiers: readonlyArray(Identifier),
    event: z.string(),
  })
  .meta({ id: 'Body', description: 'A body of the record.' });
export type BodyView = z.output<typeof BodyView>;

interface BodyQueryRow extends Omit<BodyView, 'organs' | 'mergedIds'> {
  readonly parents: readonly string[];
}

/** Returns bodies by id, optionally only the given ones. */
export async function listBodies(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly bodies?: readonly string[] | undefined;
    readonly kinds?: readonly string[] | undefined;
  } = {},
): Promise<readonly BodyView[]> {
  const statement = new Statement(scope);
  const rows = await statement.run<BodyQueryRow>(
    database,
    `SELECT DISTINCT ON (canonical.id) canonical.id AS body, b.name, b.kind, b.parents,
            b.identifiers, b.event_id AS event,
            ARRAY(SELECT DISTINCT w.name COLLATE "C" FROM timeline.names AS w
                   WHERE ${statement.validAtPosition('w')} AND w.named_kind = 'body'
                     AND ${statement.canonicalId('body', 'w.named')} = canonical.id
                   ORDER BY 1) AS names
       FROM timeline.bodies AS b
       CROSS JOIN LATERAL (
         SELECT ${statement.canonicalId('body', 'b.body')} AS id) AS canonical
      WHERE ${statement.validAtPosition('b')}
      ORDER BY canonical.id, b.body <> canonical.id, b.event_pseq`,
  );
  const canonicalParents = (body: BodyQueryRow): readonly string[] =>
    body.parents.map((id) => scope.aliases.canonicalId('body', id));
  const requestedIds = filter.bodies?.map((id) => scope.aliases.canonicalId('body', id));
  return rows
    .filter(({ body }) => requestedIds === undefined || requestedIds.includes(body))
    .filter(({ kind }) => filter.kinds === undefined || filter.kinds.includes(kind))
    .map((body) => ({
      ...body,
      parents: canonicalParents(body),
      organs: rows
        .filter((other) => canonicalParents(other).includes(body.body))
        .map((other) => other.body),
      mergedIds: scope.aliases.equivalentIds('body', body.body).filter((id) => id !== body.body),
    }));
}

/**
 * Returns bodies with all their organs, recursively: the meaning of a body filter that includes
 * organs.
 */
export async function listBodiesWithOrgans(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly string[],
): Promise<readonly string[]> {
  const statement = new Statement(scope);
  const ids = statement.parameter(bodies.map((id) => scope.aliases.canonicalId('body', id)));
  const rows = await statement.run<{ body: string }>(
    database,
    `WITH RECURSIVE known AS (
       SELECT ${statement.canonicalId('body', 'b.body')} AS body,
              ${statement.canonicalId('body', 'p.parent')} AS parent
         FROM timeline.bodies AS b LEFT JOIN LATERAL unnest(b.parents) AS p (parent) ON true
        WHERE ${statement.validAtPosition('b')}),
     within (body) AS (
       SELECT unnest(${ids}::text[])
       UNION SELECT known.body FROM known JOIN within ON known.parent = within.body)
     SELECT body FROM within ORDER BY body COLLATE "C"`,
  );
  return rows.map(({ body }) => body);
}

/** The headquarters of a body according to a source, with other facts that name the same place. */
export const HeadquartersView = z
  .object({
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

/** Returns the headquarters of a body, by place. */
export async function listHeadquarters(
  database: QueryDatabase,
  scope: QueryScope,
  body: string,
): Promise<readonly HeadquartersView[]> {
  const bodies = await listBodiesWithOrgans(database, scope, [body]);
  const statement = new Statement(scope);
  const bodyIds = `${statement.parameter(statement.expandIds('body', [body]))}::text[]`;
  const allIds = `${statement.parameter(statement.expandIds('body', bodies))}::text[]`;
  return statement.run<HeadquartersView>(
    database,
    `SELECT stated.place, stated.events, stated.documents,
            consistent.events AS consistent, consistent.documents AS "consistentDocuments"
       FROM (SELECT (array_agg(f.data -> 'place' ORDER BY f.event_pseq))[1] AS place,
                    array_agg(f.event_id ORDER BY f.event_pseq) AS events,
                    array_agg(f.documents[1] ORDER BY f.event_pseq) AS documents,
                    f.data -> 'place' ->> 'name' AS name
               FROM timeline.facts AS f
              WHERE ${statement.validAtPosition('f')} AND f.event_type = 'BodyDescribed'
                AND f.kind = 'headquarters'
                AND f.data ->> 'body' = ANY(${bodyIds})
                AND ${statement.occurredAsOf('f.occurred_earliest')}
              GROUP BY f.data -> 'place' ->> 'name') AS stated
       CROSS JOIN LATERAL (
         SELECT coalesce(array_agg(f.event_id ORDER BY f.event_pseq), '{}') AS events,
                coalesce(array_agg(DISTINCT f.documents[1]), '{}') AS documents
           FROM timeline.facts AS f
          WHERE ${statement.validAtPosition('f')} AND f.bodies && ${allIds}
            AND NOT f.event_id = ANY(stated.events)
            AND f.event_type
              IN ('NextMeetingAgreed', 'MeetingAnnounced', 'MeetingHeld', 'BodyDescribed')
            AND (f.data -> 'place' ->> 'name' = stated.name
              OR jsonb_path_exists(f.data, '$.places[*].name ? (@ == $name)',
                                  jsonb_build_object('name', stated.name)))
       ) AS consistent ORDER BY stated.events[1]`,
  );
}

/** A description of a body: for example its foundation, tasks, seat or contacts. */
export const DescriptionView = z
  .object({
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

/** Returns descriptions of bodies, in the order of the record. */
export async function listDescriptions(
  database: QueryDatabase,
  scope: QueryScope,
  bodies: readonly string[],
): Promise<readonly DescriptionView[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('f')).where(`f.event_type = 'BodyDescribed'`);
  statement.where(statement.occurredAsOf('f.occurred_earliest'));
  statement.whereId('body', `f.data ->> 'body'`, bodies);
  type FactRow = { event: string; documents: readonly string[]; data: EventData<'BodyDescribed'> };
  const rows = await statement.run<FactRow>(
    database,
    `SELECT f.event_id AS event, f.documents, f.data FROM timeline.facts AS f
      WHERE ${statement.conditions()} ORDER BY f.event_pseq`,
  );
  return rows.map(({ event, documents, data }) => {
    const { aspect, what, occurredOn, by, instrument, place, others } = data;
    const body = scope.aliases.canonicalId('body', data.body);
    const date = toDateView(occurredOn);
    return { event, body, aspect, what, date, by, instrument, place, others, documents };
  });
}

/** An organization, designated by an authority. */
export const DesignationView = z
  .object({
    event: z.string(),
    organization: ActorRef,
    by: ActorRef,
    status: z.string(),
    date: DateView,
    documents: readonlyArray(z.string()),
  })
  .meta({ id: 'Designation', description: 'An organization, designated by an authority.' });
export type DesignationView = z.output<typeof DesignationView>;

/** Returns designations in the order of the record. */
export async function listDesignations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: {
    readonly organizations?: readonly string[] | undefined;
    readonly by?: readonly string[] | undefined;
  },
): Promise<readonly DesignationView[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('f')).where(`f.event_type = 'OrganizationDesignated'`);
  statement.where(statement.occurredAsOf('f.occurred_earliest'));
  statement.whereId('actor', `f.data -> 'organization' ->> 'id'`, filter.organizations);
  statement.whereId('actor', `f.data -> 'by' ->> 'id'`, filter.by);
  type FactRow = {
    event: string;
    documents: readonly string[];
    data: EventData<'OrganizationDesignated'>;
  };
  const rows = await statement.run<FactRow>(
    database,
    `SELECT f.event_id AS event, f.documents, f.data FROM timeline.facts AS f
      WHERE ${statement.conditions()} ORDER BY f.event_pseq`,
  );
  return rows.map(({ event, documents, data: { organization, by, status, occurredOn } }) => {
    return { event, organization, by, status, date: toDateView(occurredOn), documents };
  });
}
