import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog } from '@rapporteur/event-log';
import { type Projection, Projector, type ProjectorOptions } from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Readiness } from '../readiness.ts';
import { DATA_SOURCE, EVENT_LOG, LOGGER, METRICS_TOKEN, READINESS } from '../tokens.ts';
import { ProjectorHealth } from './projector-health.ts';

const OPTIONS = Symbol('ProjectorModuleOptions');
const HEALTH = Symbol('ProjectorHealth');

/** The projection, and the owner of its leases. */
type ProjectorModuleOptions = Pick<ProjectorOptions, 'projection' | 'owner'>;

/** Keeps a read model current with the log. Its tables exist once the module is initialised. */
@Module({})
export class ProjectorModule implements OnModuleInit, OnApplicationShutdown {
  readonly #projector: Projector;

  constructor(
    @Inject(OPTIONS) options: ProjectorModuleOptions,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(DATA_SOURCE) dataSource: DataSource,
    @Inject(HEALTH) health: ProjectorHealth,
  ) {
    this.#projector = new Projector({
      ...options,
      catalogue: CATALOGUE,
      log,
      dataSource,
      onReport: (report) => health.handleReport(report),
    });
    health.addReadinessCheck(() => this.#projector.ready());
  }

  /**
   * Returns the projector of one read model. An app may have several.
   * A fixed owner acquires its own leases again at once after a crash. If several processes can
   * run, the owner must be unique to the process.
   */
  static forProjection(projection: Projection, owner: string): DynamicModule {
    return {
      module: ProjectorModule,
      providers: [
        { provide: OPTIONS, useValue: { projection, owner } satisfies ProjectorModuleOptions },
        {
          provide: HEALTH,
          inject: [LOGGER, METRICS_TOKEN, READINESS],
          useFactory: (logger: Logger, metrics: Metrics, readiness: Readiness) =>
            new ProjectorHealth({ logger, metrics, readiness, projection: projection.name }),
        },
      ],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.#projector.start();
  }

  // Runs after the HTTP server is closed: an open request may wait for events that are being
  // projected.
  async onApplicationShutdown(): Promise<void> {
    await this.#projector.stop();
  }
}
