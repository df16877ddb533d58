import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { CONDEMNATION_LADDER } from '@rapporteur/contracts';
import {
  buildCondemnationMatrix,
  type CasualtyView,
  type CondemnationView,
  DECISIONS,
  type IncidentView,
  listCasualties,
  listCondemnations,
  listIncidents,
  listPositions,
  TIMELINE,
  readAllPages,
} from '@rapporteur/read-models';
import { defineQuery, type QueryResult } from '../collection-query.ts';
import {
  actorColumns,
  computedColumn,
  dateColumns,
  fieldColumns,
  numberColumns,
  stateListColumns,
} from '../csv.ts';
import {
  booleanParameter,
  choiceParameter,
  combineDates,
  DATE_PARAMETERS,
  listParameter,
  textParameter,
} from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import {
  createUnknownIdProblem,
  type IdLookup,
  resolveDocuments,
  resolveMeetings,
} from '../resolve-ids.ts';
import { toRowData } from '../row-data.ts';

const INCIDENT_COLUMNS = [
  ...fieldColumns('incident', 'name', 'otherNames:list'),
  ...dateColumns('occurredOn'),
  computedColumn<IncidentView>(
    'places',
    ({ places }) => places.flatMap(({ name }) => name ?? []),
    'list',
  ),
  ...fieldColumns('countries:list', 'region', 'against'),
  ...stateListColumns('againstState'),
  ...numberColumns('condemnations'),
  ...fieldColumns('events:list'),
];

export class ListIncidentsQuery extends defineQuery({
  path: 'incidents',
  tag: 'incidents',
  summary: 'Incidents by date. Those without a date come last.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    country: listParameter('Filter by the state in which it happened'),
    against: listParameter('Filter by the state that was struck'),
    q: textParameter('Search in the id, the names, the places and the target'),
  },
  columns: INCIDENT_COLUMNS,
}) {}

@QueryHandler(ListIncidentsQuery)
class ListIncidentsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListIncidentsQuery>
{
  async execute({ scope, page, parameters: p }: ListIncidentsQuery): Promise<QueryResult> {
    const filter = { countries: p.country, againstStates: p.against, words: p.q };
    const pageWithDays = { ...page, days: combineDates(p) };
    const { rows, next } = await listIncidents(this.database, scope, filter, pageWithDays);
    return { data: rows.map(toIncidentData), rows, next };
  }
}

export class FindIncidentQuery extends defineQuery({
  path: 'incidents/{incident}',
  tag: 'incidents',
  summary: 'One incident: its casualties, its condemnations by strength, and positions on it.',
  projections: [DECISIONS, TIMELINE],
  paged: false,
  parameters: {},
  columns: INCIDENT_COLUMNS,
}) {}

@QueryHandler(FindIncidentQuery)
class FindIncidentHandler extends DatabaseQueryHandler implements IQueryHandler<FindIncidentQuery> {
  async execute({ scope, path }: FindIncidentQuery): Promise<QueryResult> {
    const { database } = this;
    const row = await findIncident({ database, scope }, path.incident);
    const incidents = scope.aliases.equivalentIds('incident', row.incident);
    const [casualties, condemnations, positions] = await Promise.all([
      listCasualties(database, scope, incidents),
      readAllPages((page) => listCondemnations(database, scope, { incidents }, page)),
      readAllPages((page) => listPositions(database, scope, { incidents }, page)),
    ]);
    const data = {
      ...toIncidentData(row),
      casualties: toCasualtyData(casualties),
      condemnations: condemnations.map(toCondemnationData),
      positions: positions.map((position) => toRowData(position, { dates: ['date'] })),
    };
    return { data, rows: [row] };
  }
}

