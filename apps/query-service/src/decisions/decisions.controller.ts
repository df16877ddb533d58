import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { FindDecisionQuery, ListDecisionsQuery } from './decision-queries.ts';
import { ListCitationsQuery } from './citation-queries.ts';
import { ListDissentsQuery } from './dissent-queries.ts';
import { ListMandatesQuery, ListUnstatedAgentsQuery } from './mandate-queries.ts';
import { CompareVotersQuery, CountVetoesQuery, ListVotesQuery } from './vote-queries.ts';

/** The routes about decisions and their outcome. */
@CollectionController()
export class DecisionsController extends QueryController {
  @GetQuery(ListDecisionsQuery)
  listDecisions(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListDecisionsQuery, request);
  }

  @GetQuery(FindDecisionQuery)
  findDecision(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindDecisionQuery, request);
  }

  @GetQuery(ListDissentsQuery)
  listDissents(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListDissentsQuery, request);
  }

  @GetQuery(ListVotesQuery)
  listVotes(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListVotesQuery, request);
  }

  @GetQuery(CountVetoesQuery)
  countVetoes(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(CountVetoesQuery, request);
  }

  @GetQuery(CompareVotersQuery)
  compareVoters(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(CompareVotersQuery, request);
  }

  @GetQuery(ListCitationsQuery)
  listCitations(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListCitationsQuery, request);
  }

  @GetQuery(ListMandatesQuery)
  listMandates(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListMandatesQuery, request);
  }

  @GetQuery(ListUnstatedAgentsQuery)
  listUnstatedAgents(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListUnstatedAgentsQuery, request);
  }
}
