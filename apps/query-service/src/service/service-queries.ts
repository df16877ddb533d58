import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { EventLog } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG } from '@rapporteur/platform';
import {
  type CollectionView,
  listCollections,
  READ_MODELS,
  TIMELINE,
} from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import type { PositionWait, PositionWaitOptions } from '../position-wait.ts';
import type { ReadModelStatuses, ReadModelStatusView } from '../read-model-statuses.ts';
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

export interface CollectionList {
  readonly schemaVersion: 1;
  readonly data: readonly CollectionView[];
}

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

export interface ServiceStatus {
  readonly schemaVersion: 1;
  readonly partitions: number;
  readonly projections: readonly ReadModelStatusView[];
}

export class ReadStatusQuery extends ServiceQuery<ServiceStatus> {}

@QueryHandler(ReadStatusQuery)
class ReadStatusHandler implements IQueryHandler<ReadStatusQuery> {
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

  async execute({ position, waitOptions }: ReadStatusQuery): Promise<ServiceStatus> {
    await this.#wait.waitForParameter(READ_MODELS, position, waitOptions);
    const projections = await this.#statuses.read();
    return { schemaVersion: 1, partitions: this.#log.partitions, projections };
  }
}

export const SERVICE_HANDLERS = [ListCollectionsHandler, ReadStatusHandler];
