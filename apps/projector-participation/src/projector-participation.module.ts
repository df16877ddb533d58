import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog } from '@rapporteur/event-log';
import {
  DATA_SOURCE,
  EVENT_LOG,
  LOGGER,
  type Logger,
  type Metrics,
  METRICS_TOKEN,
  ProjectorLife,
  READINESS,
  type Readiness,
} from '@rapporteur/platform';
import { isMeasured, LEASE_MS, Projector, type ProjectorReport, sayReport } from '@rapporteur/projection-runtime';
import { PARTICIPATION } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';

const OWNER = Symbol('ProjectorOwner');
const LIFE = Symbol('ProjectorLife');

function lifeOf(metrics: Metrics, readiness: Readiness): ProjectorLife {
  return new ProjectorLife({ metrics, readiness, projection: PARTICIPATION.name, silentMsMax: LEASE_MS });
}

/** Keeps who took part in what up to date with the log: the tables are there once it is initialised. */
@Module({})
export class ProjectorParticipationModule implements OnModuleInit, OnApplicationShutdown {
  readonly #projector: Projector;

  constructor(
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(DATA_SOURCE) dataSource: DataSource,
    @Inject(LOGGER) logger: Logger,
    @Inject(LIFE) life: ProjectorLife,
    @Inject(OWNER) owner: string,
  ) {
    const onReport = (report: ProjectorReport): void => {
      if (isMeasured(report)) life.take(report);
      const { level, message } = sayReport(PARTICIPATION.name, report);
      logger[level](message);
      if (report.kind === 'stopped' && report.reason.remedy === 'end') life.giveUp(new Error(message));
    };
    this.#projector = new Projector({
      projection: PARTICIPATION,
      catalogue: CATALOGUE,
      log,
      dataSource,
      owner,
      onReport,
    });
    life.readyWhen(() => this.#projector.ready());
  }

  /**
   * The owner's name stands in the leases. Where no two can run, give a fixed one: after a crash it takes its own
   * leases back at once. Else it must be the process's own.
   */
  static ownedBy(owner: string): DynamicModule {
    return {
      module: ProjectorParticipationModule,
      providers: [
        { provide: OWNER, useValue: owner },
        { provide: LIFE, useFactory: lifeOf, inject: [METRICS_TOKEN, READINESS] },
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
