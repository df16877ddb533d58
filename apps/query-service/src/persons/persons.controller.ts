import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { FindPersonQuery, ListPersonsQuery } from './person-queries.ts';

/** The routes about persons. */
@CollectionController()
export class PersonsController extends QueryController {
  @GetQuery(ListPersonsQuery)
  listPersons(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListPersonsQuery, request);
  }

  @GetQuery(FindPersonQuery)
  findPerson(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindPersonQuery, request);
  }
}
