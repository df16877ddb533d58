import {
  applyDecorators,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Get,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QueryClass } from './collection-query.ts';
import { parseQueryRequest, type QueryRequest } from './query-request.ts';
import { QueryMetricsInterceptor } from './query-metrics.interceptor.ts';
import { RoutedQuery } from './routed-query.ts';
import { ResponseFormatInterceptor } from './response-format.interceptor.ts';

/** Marks a controller of queries on one collection or several: measured, with responses as JSON or CSV. */
export const CollectionController = (): ClassDecorator =>
  applyDecorators(
    Controller(['v1', 'v1/collections/:collection']),
    UseInterceptors(ResponseFormatInterceptor, QueryMetricsInterceptor),
  );

/** Routes the path of a query to a method. */
export const GetQuery = (query: Pick<QueryClass, 'definition'>): MethodDecorator =>
  applyDecorators(Get([...listRoutes(query.definition.path)]), RoutedQuery(query.definition));

/** Injects the parsed request into a method. */
export const CollectionRequest = createParamDecorator(
  (_data: undefined, context: ExecutionContext): QueryRequest => {
    const http = context.switchToHttp();
    return parseQueryRequest(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  },
);

/** Returns the routes of a path. A path that ends in a word also has a `.csv` route. */
export function listRoutes(path: string): readonly string[] {
  const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
  return path.endsWith('}') ? [route] : [route, `${route}.csv`];
}
