import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { chooseCountryNames } from '@rapporteur/contracts';
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
  type Settings,
  SETTINGS_TOKEN,
  STOPPING,
} from '@rapporteur/platform';
import {
  countAppliedEvents,
  findFurthestHead,
  PositionWatch,
} from '@rapporteur/projection-runtime';
import { READ_MODELS } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
import { DraftsController } from './drafts/drafts.controller.ts';
import { DraftingThread } from './drafts/drafting-thread.ts';
import { createQueryApiPart } from './query-api-part.ts';
import { LogController } from './log/log.controller.ts';
import { PositionWait } from './position-wait.ts';
import { QUERIES, QUERY_CONTROLLERS, QUERY_HANDLERS } from './queries.ts';
import { QueryExecutor } from './query-executor.ts';
import { ReadModelStatuses } from './read-model-statuses.ts';
import { ReadPositionResolver } from './read-position.ts';
import {
  CLOCK,
  DRAFTING_THREAD,
  LOG_ENDS,
  POSITION_WAIT,
  READ_MODEL_STATUSES,
  READ_POSITION_RESOLVER,
} from './tokens.ts';
import { WebPages } from './web-pages.ts';

const PROVIDERS = [
  { provide: DRAFTING_THREAD, useFactory: () => new DraftingThread() },
  { provide: CLOCK, useValue: () => new Date() },
  {
    provide: LOG_ENDS,
    inject: [EVENT_LOG, DATA_SOURCE],
    // Reading starts where the read models are, not at the start of the log.
    useFactory: (log: EventLog, database: DataSource) =>
      new LogEndReader(log, (partition) =>
        findFurthestHead(database.manager, READ_MODELS, partition),
      ),
  },
  {
    provide: POSITION_WAIT,
    inject: [EVENT_LOG, DATA_SOURCE, LOG_ENDS, METRICS_TOKEN, STOPPING],
    useFactory: (
      log: EventLog,
      database: DataSource,
      ends: LogEndReader,
      metrics: Metrics,
      stopping: AbortSignal,
    ) => new PositionWait({ log, watch: new PositionWatch(database), ends, metrics, stopping }),
  },
  {
    provide: READ_MODEL_STATUSES,
    inject: [EVENT_LOG, DATA_SOURCE, LOG_ENDS, METRICS_TOKEN],
    useFactory: (log: EventLog, dataSource: DataSource, ends: LogEndReader, metrics: Metrics) =>
      new ReadModelStatuses({ log, dataSource, ends, metrics, projections: READ_MODELS }),
  },
  {
    provide: READ_POSITION_RESOLVER,
    inject: [DATA_SOURCE, EVENT_LOG, CLOCK, POSITION_WAIT],
    useFactory: (database: DataSource, log: EventLog, clock: () => Date, wait: PositionWait) =>
      new ReadPositionResolver({ database, log, clock, wait }),
  },
];

/** Answers queries from the read models, replays the log, and drafts texts. It writes nothing. */
@Module({
  imports: [CqrsModule],
  controllers: [...QUERY_CONTROLLERS, LogController, DraftsController],
  providers: [QueryExecutor, WebPages, ...QUERY_HANDLERS, ...PROVIDERS],
})
export class QueryServiceModule implements OnModuleDestroy {
  readonly #statuses: ReadModelStatuses;

  constructor(
    @Inject(SETTINGS_TOKEN) settings: Settings,
    @Inject(API_DOCS) docs: ApiDocs,
    @Inject(READINESS) readiness: Readiness,
    @Inject(DATA_SOURCE) database: DataSource,
    @Inject(READ_MODEL_STATUSES) statuses: ReadModelStatuses,
  ) {
    this.#statuses = statuses;
    chooseCountryNames(settings.countryNames);
    docs.add(() => createQueryApiPart(QUERIES));
    readiness.add('read models', () => requireReadModels(database));
  }

  onModuleDestroy(): void {
    this.#statuses[Symbol.dispose]();
  }
}

/** Throws if a read model has no generation to read from. */
async function requireReadModels(database: DataSource): Promise<void> {
  const serving = await countAppliedEvents(database.manager, 'serving');
  const names = new Set(serving.map(({ projection }) => projection));
  const missing = READ_MODELS.map(({ name }) => name).filter((name) => !names.has(name));
  if (missing.length === 0) return;
  throw new Error(`Not built yet by a projector: ${missing.join(', ')}`);
}
