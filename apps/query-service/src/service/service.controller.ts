import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseParameters, POSITION_PARAMETER, type RawParameters } from '../parameters.ts';
import { getPositionWaitOptions } from '../query-request.ts';
import {
  type CollectionList,
  ListCollectionsQuery,
  ReadStatusQuery,
  type ServiceStatus,
} from './service-queries.ts';

/** The routes about the whole service: its collections, and the status of its read models. */
@Controller('v1')
export class ServiceController {
  readonly #queries: QueryBus;

  constructor(@Inject(QueryBus) queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('collections')
  listCollections(
    @Query() query: RawParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectionList> {
    const { position } = parseParameters(POSITION_PARAMETER, query);
    const waitOptions = getPositionWaitOptions(request, reply);
    return this.#queries.execute(new ListCollectionsQuery(position, waitOptions));
  }

  @Get('status')
  readStatus(
    @Query() query: RawParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ServiceStatus> {
    const { position } = parseParameters(POSITION_PARAMETER, query);
    const waitOptions = getPositionWaitOptions(request, reply);
    return this.#queries.execute(new ReadStatusQuery(position, waitOptions));
  }
}
