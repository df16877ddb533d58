import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { EventLog } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG } from '@rapporteur/platform';
import { type ProjectionStatus, projectionStatus } from '@rapporteur/projection-runtime';
import { DECISIONS, PARTICIPATION, TIMELINE } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { readParameters } from './parameters.ts';

/** The read models that questions are put to. */
export const READ_MODELS = [TIMELINE, PARTICIPATION, DECISIONS];

/** How far the read models have come. */
@Controller('v1')
export class StatusController {
  readonly #database: DataSource;
  readonly #log: EventLog;

  constructor(@Inject(DATA_SOURCE) database: DataSource, @Inject(EVENT_LOG) log: EventLog) {
    this.#database = database;
    this.#log = log;
  }

  @Get('status')
  async status(@Query() query: unknown): Promise<Status> {
    readParameters({}, query);
    const projections = await projectionStatus(this.#database, this.#log, READ_MODELS);
    return { schemaVersion: 1, partitions: this.#log.partitions, projections };
  }
}

interface Status {
  readonly schemaVersion: 1;
  readonly partitions: number;
  readonly projections: readonly ProjectionStatus[];
}
