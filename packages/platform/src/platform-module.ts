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

/** What an app is composed of. Whoever opened the log and the data source closes them, after the app. */
export interface PlatformOptions {
  readonly settings: Settings;
  readonly eventLog: EventLog;
  /** The read models; left out by an app that has none. */
  readonly dataSource?: DataSource;
  /** Default: the folder that the settings name. */
  readonly texts?: TextStore;
  readonly logger?: Logger;
}

const STOPPING_CONTROLLER = Symbol('StoppingController');

function readinessOf(log: EventLog, dataSource: DataSource | undefined): Readiness {
  const readiness = new Readiness();
  readiness.add('log', () => assertLogUsable(log));
  if (dataSource !== undefined)
    readiness.add('database', async () => void (await dataSource.query('select 1')));
  return readiness;
}

/** What every app shares: settings, log, database, texts, health, metrics and documentation. */
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
      [READINESS, readinessOf(eventLog, dataSource)],
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

  // Before the HTTP server waits for open answers: those that would never end must end now.
  onModuleDestroy(): void {
    this.#stopping.abort();
  }
}
