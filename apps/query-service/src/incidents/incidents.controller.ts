import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import {
  FindIncidentQuery,
  ListCondemnationsQuery,
  ListIncidentsQuery,
} from './incident-queries.ts';

/** The routes about incidents and their condemnation. */
@CollectionController()
export class IncidentsController extends QueryController {
  @GetQuery(ListIncidentsQuery)
  listIncidents(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListIncidentsQuery, request);
  }

  @GetQuery(FindIncidentQuery)
  findIncident(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindIncidentQuery, request);
  }

  @GetQuery(ListCondemnationsQuery)
  listCondemnations(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListCondemnationsQuery, request);
  }
}
