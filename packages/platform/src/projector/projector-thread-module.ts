import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { migrate, type Projection } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Readiness } from '../readiness.ts';
import { DATA_SOURCE, LOGGER, METRICS_TOKEN, READINESS } from '../tokens.ts';
import { ProjectorHealth } from './projector-health.ts';
import { ProjectorThread, type ProjectorThreadOptions } from './projector-thread.ts';

const OPTIONS = Symbol('ProjectorThreadModuleOptions');

/** The projections, and the program and the settings of their thread. */
export interface ProjectorThreadModuleOptions extends Pick<
  ProjectorThreadOptions,
  'main' | 'execArgv' | 'settings'
> {
  readonly projections: readonly Projection[];
}

/**
 * Keeps several read models current with the log, in one thread beside the main thread. Their tables
 * exist once the module is initialised.
 */
@Module({})
export class ProjectorThreadModule implements OnModuleInit, OnApplicationShutdown {
  readonly #dataSource: DataSource;
  readonly #options: ProjectorThreadModuleOptions;
  readonly #thread: ProjectorThread;

  constructor(
    @Inject(OPTIONS) options: ProjectorThreadModuleOptions,
    @Inject(DATA_SOURCE) dataSource: DataSource,
    @Inject(LOGGER) logger: Logger,
    @Inject(METRICS_TOKEN) metrics: Metrics,
    @Inject(READINESS) readiness: Readiness,
  ) {
    const healthByName = new Map(
      options.projections.map(({ name: projection }) => [
        projection,
        new ProjectorHealth({ logger, metrics, readiness, projection }),
      ]),
    );
    this.#dataSource = dataSource;
    this.#options = options;
    this.#thread = new ProjectorThread({
      ...options,
      projections: [...healthByName.keys()],
      onReport: (projection, report) => healthByName.get(projection)?.handleReport(report),
    });
    for (const [projection, health] of healthByName) {
      health.addReadinessCheck(() => this.#thread.check(projection));
    }
  }

  static forRoot(options: ProjectorThreadModuleOptions): DynamicModule {
    return {
      module: ProjectorThreadModule,
      providers: [{ provide: OPTIONS, useValue: options }],
    };
  }

  async onModuleInit(): Promise<void> {
    // Here, because an error of the tables prevents the start of the process.
    await migrate(this.#dataSource, this.#options.projections);
    this.#thread.start();
  }

  // Runs after the HTTP server is closed: an open request may wait for events that are being
  // projected.
  async onApplicationShutdown(): Promise<void> {
    await this.#thread.stop();
  }
}
