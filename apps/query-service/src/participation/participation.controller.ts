import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { CompareStatesQuery, ListAttendanceQuery } from './comparison-queries.ts';
import {
  FindStateQuery,
  ListParticipationQuery,
  RankStatesQuery,
} from './participation-queries.ts';

/** The routes about participation in meetings. */
@CollectionController()
export class ParticipationController extends QueryController {
  @GetQuery(FindStateQuery)
  findState(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindStateQuery, request);
  }

  @GetQuery(CompareStatesQuery)
  compareStates(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(CompareStatesQuery, request);
  }

  @GetQuery(ListAttendanceQuery)
  listAttendance(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListAttendanceQuery, request);
  }

  @GetQuery(ListParticipationQuery)
  listParticipation(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListParticipationQuery, request);
  }

  @GetQuery(RankStatesQuery)
  rankStates(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(RankStatesQuery, request);
  }
}
