import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { FindBodyQuery, ListBodiesQuery, ListDesignationsQuery } from './body-queries.ts';
import { FindChairQuery } from './chair-queries.ts';
import { ListMembershipsQuery, ListOfficesQuery } from './tenure-queries.ts';

/** The routes about bodies, their chairs, offices and memberships. */
@CollectionController()
export class BodiesController extends QueryController {
  @GetQuery(ListBodiesQuery)
  listBodies(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListBodiesQuery, request);
  }

  @GetQuery(FindBodyQuery)
  findBody(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindBodyQuery, request);
  }

  @GetQuery(FindChairQuery)
  findChair(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindChairQuery, request);
  }

  @GetQuery(ListOfficesQuery)
  listOffices(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListOfficesQuery, request);
  }

  @GetQuery(ListMembershipsQuery)
  listMemberships(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListMembershipsQuery, request);
  }

  @GetQuery(ListDesignationsQuery)
  listDesignations(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListDesignationsQuery, request);
  }
}
