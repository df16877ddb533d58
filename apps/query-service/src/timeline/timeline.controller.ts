import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { CountTimelineQuery, ListCoverageQuery } from './count-queries.ts';
import { ListFactsQuery, ListTimelineQuery } from './fact-queries.ts';

/** The routes about facts of every type. */
@CollectionController()
export class TimelineController extends QueryController {
  @GetQuery(ListTimelineQuery)
  listTimeline(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListTimelineQuery, request);
  }

  @GetQuery(ListFactsQuery)
  listFacts(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListFactsQuery, request);
  }

  @GetQuery(CountTimelineQuery)
  countTimeline(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(CountTimelineQuery, request);
  }

  @GetQuery(ListCoverageQuery)
  listCoverage(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListCoverageQuery, request);
  }
}
