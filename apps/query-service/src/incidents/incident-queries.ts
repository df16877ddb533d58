import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ActorRef, CONDEMNATION_LADDER } from '@rapporteur/contracts';
import {
  buildCondemnationMatrix,
  CasualtyView,
  CondemnationView,
  CountView,
  DateView,
  DECISIONS,
  IncidentView,
  listCasualties,
  listCondemnations,
  listIncidents,
  listKnownThings,
  listPositions,
  readAllPages,
  readNamedIncident,
  readonlyArray,
  type ThingRef,
  TIMELINE,
  toCountView,
  toDateView,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  agreementColumns,
  computedColumn,
  dateColumns,
  fieldColumns,
  numberColumns,
  stateListColumns,
  thingColumns,
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
import { PositionData, toPositionData } from '../reports/position-data.ts';
import {
  createUnknownIdProblem,
  findPageRow,
  type IdLookup,
  listThings,
  type ThingPageRow,
  resolveThingIds,
} from '../resolve-ids.ts';
import { withStatements } from '../statements.ts';

const IncidentData = IncidentView.extend({
  occurredOn: DateView,
  killed: CountView,
  injured: CountView,
  placeStated: z.boolean(),
  countryStated: z.boolean(),
}).meta({ id: 'Incident' });

const CondemnationData = CondemnationView.extend({
  date: DateView,
  targetOn: DateView,
  incidentOn: DateView,
  rung: z.int().meta({ description: 'From 1, the strongest, to 4.' }),
  perpetratorsNamed: z.boolean(),
}).meta({ id: 'Condemnation' });

const CasualtyData = CasualtyView.extend({
  killed: CountView,
  injured: CountView,
  unspecified: CountView,
}).meta({ id: 'CasualtyReport' });

const INCIDENT_COLUMNS = [
  ...fieldColumns('collection'),
  ...thingColumns('incident', 'incident'),
  ...fieldColumns('name', 'otherNames:list'),
  ...dateColumns('occurredOn'),
  computedColumn<IncidentView>(
    'places',
    ({ places }) => places.flatMap(({ name }) => name ?? []),
    'list',
  ),
  ...thingColumns('actor', 'countries:list'),
  ...fieldColumns('region', 'against'),
  ...stateListColumns('againstState'),
  ...agreementColumns('name', 'occurredOn', 'places'),
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
  answer: readonlyArray(IncidentData),
}) {}

@QueryHandler(ListIncidentsQuery)
class ListIncidentsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListIncidentsQuery>
{
  async execute({ scope, page, statements, parameters: p }: ListIncidentsQuery) {
    const filter = { countries: p.country, againstStates: p.against, words: p.q };
    const pageWithDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listIncidents(this.database, scope, filter, pageWithDays);
    return { data: rows.map((row) => toIncidentData(row, statements)), rows, ...rest };
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
  answer: IncidentData.extend({
    casualties: z.object({
      recorded: z.boolean(),
      killedStated: z.boolean(),
      injuredStated: z.boolean(),
      unspecifiedStated: z.boolean(),
      reports: readonlyArray(CasualtyData),
    }),
    condemnations: readonlyArray(CondemnationData),
    positions: readonlyArray(PositionData),
  }),
}) {}

