import type { ActorRef, EventData, Identifier, Place } from '@rapporteur/contracts';
import { type QueryScope, type QueryDatabase, Statement } from '../statement.ts';
import { type DateView, toDateView } from '../views.ts';

/** A body of the record. */
export interface BodyView {
  readonly body: string;
  readonly name: string;
  readonly kind: string;
  readonly parents: readonly string[];
  /** Its own organs: the bodies that name it as a parent. */
  readonly organs: readonly string[];
  /** Every name that it is registered under or called by, and the ids that were merged into it. */
  readonly names: readonly string[];
  readonly mergedIds: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly event: string;
}

interface BodyQueryRow extends Omit<BodyView, 'organs' | 'mergedIds'> {
  readonly parents: readonly string[];
}

/** Bodies by id; with `bodies`, those only. */
export async function listBodies(
  database: QueryDatabase,
  at: QueryScope,
  filter: {
    readonly bodies?: readonly string[] | undefined;
    readonly kinds?: readonly string[] | undefined;
  } = {},
): Promise<readonly BodyView[]> {
  const statement = new Statement(at);
  const shown = statement.canonicalId('body', 'b.body');
  const found = await statement.run<BodyQueryRow>(
    database,
    `SELECT DISTINCT ON (shown) shown AS body, b.name, b.kind, b.parents, b.identifiers, b.event_id AS event,
            ARRAY(SELECT DISTINCT w.name COLLATE "C" FROM timeline.names AS w
                   WHERE ${statement.validAtPosition('w')} AND w.named_kind = 'body'
                     AND ${statement.canonicalId('body', 'w.named')} = shown ORDER BY 1) AS names
       FROM timeline.bodies AS b CROSS JOIN LATERAL (SELECT ${shown} AS shown) AS s
      WHERE ${statement.validAtPosition('b')} ORDER BY shown, b.body <> shown, b.event_pseq`,
  );
  const parentsOf = (body: BodyQueryRow): readonly string[] =>
    body.parents.map((id) => at.aliases.canonicalId('body', id));
  const wanted = filter.bodies?.map((id) => at.aliases.canonicalId('body', id));
  return found
    .filter(({ body }) => wanted === undefined || wanted.includes(body))
    .filter(({ kind }) => filter.kinds === undefined || filter.kinds.includes(kind))
    .map((body) => ({
      ...body,
      parents: parentsOf(body),
      organs: found
        .filter((other) => parentsOf(other).includes(body.body))
        .map((other) => other.body),
      mergedIds: at.aliases.equivalentIds('body', body.body).filter((id) => id !== body.body),
    }));
}

/** Bodies with all their organs, and the organs of those: what a filter on a body means when it includes them. */
export async function listBodiesWithOrgans(
  database: QueryDatabase,
  at: QueryScope,
  bodies: readonly string[],
): Promise<readonly string[]> {
  const statement = new Statement(at);
  const asked = statement.parameter(bodies.map((id) => at.aliases.canonicalId('body', id)));
  const rows = await statement.run<{ body: string }>(
    database,
    `WITH RECURSIVE known AS (
       SELECT ${statement.canonicalId('body', 'b.body')} AS body, ${statement.canonicalId('body', 'p.parent')} AS parent
         FROM timeline.bodies AS b LEFT JOIN LATERAL unnest(b.parents) AS p (parent) ON true
        WHERE ${statement.validAtPosition('b')}),
     within (body) AS (
       SELECT unnest(${asked}::text[]) UNION SELECT known.body FROM known JOIN within ON known.parent = within.body)
     SELECT body FROM within ORDER BY body COLLATE "C"`,
  );
  return rows.map(({ body }) => body);
}

/** Where a source says that a body has its headquarters, and what other facts of it are told of the same place. */
export interface HeadquartersView {
  readonly place: Place;
  /** The facts that say so. */
  readonly events: readonly string[];
  readonly documents: readonly string[];
  /** Facts of the body or its organs that name the place too: they agree with it, but do not say so. */
  readonly consistent: readonly string[];
  readonly consistentDocuments: readonly string[];
}

