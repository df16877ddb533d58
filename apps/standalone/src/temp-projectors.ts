import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CATALOGUE } from '@rapporteur/contracts';
import type { EventLog } from '@rapporteur/event-log';
import { DATA_SOURCE, EVENT_LOG } from '@rapporteur/platform';
import { Projector } from '@rapporteur/projection-runtime';
import { DECISIONS, PARTICIPATION, TIMELINE } from '@rapporteur/read-models';
import type { DataSource } from 'typeorm';
@Module({})
export class TempProjectors implements OnModuleInit, OnApplicationShutdown {
  p: Projector[];
  constructor(@Inject(DATA_SOURCE) dataSource: DataSource, @Inject(EVENT_LOG) log: EventLog) {
    this.p = [TIMELINE, PARTICIPATION, DECISIONS].map((projection) => new Projector({ catalogue: CATALOGUE, projection, dataSource, log, owner: 'standalone', onReport: (r) => console.error(r) }));
  }
  async onModuleInit() { for (const p of this.p) await p.start(); }
  async onApplicationShutdown() { for (const p of this.p) await p.stop(); }
}
