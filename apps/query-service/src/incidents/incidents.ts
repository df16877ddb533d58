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
} from '@rapporteur/read-models';
import {
  actorColumns,
  dateColumns,
  fieldColumns,
  numberColumns,
  stateListColumns,
  computedColumn,
} from '../csv.ts';
import { resolveDocuments, resolveMeetings, createUnknownIdProblem } from '../resolve-ids.ts';
import {
  choiceParameter,
  DATE_PARAMETERS,
  combineDates,
  booleanParameter,
  listParameter,
  PAGE_PARAMETERS,
  textParameter,
} from '../parameters.ts';
import { type QueryContext, defineQuery } from '../query.ts';
import { viewRow } from '../row-view.ts';

const EVERYTHING = { limit: 1000, after: null };

const showIncident = (row: IncidentView) => ({
  ...viewRow(row, { dates: ['occurredOn'] }),
  placeStated: row.places.length > 0,
  countryStated: row.countries.length > 0,
});
const showCondemnation = (row: CondemnationView) => ({
  ...viewRow(row, { dates: ['targetOn'] }),
  rung: CONDEMNATION_LADDER.indexOf(row.strength) + 1,
  perpetratorsNamed: row.perpetrators.length > 0,
});
const showCasualty = (row: CasualtyView) =>
  viewRow(row, { counts: ['killed', 'injured', 'unspecified'] });

/** What is told of the casualties of an incident; where nothing is, that is not none. */
function showCasualties(rows: readonly CasualtyView[]) {
  const stated = (of: 'killed' | 'injured' | 'unspecified') => rows.some((row) => row[of] !== null);
  return {
    recorded: rows.length > 0,
    killedStated: stated('killed'),
    injuredStated: stated('injured'),
    unspecifiedStated: stated('unspecified'),
    reports: rows.map(showCasualty),
  };
}

const INCIDENT_COLUMNS = [
  ...fieldColumns('incident', 'name', 'otherNames'),
  ...dateColumns('occurredOn'),
  computedColumn<IncidentView>('places', ({ places }) => places.flatMap(({ name }) => name ?? [])),
  ...fieldColumns('countries', 'region', 'against'),
  ...stateListColumns('againstState'),
  ...numberColumns('condemnations'),
  ...fieldColumns('events'),
];

/** Incidents in the order of their dates. */
export const INCIDENT_LIST = defineQuery({
  path: 'incidents',
  tag: 'incidents',
  doc: 'Incidents by date: filters match on overlap, and what has no date comes last.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    country: listParameter('Only those placed in these states'),
    against: listParameter('Only those that struck these states'),
    q: textParameter('Only those whose id, name, place or target holds these words'),
  },
  columns: INCIDENT_COLUMNS,
  execute: async ({ database, at, page, parameters: p }) => {
    const filter = { countries: p.country, againstStates: p.against, words: p.q };
    const { rows, next } = await listIncidents(database, at, filter, {
      ...page,
      days: combineDates(p),
    });
    return { data: rows.map(showIncident), rows, next };
  },
});

async function incidentAsked({ database, at, path }: QueryContext<unknown>): Promise<IncidentView> {
  const id = path['incident'] ?? '';
  const shown = at.aliases.canonicalId('incident', id);
  const [row] = (await listIncidents(database, at, { incidents: [shown] }, EVERYTHING)).rows;
  if (row !== undefined) return row;
  const known = (await listIncidents(database, { ...at, asOf: null }, {}, EVERYTHING)).rows;
  throw createUnknownIdProblem(
    'incident',
    id,
    known.map(({ incident }) => incident),
  );
}

/** One incident, with its casualties, who condemned it and what else is said of it. */
export const INCIDENT = defineQuery({
  path: 'incidents/{incident}',
  tag: 'incidents',
  doc: 'One incident: casualties, who condemned it and how strongly, and the positions that speak of it.',
  projections: [DECISIONS, TIMELINE],
  parameters: {},
  columns: INCIDENT_COLUMNS,
  execute: async (asked) => {
    const { database, at } = asked;
    const row = await incidentAsked(asked);
    const incidents = at.aliases.equivalentIds('incident', row.incident);
    const [casualties, condemnations, positions] = await Promise.all([
      listCasualties(database, at, incidents),
      listCondemnations(database, at, { incidents }, EVERYTHING),
      listPositions(database, at, { incidents }, EVERYTHING),
    ]);
    return {
      data: {
        ...showIncident(row),
        casualties: showCasualties(casualties),
        condemnations: condemnations.rows.map(showCondemnation),
        positions: positions.rows.map((position) => viewRow(position, { dates: ['date'] })),
      },
      rows: [row],
    };
  },
});

/** Incidents × condemners. */
export const CONDEMNATIONS = defineQuery({
  path: 'condemnations',
  tag: 'incidents',
  doc: 'Incidents × condemners: who condemned what, how strongly, and whom that condemner alone names.',
  projections: [DECISIONS, TIMELINE],
  parameters: {
    ...PAGE_PARAMETERS,
    ...DATE_PARAMETERS,
    incident: listParameter('Only of these incidents'),
    condemner: listParameter('Only by these'),
    strength: choiceParameter(CONDEMNATION_LADDER, 'Only of these strengths'),
    statedIn: listParameter('Only in these documents that a source relays, such as a declaration'),
    document: listParameter('Only in these sources'),
    meeting: listParameter('Only of these meetings'),
    byName: booleanParameter('Only of incidents by name (true), or of classes of acts (false)'),
  },
  columns: [
    ...fieldColumns('incident', 'class', 'territory'),
    ...dateColumns('targetOn'),
    ...fieldColumns(
      'condemner',
      'condemnerKind',
      'condemnerName',
      'condemnerOf',
      'strength',
      'verbAsWritten',
    ),
    ...actorColumns('perpetrators'),
    ...fieldColumns('against'),
    computedColumn<CondemnationView>('against_state', ({ againstState }) => againstState?.code),
    ...fieldColumns('meeting', 'document', 'statedIn', 'event'),
  ],
  execute: async (asked) => {
    const { database, at, parameters: p } = asked;
    const filter = {
      incidents: p.incident?.flatMap((id) => at.aliases.equivalentIds('incident', id)),
      condemners: p.condemner,
      strengths: p.strength,
      statedIn: await resolveDocuments(asked, p.statedIn),
      documents: await resolveDocuments(asked, p.document),
      meetings: await resolveMeetings(asked, p.meeting),
      byName: p.byName,
    };
    const { rows, next } = await listCondemnations(database, at, filter, {
      ...asked.page,
      days: combineDates(p),
    });
    const { condemners, targets } = buildCondemnationMatrix(rows);
    const shown = targets.map((target) => ({
      ...target,
      cells: target.cells.map((cell) => ({
        ...cell,
        condemnations: cell.condemnations.map(showCondemnation),
      })),
    }));
    return { data: { condemners, targets: shown }, rows, next };
  },
});