/** The headquarters of a body, by place. */
export async function listHeadquarters(
  database: QueryDatabase,
  at: QueryScope,
  body: string,
): Promise<readonly HeadquartersView[]> {
  const bodies = await listBodiesWithOrgans(database, at, [body]);
  const statement = new Statement(at);
  const own = `${statement.parameter(at.aliases.equivalentIds('body', body))}::text[]`;
  const theirs = `${statement.parameter(bodies.flatMap((id) => at.aliases.equivalentIds('body', id)))}::text[]`;
  return statement.run<HeadquartersView>(
    database,
    `SELECT said.place, said.events, said.documents, also.events AS consistent, also.documents AS "consistentDocuments"
       FROM (SELECT (array_agg(f.data -> 'place' ORDER BY f.event_pseq))[1] AS place,
                    array_agg(f.event_id ORDER BY f.event_pseq) AS events,
                    array_agg(f.documents[1] ORDER BY f.event_pseq) AS documents, f.data -> 'place' ->> 'name' AS name
               FROM timeline.facts AS f
              WHERE ${statement.validAtPosition('f')} AND f.event_type = 'BodyDescribed' AND f.kind = 'headquarters'
                AND f.data ->> 'body' = ANY(${own}) AND ${statement.occurredAsOf('f.occurred_earliest')}
              GROUP BY f.data -> 'place' ->> 'name') AS said
       CROSS JOIN LATERAL (
         SELECT coalesce(array_agg(f.event_id ORDER BY f.event_pseq), '{}') AS events,
                coalesce(array_agg(DISTINCT f.documents[1]), '{}') AS documents
           FROM timeline.facts AS f
          WHERE ${statement.validAtPosition('f')} AND f.bodies && ${theirs} AND NOT f.event_id = ANY(said.events)
            AND f.event_type IN ('NextMeetingAgreed', 'MeetingAnnounced', 'MeetingHeld', 'BodyDescribed')
            AND (f.data -> 'place' ->> 'name' = said.name
              OR jsonb_path_exists(f.data, '$.places[*].name ? (@ == $name)', jsonb_build_object('name', said.name)))
       ) AS also ORDER BY said.events[1]`,
  );
}

/** What a source says of a body: when it was established, what it does, where it sits, whom it keeps contact with. */
export interface DescriptionView {
  readonly event: string;
  readonly body: string;
  readonly aspect: string;
  readonly what: string | null;
  readonly date: DateView;
  readonly by: ActorRef | null;
  readonly instrument: string | null;
  readonly place: Place | null;
  readonly others: readonly ActorRef[];
  readonly documents: readonly string[];
}

/** What is said of bodies, in the order of the record. */
export async function listDescriptions(
  database: QueryDatabase,
  at: QueryScope,
  bodies: readonly string[],
): Promise<readonly DescriptionView[]> {
  const statement = new Statement(at);
  statement.where(statement.validAtPosition('f')).where(`f.event_type = 'BodyDescribed'`);
  statement.where(statement.occurredAsOf('f.occurred_earliest'));
  statement.whereAny(
    `f.data ->> 'body'`,
    bodies.flatMap((id) => at.aliases.equivalentIds('body', id)),
  );
  type Row = { event: string; documents: readonly string[]; data: EventData<'BodyDescribed'> };
  const rows = await statement.run<Row>(
    database,
    `SELECT f.event_id AS event, f.documents, f.data FROM timeline.facts AS f
      WHERE ${statement.conditions()} ORDER BY f.event_pseq`,
  );
  return rows.map(({ event, documents, data }) => {
    const { aspect, what, occurredOn, by, instrument, place, others } = data;
    const body = at.aliases.canonicalId('body', data.body);
    return {
      event,
      body,
      aspect,
      what,
      date: toDateView(occurredOn),
      by,
      instrument,
      place,
      others,
      documents,
    };
  });
}

/** An organization, designated by an authority. */
export interface DesignationView {
  readonly event: string;
  readonly organization: ActorRef;
  readonly by: ActorRef;
  readonly status: string;
  readonly date: DateView;
  readonly documents: readonly string[];
}

/** Designations in the order of the record. */
export async function listDesignations(
  database: QueryDatabase,
  at: QueryScope,
  filter: {
    readonly organizations?: readonly string[] | undefined;
    readonly by?: readonly string[] | undefined;
  },
): Promise<readonly DesignationView[]> {
  const statement = new Statement(at);
  statement.where(statement.validAtPosition('f')).where(`f.event_type = 'OrganizationDesignated'`);
  statement.where(statement.occurredAsOf('f.occurred_earliest'));
  const all = (ids: readonly string[] | undefined) =>
    ids?.flatMap((id) => at.aliases.equivalentIds('actor', id));
  statement.whereAny(`f.data -> 'organization' ->> 'id'`, all(filter.organizations));
  statement.whereAny(`f.data -> 'by' ->> 'id'`, all(filter.by));
  type Row = {
    event: string;
    documents: readonly string[];
    data: EventData<'OrganizationDesignated'>;
  };
  const rows = await statement.run<Row>(
    database,
    `SELECT f.event_id AS event, f.documents, f.data FROM timeline.facts AS f
      WHERE ${statement.conditions()} ORDER BY f.event_pseq`,
  );
  return rows.map(({ event, documents, data: { organization, by, status, occurredOn } }) => {
    return { event, organization, by, status, date: toDateView(occurredOn), documents };
  });
}
