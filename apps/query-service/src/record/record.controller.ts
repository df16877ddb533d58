import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { ListRecordChangesQuery } from './change-query.ts';
import { FindEventContextQuery } from './event-context-query.ts';
import { LookUpQuery } from './lookup-query.ts';
import { FindEventQuery, ListConflictsQuery, ListCorrectionsQuery } from './record-queries.ts';

/** The routes about the record itself: its events, corrections and conflicts. */
@CollectionController()
export class RecordController extends QueryController {
  @GetQuery(ListCorrectionsQuery)
  listCorrections(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListCorrectionsQuery, request);
  }

  @GetQuery(ListConflictsQuery)
  listConflicts(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListConflictsQuery, request);
  }

  @GetQuery(FindEventQuery)
  findEvent(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindEventQuery, request);
  }

  @GetQuery(FindEventContextQuery)
  findEventContext(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindEventContextQuery, request);
  }

  @GetQuery(ListRecordChangesQuery)
  listChanges(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListRecordChangesQuery, request);
  }

  @GetQuery(LookUpQuery)
  lookUp(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(LookUpQuery, request);
  }
}