@QueryHandler(FindIncidentQuery)
class FindIncidentHandler extends DatabaseQueryHandler implements IQueryHandler<FindIncidentQuery> {
  async execute({ scope, path, statements }: FindIncidentQuery) {
    const { database } = this;
    const incidents = scope.aliases.things('incident', path.incident);
    const { row, isOfDay } = await findIncident({ database, scope }, path.incident, incidents);
    const hasHappened = isOfDay || row.occurredOn === null;
    const [casualties, condemnations, positions] = await Promise.all([
      hasHappened ? listCasualties(database, scope, incidents) : [],
      readAllPages((page) => listCondemnations(database, scope, { incidents }, page)),
      readAllPages((page) => listPositions(database, scope, { incidents }, page)),
    ]);
    const data = {
      ...toIncidentData(row, statements),
      casualties: toCasualtyData(casualties),
      condemnations: condemnations.map(toCondemnationData),
      positions: positions.map(toPositionData),
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
    ...fieldColumns('collection'),
    ...thingColumns('incident', 'incident'),
    ...fieldColumns('class', 'territory'),
    ...dateColumns('date'),
    ...fieldColumns('dateOf'),
    ...dateColumns('incidentOn'),
    ...dateColumns('targetOn'),
    ...fieldColumns('condemner', 'condemnerKind', 'condemnerName', 'condemnerOf'),
    ...fieldColumns('strength', 'verbAsWritten'),
    ...actorColumns('perpetrators'),
    ...fieldColumns('against'),
    computedColumn<CondemnationView>('against_state', ({ againstState }) => againstState?.code),
    ...thingColumns('meeting', 'meeting'),
    ...thingColumns('decision', 'decision'),
    ...thingColumns('document', 'document', 'statedIn'),
    ...fieldColumns('event'),
  ],
  answer: z.object({
    condemners: readonlyArray(
      z.object({
        condemner: z.string(),
        kind: ActorRef.shape.kind,
        nameAsWritten: z.string(),
        of: z.string().nullable(),
      }),
    ),
    targets: readonlyArray(
      z.object({
        incident: z.string().nullable(),
        class: z.string().nullable(),
        territory: z.string().nullable(),
        cells: readonlyArray(
          z.object({
            condemner: z.string(),
            kind: z.enum(['condemned', 'not-recorded']),
            condemnations: readonlyArray(CondemnationData),
          }),
        ),
      }),
    ),
  }),
}) {}

@QueryHandler(ListCondemnationsQuery)
class ListCondemnationsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListCondemnationsQuery>
{
  async execute({ scope, page, parameters: p }: ListCondemnationsQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const filter = {
      incidents: listThings(scope, 'incident', p.incident),
      condemners: p.condemner,
      strengths: p.strength,
      statedIn: await resolveThingIds(lookup, 'document', p.statedIn),
      documents: await resolveThingIds(lookup, 'document', p.document),
      meetings: await resolveThingIds(lookup, 'meeting', p.meeting),
      byName: p.byName,
    };
    const pageWithDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listCondemnations(database, scope, filter, pageWithDays);
    const { condemners, targets } = buildCondemnationMatrix(rows);
    const targetViews = targets.map((target) => ({
      ...target,
      cells: target.cells.map((cell) => ({
        ...cell,
        condemnations: cell.condemnations.map(toCondemnationData),
      })),
    }));
    return { data: { condemners, targets: targetViews }, rows, ...rest };
  }
}

function toIncidentData(row: IncidentView, statements: boolean) {
  return {
    ...withStatements(row, statements),
    occurredOn: toDateView(row.occurredOn),
    killed: toCountView(row.killed),
    injured: toCountView(row.injured),
    placeStated: row.places.length > 0,
    countryStated: row.countries.length > 0,
  };
}

function toCondemnationData(row: CondemnationView) {
  return {
    ...row,
    date: toDateView(row.date),
    targetOn: toDateView(row.targetOn),
    incidentOn: toDateView(row.incidentOn),
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
    reports: rows.map((row) => ({
      ...row,
      killed: toCountView(row.killed),
      injured: toCountView(row.injured),
      unspecified: toCountView(row.unspecified),
    })),
  };
}

async function findIncident(
  lookup: IdLookup,
  id: string,
  incidents: readonly ThingRef[],
): Promise<ThingPageRow<IncidentView>> {
  const { database, scope } = lookup;
  const found = await findPageRow(scope, (onDay, page) =>
    listIncidents(database, onDay, { incidents }, page),
  );
  if (found !== undefined) return found;

  // Facts may only speak of it.
  const known = (await resolveThingIds(lookup, 'incident', [id])) ?? [];
  const [first] = await listKnownThings(database, scope, 'incident', known);
  const row = first && (await readNamedIncident(database, scope, first));
  if (row !== undefined) return { row, isOfDay: true };
  throw createUnknownIdProblem('incident', id, []);
}

export const INCIDENT_QUERIES = [ListIncidentsQuery, FindIncidentQuery, ListCondemnationsQuery];
export const INCIDENT_HANDLERS = [
  ListIncidentsHandler,
  FindIncidentHandler,
  ListCondemnationsHandler,
];
