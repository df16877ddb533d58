import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  CountView,
  countVerbs,
  DateView,
  DECISIONS,
  listPositions,
  listReports,
  type PositionView,
  readonlyArray,
  ReportView,
  TIMELINE,
  toCountView,
  toDateView,
  VerbCount,
} from '@rapporteur/read-models';
import { z } from 'zod';
import { defineQuery } from '../collection-query.ts';
import {
  actorColumns,
  computedColumn,
  countColumns,
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
import {
  BODY_PARAMETERS,
  type IdLookup,
  listThings,
  resolveBodyIds,
  resolveThingIds,
} from '../resolve-ids.ts';
import { ActorsView, toActorsView } from '../row-data.ts';
import { PositionData, toPositionData } from './position-data.ts';

const SOURCE_PARAMETERS = {
  by: listParameter('Filter by speaker'),
  statedIn: listParameter('Filter by relayed document, such as a declaration'),
  document: listParameter('Filter by source'),
  meeting: listParameter('Filter by meeting'),
};

async function resolveSourceFilter(
  lookup: IdLookup,
  parameters: {
    readonly by?: readonly string[] | undefined;
    readonly statedIn?: readonly string[] | undefined;
    readonly document?: readonly string[] | undefined;
    readonly meeting?: readonly string[] | undefined;
  },
) {
  return {
    by: parameters.by,
    statedIn: await resolveThingIds(lookup, 'document', parameters.statedIn),
    documents: await resolveThingIds(lookup, 'document', parameters.document),
    meetings: await resolveThingIds(lookup, 'meeting', parameters.meeting),
  };
}

export class ListPositionsQuery extends defineQuery({
  path: 'positions',
  tag: 'positions',
  summary: 'Stated positions: the speaker, the verb, the addressee, and the cited instruments.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...SOURCE_PARAMETERS,
    verb: listParameter('Filter by verb'),
    topic: listParameter('Filter by topic'),
    instrument: listParameter('Filter by cited instrument'),
    withInstrument: booleanParameter('true: with a cited instrument; false: without one'),
    addressee: listParameter('Filter by addressee'),
    withAddressee: booleanParameter('true: with an addressee; false: without one'),
    incident: listParameter('Filter by incident'),
    state: listParameter('Filter by mentioned state'),
    q: textParameter('Search in the summary, the topic and the instruments'),
  },
  columns: [
    ...actorColumns('by'),
    ...fieldColumns('verb', 'verbAsWritten', 'topic', 'summary'),
    ...thingColumns('incident', 'incidents:list'),
    computedColumn<PositionView>(
      'instrument_ids',
      ({ instruments }) => instruments.map(({ id }) => id),
      'list',
    ),
    ...actorColumns('addressees'),
    ...stateListColumns('states'),
    ...actorColumns('organizations'),
    ...thingColumns('meeting', 'meeting'),
    ...actorColumns('attributedTo'),
    ...dateColumns('date'),
    ...fieldColumns('dateOf'),
    ...thingColumns('document', 'document', 'statedIn'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(PositionData),
}) {}

@QueryHandler(ListPositionsQuery)
class ListPositionsHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<ListPositionsQuery>
{
  async execute({ scope, page, parameters: p }: ListPositionsQuery) {
    const { database } = this;
    const filter = {
      ...(await resolveSourceFilter({ database, scope }, p)),
      verbs: p.verb,
      topics: p.topic,
      instruments: p.instrument,
      withInstrument: p.withInstrument,
      addressees: p.addressee,
      withAddressee: p.withAddressee,
      incidents: listThings(scope, 'incident', p.incident),
      states: p.state,
      words: p.q,
    };
    const pageOfDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listPositions(database, scope, filter, pageOfDays);
    return { data: rows.map(toPositionData), rows, ...rest };
  }
}

export class CountVerbsQuery extends defineQuery({
  path: 'positions/verbs',
  tag: 'positions',
  summary: 'The number of uses of each verb, in positions and in condemnations.',
  projections: [DECISIONS, TIMELINE],
  paged: false,
  parameters: SOURCE_PARAMETERS,
  columns: [
    ...fieldColumns('verb', 'type'),
    ...numberColumns('facts'),
    ...fieldColumns('events:list'),
  ],
  answer: readonlyArray(VerbCount),
}) {}

@QueryHandler(CountVerbsQuery)
class CountVerbsHandler extends DatabaseQueryHandler implements IQueryHandler<CountVerbsQuery> {
  async execute({ scope, parameters }: CountVerbsQuery) {
    const { database } = this;
    const filter = await resolveSourceFilter({ database, scope }, parameters);
    return { data: await countVerbs(database, scope, filter) };
  }
}

const ReportData = ReportView.omit({ agentStated: true })
  .extend({
    date: DateView,
    period: DateView,
    count: CountView,
    by: z.union([ReportView.shape.by, ActorsView]),
  })
  .meta({ id: 'Report' });

const REPORT_TYPES = ['ActivityReported', 'AssessmentReported', 'IntentReported'] as const;

export class ListReportsQuery extends defineQuery({
  path: 'reports',
  tag: 'reports',
  summary: 'Reported activities, assessments and intents. A count of zero is one that is stated.',
  projections: [DECISIONS, TIMELINE],
  paged: true,
  parameters: {
    ...DATE_PARAMETERS,
    ...BODY_PARAMETERS,
    type: choiceParameter(REPORT_TYPES, 'Filter by type'),
    kind: listParameter('Filter by kind, such as operation, threat or opinion'),
    topic: listParameter('Filter by topic'),
    state: listParameter('Filter by mentioned state'),
    decision: listParameter('Filter by the decision that is carried out'),
    meeting: listParameter('Filter by meeting'),
    document: listParameter('Filter by source'),
    positiveCount: booleanParameter('true: with a count above zero; false: without one'),
    agentStated: booleanParameter(
      'true: activities with a stated agent; false: activities without one',
    ),
    attributed: booleanParameter('true: attributed to another party; false: not attributed'),
    q: textParameter('Search in the text'),
  },
  columns: [
    ...fieldColumns('type', 'kind', 'summary'),
    ...actorColumns('by'),
    ...fieldColumns('agentStated:boolean'),
    ...actorColumns('with'),
    ...stateListColumns('states'),
    ...fieldColumns('within', 'topic', 'action'),
    ...actorColumns('organization'),
    ...actorColumns('subject'),
    ...fieldColumns('series', 'theme'),
    ...thingColumns('decision', 'decision'),
    ...thingColumns('meeting', 'meeting'),
    ...countColumns('count'),
    computedColumn<ReportView>('counted_what', ({ counted }) => counted?.what),
    computedColumn<ReportView>('counted_value', ({ counted }) => counted?.value, 'number'),
    computedColumn<ReportView>(
      'places',
      ({ places }) => places.map(({ name, country }) => name ?? country?.code),
      'list',
    ),
    ...fieldColumns('region', 'trend', 'targets:list'),
    ...actorColumns('attributedTo'),
    ...dateColumns('date'),
    ...fieldColumns('dateOf'),
    ...dateColumns('period'),
    ...thingColumns('document', 'document', 'statedIn'),
    ...fieldColumns('event', 'collection'),
  ],
  answer: readonlyArray(ReportData),
}) {}

@QueryHandler(ListReportsQuery)
class ListReportsHandler extends DatabaseQueryHandler implements IQueryHandler<ListReportsQuery> {
  async execute({ scope, page, parameters: p }: ListReportsQuery) {
    const { database } = this;
    const lookup = { database, scope };
    const filter = {
      types: p.type,
      kinds: p.kind,
      topics: p.topic,
      states: p.state,
      decisions: listThings(scope, 'decision', p.decision),
      bodies: await resolveBodyIds(lookup, p),
      meetings: await resolveThingIds(lookup, 'meeting', p.meeting),
      documents: await resolveThingIds(lookup, 'document', p.document),
      positiveCount: p.positiveCount,
      agentStated: p.agentStated,
      attributed: p.attributed,
      words: p.q,
    };
    const pageOfDays = { ...page, days: combineDates(p) };
    const { rows, ...rest } = await listReports(database, scope, filter, pageOfDays);
    return { data: rows.map(toReportData), rows, ...rest };
  }
}

function toReportData({ agentStated, ...row }: ReportView) {
  return {
    ...row,
    date: toDateView(row.date),
    period: toDateView(row.period),
    count: toCountView(row.count),
    by: agentStated === null ? row.by : toActorsView(row.by),
  };
}

export const REPORT_QUERIES = [ListPositionsQuery, CountVerbsQuery, ListReportsQuery];
export const REPORT_HANDLERS = [ListPositionsHandler, CountVerbsHandler, ListReportsHandler];
