import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  COUNT_PROPERTIES,
  countTimelineFacts,
  CoverageView,
  FactCountView,
  listCoverage,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import { defineQuery } from '../collection-query.ts';
import { fieldColumns, numberColumns, thingColumns } from '../csv.ts';
import { choiceParameter, combineDates, createParameterProblem } from '../parameters.ts';
import { PositionCache } from '../position-cache.ts';
import { DatabaseQueryHandler } from '../query-handler.ts';
import { FACT_PARAMETERS, resolveFactFilter } from './fact-parameters.ts';

const COUNTS_MAX = 20_000;

const FactCountData = FactCountView.meta({
  id: 'FactCount',
  description: 'A number of facts that have the same properties.',
});

export class CountTimelineQuery extends defineQuery({
  path: 'timeline/counts',
  tag: 'timeline',
  summary:
    'The numbers of the facts of the timeline by collection, body, type, year or month. A fact of ' +
    'several bodies counts for each of them.',
  projections: [TIMELINE],
  paged: false,
  parameters: {
    ...FACT_PARAMETERS,
    by: choiceParameter(COUNT_PROPERTIES, 'The properties by which facts are counted'),
  },
  columns: [
    ...fieldColumns('period', 'collection'),
    ...thingColumns('body', 'body'),
    ...fieldColumns('type'),
    ...numberColumns('facts'),
  ],
  answer: readonlyArray(FactCountData),
}) {}

@QueryHandler(CountTimelineQuery)
class CountTimelineHandler
  extends DatabaseQueryHandler
  implements IQueryHandler<CountTimelineQuery>
{
  readonly #counts = new PositionCache<readonly FactCountView[]>();

  async execute({ scope, parameters }: CountTimelineQuery) {
    const { database } = this;
    const request = {
      filter: await resolveFactFilter({ database, scope }, parameters),
      by: parameters.by ?? [],
      days: combineDates(parameters),
      limit: COUNTS_MAX + 1,
    };
    const data = await this.#counts.read(scope, parameters, () =>
      countTimelineFacts(database, scope, request),
    );
    if (data.length <= COUNTS_MAX) return { data };
    throw createParameterProblem({
      field: 'by',
      message: `has more than ${COUNTS_MAX} numbers`,
      remedy: 'Count by fewer properties, or narrow the days with from and to.',
    });
  }
}

export class ListCoverageQuery extends defineQuery({
  path: 'coverage',
  tag: 'timeline',
  summary: 'The extent of the record of each collection: numbers, days and the last recording.',
  projections: [TIMELINE],
  paged: false,
  parameters: {},
  columns: [
    ...fieldColumns('collection', 'title'),
    ...numberColumns('facts', 'meetingsHeld', 'documentsRegistered', 'bodiesRegistered'),
    ...fieldColumns('from:date', 'to:date', 'lastRecordedAt:time'),
  ],
  answer: readonlyArray(CoverageView),
}) {}

@QueryHandler(ListCoverageQuery)
class ListCoverageHandler extends DatabaseQueryHandler implements IQueryHandler<ListCoverageQuery> {
  readonly #coverage = new PositionCache<readonly CoverageView[]>();

  async execute({ scope }: ListCoverageQuery) {
    const read = () => listCoverage(this.database, scope);
    return { data: await this.#coverage.read(scope, {}, read) };
  }
}

export const COUNT_QUERIES = [CountTimelineQuery, ListCoverageQuery];
export const COUNT_HANDLERS = [CountTimelineHandler, ListCoverageHandler];
