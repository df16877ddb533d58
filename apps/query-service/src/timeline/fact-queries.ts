import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  type FactView,
  listFacts,
  listFactsAsRecorded,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  computedColumn,
  dateViewColumns,
  fieldColumns,
  numberColumns,
  thingColumns,
} from '../csv.ts';
import { Fact, TimelineFact, toFactData } from '../fact-data.ts';
import {
  booleanParameter,
  choiceParameter,
  combineDates,
  listParameter,
  numberParameter,
  valueParameter,
} from '../parameters.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { FACT_PARAMETERS, resolveFactFilter } from './fact-parameters.ts';

const MODALITIES = [
  'decided',
  'reported',
  'planned',
  'stated',
  'attributed',
  'narrated',
  'metadata',
] as const;
const ORDERS = ['recorded', 'came-to-be', 'placed'] as const;

const ORDER_PARAMETERS = {
  newestFirst: booleanParameter(
    'true: the newest first, by the days in the world or by the time of recording; undated facts ' +
      'come last',
  ),
};

const COLUMNS = [
  ...fieldColumns('event', 'type', 'kind', 'sentence', 'verb', 'topic', 'modality'),
  ...actorColumns('assertedBy'),
  ...actorColumns('attributedTo'),
  ...thingColumns('document', 'documents:list', 'statedIn'),
  ...fieldColumns('annex'),
  ...thingColumns('body', 'bodies:list'),
  ...thingColumns('meeting', 'meeting'),
  ...thingColumns('body', 'meetingBody'),
  ...thingColumns('decision', 'decisions:list'),
  ...thingColumns('incident', 'incidents:list'),
  ...thingColumns('actor', 'states:list'),
  ...thingColumns('actor', 'persons:list'),
];

export class ListTimelineQuery extends defineQuery({
  path: 'timeline',
  tag: 'timeline',
  summary:
    'Facts in the order of their dates in the world. Commitments are placed at their due or ' +
    'scheduled date.',
  projections: [TIMELINE],
  paged: true,
  parameters: { ...FACT_PARAMETERS, ...ORDER_PARAMETERS },
  columns: [
    ...dateViewColumns('placedOn', 'date'),
    computedColumn<FactView>('date_is', ({ placedBy }) => placedBy),
    ...COLUMNS,
    ...dateViewColumns('date', 'came_to_be'),
    ...fieldColumns('dateOf', 'collection'),
  ],
  answer: readonlyArray(TimelineFact),
}) {}

@QueryHandler(ListTimelineQuery)
class ListTimelineHandler extends DatabaseQueryHandler implements IQueryHandler<ListTimelineQuery> {
  async execute({ scope, page, parameters }: ListTimelineQuery) {
    const { database } = this;
    const filter = await resolveFactFilter({ database, scope }, parameters);
    const { newestFirst } = parameters;
    const pageOfDays = { ...page, days: combineDates(parameters), newestFirst };
    const { rows, ...rest } = await listFacts(database, scope, filter, pageOfDays, 'placed');
    const data = rows.map(({ data: _data, ...row }) => toFactData(scope, row));
    return { data, rows, ...rest };
  }
}

export class ListFactsQuery extends defineQuery({
  path: 'facts',
  tag: 'timeline',
  summary: 'All facts of every type in one table, with all their fields.',
  projections: [TIMELINE],
  paged: true,
  parameters: {
    ...FACT_PARAMETERS,
    modality: choiceParameter(MODALITIES, 'Filter by modality'),
    assertedBy: listParameter('Filter by issuer or author'),
    attributedTo: listParameter('Filter by the party it is attributed to'),
    relayed: booleanParameter(
      'true: in an annex, or relayed from another document; false: neither',
    ),
    inferred: booleanParameter('true: with an inferred value; false: all values are stated'),
    identifier: valueParameter(
      'The facts that state this external identifier, such as a document symbol',
    ),
    sha256: valueParameter('The registration of the document whose text has this SHA-256'),
    address: valueParameter('The registration of the document with this web address'),
    ordinal: numberParameter('The facts that give a meeting this number'),
    agentUnknown: booleanParameter('true: the agent is not stated; false: it is'),
    command: listParameter('Filter by command'),
    event: listParameter('Filter by event'),
    order: choiceParameter(ORDERS, 'The order of the rows. Default: came-to-be'),
    ...ORDER_PARAMETERS,
  },
  columns: [
    ...numberColumns('pseq'),
    ...fieldColumns('recordedAt:time'),
    ...COLUMNS,
    ...dateViewColumns('date'),
    ...fieldColumns('dateOf', 'recordedBy', 'corrected:boolean'),
    computedColumn<FactView>(
      'inferred',
      ({ inferred }) =>
        inferred.map(
          ({ field, basis, rule }) => `${field}: ${basis}${rule === null ? '' : ` (${rule})`}`,
        ),
      'list',
    ),
    ...fieldColumns('agentUnknown:boolean', 'data:json', 'collection'),
  ],
  answer: readonlyArray(Fact),
}) {}

@QueryHandler(ListFactsQuery)
class ListFactsHandler extends DatabaseQueryHandler implements IQueryHandler<ListFactsQuery> {
  async execute({ scope, page, parameters: p }: ListFactsQuery) {
    const { database } = this;
    const filter = {
      ...(await resolveFactFilter({ database, scope }, p)),
      modalities: p.modality,
      assertedBy: p.assertedBy,
      attributedTo: p.attributedTo,
      relayed: p.relayed,
      inferred: p.inferred,
      agentUnknown: p.agentUnknown,
      identifier: p.identifier,
      sha256: p.sha256,
      address: p.address,
      ordinal: p.ordinal,
      commands: p.command,
      events: p.event,
    };
    const pageOfDays = { ...page, days: combineDates(p), newestFirst: p.newestFirst };
    const [order = 'came-to-be'] = p.order ?? [];
    const { rows, ...rest } =
      order === 'recorded'
        ? await listFactsAsRecorded(database, scope, filter, pageOfDays)
        : await listFacts(database, scope, filter, pageOfDays, order);
    return { data: rows.map((row) => toFactData(scope, row)), rows, ...rest };
  }
}

export const FACT_QUERIES = [ListTimelineQuery, ListFactsQuery];
export const FACT_HANDLERS = [ListTimelineHandler, ListFactsHandler];
