import type { PagedQueryResponse } from '../query-response.ts';
import { QueryController } from '../query-controller.ts';
import type { QueryRequest } from '../query-request.ts';
import { CollectionController, CollectionRequest, GetQuery } from '../query-route.ts';
import { ReadDocumentTextQuery } from './document-text-query.ts';
import { FindDocumentQuery, ListDocumentsQuery } from './document-queries.ts';

/** The routes about source documents. */
@CollectionController()
export class DocumentsController extends QueryController {
  @GetQuery(ListDocumentsQuery)
  listDocuments(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ListDocumentsQuery, request);
  }

  @GetQuery(FindDocumentQuery)
  findDocument(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(FindDocumentQuery, request);
  }

  @GetQuery(ReadDocumentTextQuery)
  readText(@CollectionRequest() request: QueryRequest): Promise<PagedQueryResponse> {
    return this.queries.execute(ReadDocumentTextQuery, request);
  }
}
