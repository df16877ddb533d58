import type {
  ActorRef,
  CondemnationStrength,
  Count,
  CountryValue,
  DateValue,
  Identifier,
  Place,
} from '@rapporteur/contracts';
import {
  type QueryScope,
  type QueryDatabase,
  firstStatedSql,
  type PageRequest,
  fetchPageByDate,
  type ResultPage,
  Statement,
} from '../statement.ts';
import { joinHeldMeeting } from './meeting-joins.ts';

/** An incident, combined from all facts that name it. */
export interface IncidentView {
  readonly incident: string;
  /** Null: no fact names it. */
  readonly name: string | null;
  readonly otherNames: readonly string[];
  readonly occurredOn: DateValue | null;
  /** All dates from all facts. */
  readonly dates: readonly DateValue[];
  /** Empty: no place is stated. */
  readonly places: readonly Place[];
  readonly countries: readonly string[];
  readonly region: string | null;
  readonly against: string | null;
  readonly againstState: CountryValue | null;
  readonly identifiers: readonly Identifier[];
  readonly condemnations: number;
  readonly events: readonly string[];
}

/** Selects incidents. */
export interface IncidentFilter {
  readonly incidents?: readonly string[] | undefined;
  /** Alpha-3 codes of the states in which they happened. */
  readonly countries?: readonly string[] | undefined;
  readonly againstStates?: readonly string[] | undefined;
  readonly words?: string | undefined;
}

/** SQL for one row per incident; each column has the first stated value. */
function subjectsSql(statement: Statement): string {
  const facts = `
    SELECT ${statement.canonicalId('incident', 'i.incident')} AS incident, i.event_id, i.event_pseq,
           i.n, i.name, i.occurred_on, i.occurred_earliest, i.occurred_latest,
           nullif(i.places, '[]') AS places, array_to_string(i.countries, ' ') AS countries,
           to_jsonb(i.other_names) AS other_names, i.region, i.against, i.against_state,
           nullif(i.identifiers, '[]') AS identifiers
      FROM decisions.incidents AS i WHERE ${statement.validAtPosition('i')}`;
  const firstStatedColumns = [
    'name',
    'occurred_on',
    'places',
    'region',
    'against',
    'against_state',
    'identifiers',
  ];
  return `
    SELECT incident, min(event_pseq) AS event_pseq, 1 AS n,
           ${firstStatedColumns.map((column) => `${firstStatedSql(column)} AS ${column}`).join(', ')},
           ${firstStatedSql('occurred_earliest')} AS earliest,
           ${firstStatedSql('occurred_latest')} AS latest,
           array_agg(name ORDER BY event_pseq, n) FILTER (WHERE name IS NOT NULL) AS names,
           jsonb_agg(other_names ORDER BY event_pseq, n) AS other_names,
           jsonb_agg(occurred_on ORDER BY event_pseq, n)
             FILTER (WHERE occurred_on IS NOT NULL) AS dates,
           string_to_array(string_agg(nullif(countries, ''), ' '), ' ') AS countries,
           array_agg(event_id ORDER BY event_pseq, n) AS events
      FROM (${facts}) AS facts GROUP BY incident`;
}

interface IncidentQueryRow extends Omit<IncidentView, 'otherNames'> {
  readonly names: readonly string[] | null;
  readonly other_names: readonly (readonly string[])[];
}

const distinct = <T>(values: readonly T[] | null, key: (value: T) => string): readonly T[] => [
  ...new Map((values ?? []).map((value) => [key(value), value])).values(),
];

function incidentView({ names, other_names, ...row }: IncidentQueryRow): IncidentView {
  return {
    ...row,
    otherNames: distinct([...(names ?? []), ...other_names.flat()], (name) => name).filter(
      (name) => name !== row.name,
    ),
    dates: distinct(row.dates, ({ edtf }) => edtf),
    countries: distinct(row.countries, (code) => code).toSorted(),
    events: distinct(row.events, (event) => event),
  };
}

/** Returns incidents by date, each once. */
export async function listIncidents(
  database: QueryDatabase,
  scope: QueryScope,
  filter: IncidentFilter,
  page: PageRequest,
): Promise<ResultPage<IncidentView>> {
  const statement = new Statement(scope);
  const subjects = subjectsSql(statement);
  statement
    .whereAny('i.incident', filter.incidents)
    .whereContainsAny('i.countries', filter.countries)
    .whereAny(`i.against_state ->> 'code'`, filter.againstStates)
    .whereTextContains(
      ['i.incident', 'i.name', 'i.other_names::text', 'i.places::text', 'i.region', 'i.against'],
      filter.words,
    );
  const rowsSql = `
    SELECT i.incident, i.name, i.names, i.other_names, i.occurred_on AS "occurredOn",
           i.dates, coalesce(i.places, '[]') AS places, i.countries, i.region, i.against,
           i.against_state AS "againstState",
           coalesce(i.identifiers, '[]') AS identifiers, i.events, i.earliest, i.latest,
           i.event_pseq, i.n,
           (SELECT count(*)::integer FROM decisions.condemnations AS c
             WHERE ${statement.validAtPosition('c')}
               AND ${statement.canonicalId('incident', 'c.incident')} = i.incident) AS condemnations
      FROM (${subjects}) AS i WHERE ${statement.conditions()}`;
  const { rows, next } = await fetchPageByDate<IncidentQueryRow>(database, statement, {
    rowsSql,
    page,
  });
  return { rows: rows.map(incidentView), next };
}

