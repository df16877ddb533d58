import { type DynamicModule, Global, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import type { EventLog } from '@rapporteur/event-log';
import type { DataSource } from 'typeorm';
import { ApiDocs } from './api-docs.ts';
import { DocsController } from './docs.controller.ts';
import { HealthController } from './health.controller.ts';
import { createLogger, type Logger } from './logger.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { assertLogUsable } from './open-event-log.ts';
import { Readiness } from './readiness.ts';
import type { Settings } from './settings.ts';
import { FolderTextStore, type TextStore } from './text-store.ts';
import {
  API_DOCS,
  DATA_SOURCE,
  EVENT_LOG,
  LOGGER,
  METRICS_TOKEN,
  READINESS,
  SETTINGS_TOKEN,
  STOPPING,
  TEXT_STORE,
} from './tokens.ts';

/** The parts of an app. The caller closes the log and the data source after the app. */
export interface PlatformOptions {
  readonly settings: Settings;
  readonly eventLog: EventLog;
  /** The read models. Absent in an app without them. */
  readonly dataSource?: DataSource;
  /** Default: the folder of the settings. */
  readonly texts?: TextStore;
  readonly logger?: Logger;
}

const STOPPING_CONTROLLER = Symbol('StoppingController');

function createReadiness(log: EventLog, dataSource: DataSource | undefined): Readiness {
  const readiness = new Readiness();
  readiness.add('log', () => assertLogUsable(log));
  if (dataSource !== undefined)
    readiness.add('database', async () => void (await dataSource.query('select 1')));
  return readiness;
}

/**
 * The shared parts of every app: settings, log, database, texts, health, metrics and documentation.
 */
@Global()
@Module({})
export class PlatformModule implements OnModuleDestroy {
  readonly #stopping: AbortController;

  constructor(@Inject(STOPPING_CONTROLLER) stopping: AbortController) {
    this.#stopping = stopping;
  }

  static forRoot({
    settings,
    eventLog,
    dataSource,
    texts,
    logger,
  }: PlatformOptions): DynamicModule {
    const stopping = new AbortController();
    const values: readonly (readonly [symbol, unknown])[] = [
      [SETTINGS_TOKEN, settings],
      [EVENT_LOG, eventLog],
      [DATA_SOURCE, dataSource],
      [TEXT_STORE, texts ?? new FolderTextStore(settings.texts)],
      [LOGGER, logger ?? createLogger(settings)],
      [READINESS, createReadiness(eventLog, dataSource)],
      [METRICS_TOKEN, new Metrics()],
      [API_DOCS, new ApiDocs()],
      [STOPPING, stopping.signal],
      [STOPPING_CONTROLLER, stopping],
    ];
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController, DocsController],
      providers: values.map(([provide, useValue]) => ({ provide, useValue })),
      exports: values.map(([provide]) => provide),
    };
  }

  // Runs before the HTTP server waits for open requests: requests without an end must end now.
  onModuleDestroy(): void {
    this.#stopping.abort();
  }
}