export class ListCondemnationsQuery extends defineQuery({
  path: 'condemnations',
  tag: 'incidents',
  summary: 'Condemnations by incident and condemner: their strength, and the named perpetrators.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    incident: listParameter('Filter by incident'),
    condemner: listParameter('Filter by condemner'),
    strength: choiceParameter(CONDEMNATION_LADDER, 'Filter by strength'),
    statedIn: listParameter('Filter by relayed document, such as a declaration'),
    document: listParameter('Filter by source'),
    meeting: listParameter('Filter by meeting'),
    byName: booleanParameter('true: incidents by name; false: classes of acts'),
  },
  columns: [
    ...fieldColumns('incident', 'class', 'territory'),
    ...dateColumns('targetOn'),
    ...fieldColumns('condemner', 'condemnerKind', 'condemnerName', 'condemnerOf'),
    ...fieldColumns('strength', 'verbAsWritten'),
    ...actorColumns('perpetrators'),
    ...fieldColumns('against'),
    computedColumn<CondemnationView>('against_state', ({ againstState }) => againstState?.code),
    ...fieldColumns('meeting', 'document', 'statedIn', 'event'),
  ],
}) {}

@QueryHandler(ListCondemnationsQuery)
class ListCondemnationsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListCondemnationsQuery>
{
  async execute({ scope, page, parameters: p }: ListCondemnationsQuery): Promise<QueryResult> {
    const { database } = this;
    const lookup = { database, scope };
    const filter = {
      incidents: p.incident?.flatMap((id) => scope.aliases.equivalentIds('incident', id)),
      condemners: p.condemner,
      strengths: p.strength,
      statedIn: await resolveDocuments(lookup, p.statedIn),
      documents: await resolveDocuments(lookup, p.document),
      meetings: await resolveMeetings(lookup, p.meeting),
      byName: p.byName,
    };
    const pageWithDays = { ...page, days: combineDates(p) };
    const { rows, next } = await listCondemnations(database, scope, filter, pageWithDays);
    const { condemners, targets } = buildCondemnationMatrix(rows);
    const targetViews = targets.map((target) => ({
      ...target,
      cells: target.cells.map((cell) => ({
        ...cell,
        condemnations: cell.condemnations.map(toCondemnationData),
      })),
    }));
    return { data: { condemners, targets: targetViews }, rows, next };
  }
}

function toIncidentData(row: IncidentView) {
  return {
    ...toRowData(row, { dates: ['occurredOn'] }),
    placeStated: row.places.length > 0,
    countryStated: row.countries.length > 0,
  };
}

function toCondemnationData(row: CondemnationView) {
  return {
    ...toRowData(row, { dates: ['targetOn'] }),
    rung: CONDEMNATION_LADDER.indexOf(row.strength) + 1,
    perpetratorsNamed: row.perpetrators.length > 0,
  };
}

/** Returns the reports of casualties. No report does not mean no casualties. */
function toCasualtyData(rows: readonly CasualtyView[]) {
  const isStated = (count: 'killed' | 'injured' | 'unspecified') =>
    rows.some((row) => row[count] !== null);
  return {
    recorded: rows.length > 0,
    killedStated: isStated('killed'),
    injuredStated: isStated('injured'),
    unspecifiedStated: isStated('unspecified'),
    reports: rows.map((row) => toRowData(row, { counts: ['killed', 'injured', 'unspecified'] })),
  };
}

async function findIncident({ database, scope }: IdLookup, id: string): Promise<IncidentView> {
  const incidents = [scope.aliases.canonicalId('incident', id)];
  const page = { limit: 1, after: null };
  const { rows } = await listIncidents(database, scope, { incidents }, page);
  const [row] = rows;
  if (row !== undefined) return row;

  const anyTime = { ...scope, asOf: null };
  const all = await readAllPages((page) => listIncidents(database, anyTime, {}, page));
  throw createUnknownIdProblem(
    'incident',
    id,
    all.map(({ incident }) => incident),
  );
}

export const INCIDENT_QUERIES = [ListIncidentsQuery, FindIncidentQuery, ListCondemnationsQuery];
export const INCIDENT_HANDLERS = [
  ListIncidentsHandler,
  FindIncidentHandler,
  ListCondemnationsHandler,
];
