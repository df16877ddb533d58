import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { FindMeetingQuery } from './meeting-page.ts';
import { ListMeetingsQuery } from './meeting-queries.ts';
import { ListNextMeetingsQuery } from './next-meeting-queries.ts';

/** The routes about meetings. */
@CollectionController()
export class MeetingsController extends QueryController {
  @GetQuery(ListMeetingsQuery)
  listMeetings(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListMeetingsQuery, request);
  }

  @GetQuery(FindMeetingQuery)
  findMeeting(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindMeetingQuery, request);
  }

  @GetQuery(ListNextMeetingsQuery)
  listNextMeetings(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListNextMeetingsQuery, request);
  }
}
