import { Readable } from 'node:stream';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type CsvColumn, formatCsv } from './csv.ts';
import type { PagedQueryResponse, QueryResponse } from './query-response.ts';
import { CSV_SUFFIX } from './query-request.ts';
import { RoutedQuery } from './routed-query.ts';

const CSV_TYPE = 'text/csv; charset=utf-8';

/** Sends a query's response as JSON, or as a CSV table page by page. */
@Injectable()
export class ResponseFormatInterceptor implements NestInterceptor<PagedQueryResponse> {
  readonly #reflector: Reflector;

  constructor(@Inject(Reflector) reflector: Reflector) {
    this.#reflector = reflector;
  }

  intercept(
    context: ExecutionContext,
    next: CallHandler<PagedQueryResponse>,
  ): Observable<QueryResponse | StreamableFile> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { columns } = this.#reflector.get(RoutedQuery, context.getHandler());

    return next.handle().pipe(
      map((paged) => {
        const { position, next: cursor, parked, undated = 0 } = paged.response;
        void reply.header('rapporteur-position', position);
        if (parked !== undefined) void reply.header('rapporteur-incomplete', String(parked.length));
        if (undated > 0) void reply.header('rapporteur-undated', String(undated));
        if (!acceptsCsv(request)) return paged.response;

        if (paged.onePage && cursor !== null) void reply.header('rapporteur-next', cursor);
        return new StreamableFile(Readable.from(csvChunks(columns, paged)), { type: CSV_TYPE });
      }),
    );
  }
}

/** Returns whether the client asks for CSV: by the path, or by the first accepted type. */
function acceptsCsv(request: FastifyRequest): boolean {
  const [path = ''] = request.url.split('?');
  if (path.endsWith(CSV_SUFFIX)) return true;
  const first = request.headers.accept?.split(',')[0]?.split(';')[0]?.trim().toLowerCase();
  return first === 'text/csv';
}

async function* csvChunks(
  columns: readonly CsvColumn[],
  paged: PagedQueryResponse,
): AsyncGenerator<string> {
  let first = true;
  for await (const rows of paged.rows()) {
    const findName = await paged.readNames(columns, rows);
    yield formatCsv(columns, rows, { first, findName, choices: paged.csv });
    first = false;
  }
}
