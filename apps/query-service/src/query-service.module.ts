import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type EventLog, LogEndReader } from '@rapporteur/event-log';
import {
  API_DOCS,
  type ApiDocs,
  DATA_SOURCE,
  EVENT_LOG,
  type Metrics,
  METRICS_TOKEN,
  READINESS,
  type Readiness,
  STOPPING,
} from '@rapporteur/platform';
import {
  countAppliedEvents,
  findFurthestHead,
  PositionWatch,
} from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { queryApi } from './api-part.ts';
import { CollectionQueryHandler } from './collection-query-handler.ts';
import { CollectionsController } from './collections.controller.ts';
import { LogController } from './log.controller.ts';
import { ReadPositionResolver } from './read-position.ts';
import { PositionWait } from './position-wait.ts';
import { createQueryController } from './query.controller.ts';
import { QUERIES } from './queries.ts';
import { ReadModelStatuses } from './read-model-statuses.ts';
import { StatusController } from './status.controller.ts';
import {
  CLOCK,
  LOG_ENDS,
  READ_POSITION_RESOLVER,
  POSITION_WAIT,
  READ_MODEL_STATUSES,
} from './tokens.ts';

/** The ends of the log, looked for from where the read models stand. */
function logEnds(log: EventLog, database: DataSource): LogEndReader {
  return new LogEndReader(log, (partition) =>
    findFurthestHead(database.manager, READ_MODELS, partition),
  );
}

function positionWait(
  log: EventLog,
  database: DataSource,
  ends: LogEndReader,
  metrics: Metrics,
  stopping: AbortSignal,
): PositionWait {
  return new PositionWait({ log, watch: new PositionWatch(database), ends, metrics, stopping });
}

function statuses(
  log: EventLog,
  dataSource: DataSource,
  ends: LogEndReader,
  metrics: Metrics,
): ReadModelStatuses {
  return new ReadModelStatuses({ log, dataSource, ends, metrics, projections: READ_MODELS });
}

function moments(
  database: DataSource,
  log: EventLog,
  clock: () => Date,
  wait: PositionWait,
): ReadPositionResolver {
  return new ReadPositionResolver(database, log, clock, wait);
}

/** Whoever answers from read models must have them. */
async function refuseUnmade(database: DataSource): Promise<void> {
  const made = new Set(
    (await countAppliedEvents(database.manager, 'serving')).map(({ projection }) => projection),
  );
  const unmade = READ_MODELS.filter((projection) => !made.has(projection.name)).map(
    ({ name }) => name,
  );
  if (unmade.length > 0) throw new Error(`no projector has made ${unmade.join(' and ')} yet`);
}

/** Answers questions from the read models, and replays the log. It writes nothing. */
@Module({
  imports: [CqrsModule],
  controllers: [
    createQueryController(QUERIES),
    CollectionsController,
    LogController,
    StatusController,
  ],
  providers: [
    CollectionQueryHandler,
    { provide: CLOCK, useValue: () => new Date() },
    { provide: LOG_ENDS, useFactory: logEnds, inject: [EVENT_LOG, DATA_SOURCE] },
    {
      provide: POSITION_WAIT,
      useFactory: positionWait,
      inject: [EVENT_LOG, DATA_SOURCE, LOG_ENDS, METRICS_TOKEN, STOPPING],
    },
    {
      provide: READ_MODEL_STATUSES,
      useFactory: statuses,
      inject: [EVENT_LOG, DATA_SOURCE, LOG_ENDS, METRICS_TOKEN],
    },
    {
      provide: READ_POSITION_RESOLVER,
      useFactory: moments,
      inject: [DATA_SOURCE, EVENT_LOG, CLOCK, POSITION_WAIT],
    },
  ],
})
export class QueryServiceModule implements OnModuleDestroy {
  readonly #statuses: ReadModelStatuses;

  constructor(
    @Inject(API_DOCS) docs: ApiDocs,
    @Inject(READINESS) readiness: Readiness,
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(READ_MODEL_STATUSES) statuses: ReadModelStatuses,
  ) {
    this.#statuses = statuses;
    docs.add(queryApi(QUERIES));
    readiness.add('read models', () => refuseUnmade(database));
  }

  onModuleDestroy(): void {
    this.#statuses[Symbol.dispose]();
  }
}
