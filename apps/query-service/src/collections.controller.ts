import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { DATA_SOURCE } from '@rapporteur/platform';
import { type CollectionView, listCollections, TIMELINE } from '@rapporteur/read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { POSITION_PARAMETER, parseParameters } from './parameters.ts';
import type { PositionWait } from './position-wait.ts';
import { getPositionWaitOptions } from './query-request.ts';
import { POSITION_WAIT } from './tokens.ts';

/** The collections of this record. */
@Controller('v1/collections')
export class CollectionsController {
  readonly #database: DataSource;
  readonly #wait: PositionWait;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(POSITION_WAIT) wait: PositionWait,
  ) {
    this.#database = database;
    this.#wait = wait;
  }

  @Get()
  async list(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ readonly schemaVersion: 1; readonly data: readonly CollectionView[] }> {
    const { position } = parseParameters(POSITION_PARAMETER, query);
    await this.#wait.waitForParameter([TIMELINE], position, getPositionWaitOptions(request, reply));
    return { schemaVersion: 1, data: await listCollections(this.#database) };
  }
}
