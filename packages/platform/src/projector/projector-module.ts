import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog } from '@rapporteur/event-log';
import {
  isMeasured,
  type Projection,
  Projector,
  type ProjectorOptions,
  type ProjectorReport,
  formatReport,
} from '@rapporteur/projection-runtime';
import type { DataSource } from 'typeorm';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Readiness } from '../readiness.ts';
import { DATA_SOURCE, EVENT_LOG, LOGGER, METRICS_TOKEN, READINESS } from '../tokens.ts';
import { ProjectorHealth } from './projector-health.ts';

const PLAN = Symbol('ProjectorPlan');
const LIFE = Symbol('ProjectorLife');

/** Which read model, and under which name its leases are held. */
type ProjectorModuleOptions = Pick<ProjectorOptions, 'projection' | 'owner'>;

function lifeOf(
  { projection }: ProjectorModuleOptions,
  metrics: Metrics,
  readiness: Readiness,
): ProjectorHealth {
  return new ProjectorHealth({ metrics, readiness, projection: projection.name });
}

/** Keeps a read model up to date with the log: its tables are there once it is initialised. */
@Module({})
export class ProjectorModule implements OnModuleInit, OnApplicationShutdown {
  readonly #projector: Projector;

  constructor(
    @Inject(PLAN) plan: ProjectorModuleOptions,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(DATA_SOURCE) dataSource: DataSource,
    @Inject(LOGGER) logger: Logger,
    @Inject(LIFE) life: ProjectorHealth,
  ) {
    const onReport = (report: ProjectorReport): void => {
      if (isMeasured(report)) life.recordReport(report);
      const { level, message } = formatReport(plan.projection.name, report);
      logger[level](message);
      if (report.kind === 'stopped' && report.reason.remedy === 'exit')
        life.reportFatalError(new Error(message));
    };
    this.#projector = new Projector({ ...plan, catalogue: CATALOGUE, log, dataSource, onReport });
    life.addReadinessCheck(() => this.#projector.ready());
  }

  /**
   * The projector of one read model: an app may have several. The owner's name stands in the leases. Where no two can
   * run, give a fixed one: after a crash it takes its own leases back at once. Else it must be the process's own.
   */
  static forProjection(projection: Projection, owner: string): DynamicModule {
    return {
      module: ProjectorModule,
      providers: [
        { provide: PLAN, useValue: { projection, owner } satisfies ProjectorModuleOptions },
        { provide: LIFE, useFactory: lifeOf, inject: [PLAN, METRICS_TOKEN, READINESS] },
      ],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.#projector.start();
  }

  // After the HTTP server is closed: answers under way may wait for what is being projected.
  async onApplicationShutdown(): Promise<void> {
    await this.#projector.stop();
  }
}