/** The numbers of killed and injured, by one fact. Null: not stated, which is not zero. */
export interface CasualtyView {
  readonly event: string;
  readonly incident: string;
  readonly killed: Count | null;
  readonly injured: Count | null;
  readonly unspecified: Count | null;
  readonly civilian: boolean | null;
  readonly ofWhom: readonly {
    readonly class: string;
    readonly count: Count;
    readonly of: string;
  }[];
  readonly document: string | null;
  readonly statedIn: string | null;
}

/** Returns the casualties of incidents, one row per fact. */
export async function listCasualties(
  database: QueryDatabase,
  scope: QueryScope,
  incidents: readonly string[],
): Promise<readonly CasualtyView[]> {
  const statement = new Statement(scope);
  statement.where(statement.validAtPosition('c')).whereAny('c.incident', incidents);
  return statement.run<CasualtyView>(
    database,
    `SELECT c.event_id AS event, ${statement.canonicalId('incident', 'c.incident')} AS incident,
            c.killed, c.injured, c.unspecified, c.civilian, c.of_whom AS "ofWhom", c.document,
            c.stated_in AS "statedIn"
       FROM decisions.casualties AS c WHERE ${statement.conditions()} ORDER BY c.event_pseq, c.n`,
  );
}

/** A condemnation of one incident, or of a class of acts. */
export interface CondemnationView {
  readonly event: string;
  readonly incident: string | null;
  readonly class: string | null;
  readonly territory: string | null;
  readonly targetOn: DateValue | null;
  readonly condemner: string;
  readonly condemnerKind: ActorRef['kind'];
  readonly condemnerName: string;
  readonly condemnerOf: string | null;
  readonly strength: CondemnationStrength;
  readonly verbAsWritten: string | null;
  /** The perpetrators, according to this condemner only; empty: it names none. */
  readonly perpetrators: readonly ActorRef[];
  readonly place: Place | null;
  readonly against: string | null;
  readonly againstState: CountryValue | null;
  readonly meeting: string | null;
  readonly document: string | null;
  /** The document that the source relays. */
  readonly statedIn: string | null;
}

/** Selects condemnations. */
export interface CondemnationFilter {
  readonly incidents?: readonly string[] | undefined;
  readonly condemners?: readonly string[] | undefined;
  readonly strengths?: readonly string[] | undefined;
  readonly statedIn?: readonly string[] | undefined;
  readonly documents?: readonly string[] | undefined;
  readonly meetings?: readonly string[] | undefined;
  /** True: of a named incident; false: of a class of acts. */
  readonly byName?: boolean | undefined;
}

/** Returns condemnations by the date of their target. */
export async function listCondemnations(
  database: QueryDatabase,
  scope: QueryScope,
  filter: CondemnationFilter,
  page: PageRequest,
): Promise<ResultPage<CondemnationView>> {
  const statement = new Statement(scope);
  statement
    .where(statement.validAtPosition('c'))
    .whereAny('c.incident', filter.incidents)
    .whereAny('c.condemner', filter.condemners)
    .whereAny('c.strength', filter.strengths)
    .whereAny('c.stated_in', filter.statedIn)
    .whereAny('c.document', filter.documents)
    .whereAny('c.meeting', filter.meetings);
  if (filter.byName !== undefined)
    statement.where(`c.incident IS ${filter.byName ? 'NOT ' : ''}NULL`);
  // A condemnation happened at its meeting; the date of its target only orders the rows.
  statement.where(statement.occurredAsOf('held.occurred_earliest'));
  const rowsSql = `
    SELECT c.event_id AS event, ${statement.canonicalId('incident', 'c.incident')} AS incident,
           c.class, c.territory, c.target_on AS "targetOn",
           ${statement.canonicalId('actor', 'c.condemner')} AS condemner,
           c.condemner_kind AS "condemnerKind", c.condemner_name AS "condemnerName",
           c.condemner_of AS "condemnerOf", c.strength, c.verb_as_written AS "verbAsWritten",
           c.perpetrators, c.place, c.against,
           c.against_state AS "againstState",
           ${statement.canonicalId('meeting', 'c.meeting')} AS meeting,
           ${statement.canonicalId('document', 'c.document')} AS document,
           ${statement.canonicalId('document', 'c.stated_in')} AS "statedIn",
           c.target_earliest AS earliest, c.target_latest AS latest, c.event_pseq, c.n
      FROM decisions.condemnations AS c ${joinHeldMeeting(statement, 'c.meeting')}
     WHERE ${statement.conditions()}`;
  return fetchPageByDate<CondemnationView>(database, statement, {
    rowsSql,
    page,
    orderedBy: 'other-date',
  });
}
