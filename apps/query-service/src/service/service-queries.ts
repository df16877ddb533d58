import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { EventLog } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG } from '@rapporteur/platform';
import {
  CollectionView,
  listCollections,
  READ_MODELS,
  readonlyArray,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { listAllParkedCommandViews } from '../parked-commands.ts';
import type { PositionWait, PositionWaitOptions } from '../position-wait.ts';
import { ParkedCommand } from '../query-response.ts';
import { type ReadModelStatuses, ReadModelStatusView } from '../read-model-statuses.ts';
import { POSITION_WAIT, READ_MODEL_STATUSES } from '../tokens.ts';

/** A query of the whole service, with the position that its result must include. */
class ServiceQuery<T> extends Query<T> {
  readonly position: string | undefined;
  readonly waitOptions: PositionWaitOptions;

  constructor(position: string | undefined, waitOptions: PositionWaitOptions) {
    super();
    this.position = position;
    this.waitOptions = waitOptions;
  }
}

/** The response of `/v1/collections`. */
export const CollectionList = z.object({
  schemaVersion: z.literal(1),
  data: readonlyArray(CollectionView),
});
export type CollectionList = z.output<typeof CollectionList>;

export class ListCollectionsQuery extends ServiceQuery<CollectionList> {}

@QueryHandler(ListCollectionsQuery)
class ListCollectionsHandler implements IQueryHandler<ListCollectionsQuery> {
  readonly #database: DataSource;
  readonly #wait: PositionWait;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(POSITION_WAIT) wait: PositionWait,
  ) {
    this.#database = database;
    this.#wait = wait;
  }

  async execute({ position, waitOptions }: ListCollectionsQuery): Promise<CollectionList> {
    await this.#wait.waitForParameter([TIMELINE], position, waitOptions);
    return { schemaVersion: 1, data: await listCollections(this.#database) };
  }
}

/** The response of `/v1/status`. */
export const ServiceStatus = z.object({
  schemaVersion: z.literal(1),
  partitions: z.int(),
  projections: readonlyArray(ReadModelStatusView),
  parked: readonlyArray(ParkedCommand).meta({
    description: 'The recorded commands that a read model cannot show, with the reasons.',
  }),
});
export type ServiceStatus = z.output<typeof ServiceStatus>;

export class ReadStatusQuery extends ServiceQuery<ServiceStatus> {}

@QueryHandler(ReadStatusQuery)
class ReadStatusHandler implements IQueryHandler<ReadStatusQuery> {
  readonly #database: DataSource;
  readonly #log: EventLog;
  readonly #wait: PositionWait;
  readonly #statuses: ReadModelStatuses;

  constructor(
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(POSITION_WAIT) wait: PositionWait,
    @Inject(READ_MODEL_STATUSES) statuses: ReadModelStatuses,
  ) {
    this.#database = database;
    this.#log = log;
    this.#wait = wait;
    this.#statuses = statuses;
  }

  async execute({ position, waitOptions }: ReadStatusQuery): Promise<ServiceStatus> {
    await this.#wait.waitForParameter(READ_MODELS, position, waitOptions);
    const projections = await this.#statuses.read();
    const parked = await listAllParkedCommandViews(this.#database, projections);
    return { schemaVersion: 1, partitions: this.#log.partitions, projections, parked };
  }
}

export const SERVICE_HANDLERS = [ListCollectionsHandler, ReadStatusHandler];
