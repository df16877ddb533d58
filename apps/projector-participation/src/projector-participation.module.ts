import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG, LOGGER, type Logger } from '@rapporteur/platform';
import { Projector, type ProjectorReport, sayReport, schemaOf } from '@rapporteur/projection-runtime';
import { PARTICIPATION } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';

const OWNER = Symbol('ProjectorOwner');

/** Keeps who took part in what up to date with the log: the tables are there once it is initialised. */
@Module({})
export class ProjectorParticipationModule implements OnModuleInit, OnApplicationShutdown {
  readonly #projector: Projector;

  constructor(
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(DATA_SOURCE) dataSource: DataSource,
    @Inject(LOGGER) logger: Logger,
    @Inject(OWNER) owner: string,
  ) {
    const onReport = (report: ProjectorReport): void => {
      const { level, message } = sayReport(schemaOf(PARTICIPATION), report);
      logger[level](message);
    };
    this.#projector = new Projector({
      projection: PARTICIPATION,
      catalogue: CATALOGUE,
      log,
      dataSource,
      owner,
      onReport,
    });
  }

  /**
   * The owner's name stands in the leases. Where no two can run, give a fixed one: after a crash it takes its own
   * leases back at once. Else it must be the process's own.
   */
  static ownedBy(owner: string): DynamicModule {
    return { module: ProjectorParticipationModule, providers: [{ provide: OWNER, useValue: owner }] };
  }

  async onModuleInit(): Promise<void> {
    await this.#projector.start();
  }

  // After the HTTP server is closed: answers under way may wait for what is being projected.
  async onApplicationShutdown(): Promise<void> {
    await this.#projector.stop();
  }
}
