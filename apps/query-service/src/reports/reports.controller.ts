import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { CountVerbsQuery, ListPositionsQuery, ListReportsQuery } from './report-queries.ts';

/** The routes about stated positions and reports. */
@CollectionController()
export class ReportsController extends QueryController {
  @GetQuery(ListPositionsQuery)
  listPositions(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListPositionsQuery, request);
  }

  @GetQuery(CountVerbsQuery)
  countVerbs(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(CountVerbsQuery, request);
  }

  @GetQuery(ListReportsQuery)
  listReports(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListReportsQuery, request);
  }
}
