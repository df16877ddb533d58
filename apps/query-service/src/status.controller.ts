import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { EventLog } from '@rapporteur/event-log';
import { EVENT_LOG } from '@rapporteur/platform';
import { READ_MODELS } from '@rapporteur/read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { POSITION_PARAMETER, parseParameters } from './parameters.ts';
import type { PositionWait } from './position-wait.ts';
import type { ReadModelStatusView, ReadModelStatuses } from './read-model-statuses.ts';
import { getPositionWaitOptions } from './query-request.ts';
import { POSITION_WAIT, READ_MODEL_STATUSES } from './tokens.ts';

/** How far the read models have come. */
@Controller('v1')
export class StatusController {
  readonly #log: EventLog;
  readonly #wait: PositionWait;
  readonly #statuses: ReadModelStatuses;

  constructor(
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(POSITION_WAIT) wait: PositionWait,
    @Inject(READ_MODEL_STATUSES) statuses: ReadModelStatuses,
  ) {
    this.#log = log;
    this.#wait = wait;
    this.#statuses = statuses;
  }

  @Get('status')
  async status(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatusResponse> {
    const { position } = parseParameters(POSITION_PARAMETER, query);
    await this.#wait.waitForParameter(
      READ_MODELS,
      position,
      getPositionWaitOptions(request, reply),
    );
    return {
      schemaVersion: 1,
      partitions: this.#log.partitions,
      projections: await this.#statuses.read(),
    };
  }
}

interface StatusResponse {
  readonly schemaVersion: 1;
  readonly partitions: number;
  readonly projections: readonly ReadModelStatusView[];
}
