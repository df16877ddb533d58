import { Inject, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { EventLog } from '@rapporteur/event-log';
import { API_DOCS, type ApiDocs, DATA_SOURCE, EVENT_LOG } from '@rapporteur/platform';
import type { DataSource } from 'typeorm';
import { queryApi } from './api-part.ts';
import { AskHandler, CLOCK, MOMENTS } from './ask.ts';
import { CollectionsController } from './collections.controller.ts';
import { LogController } from './log.controller.ts';
import { Moments } from './moment.ts';
import { questionsController } from './questions.controller.ts';
import { QUESTIONS } from './questions.ts';
import { StatusController } from './status.controller.ts';

/** Answers questions from the read models, and replays the log. It writes nothing. */
@Module({
  imports: [CqrsModule],
  controllers: [questionsController(QUESTIONS), CollectionsController, LogController, StatusController],
  providers: [
    AskHandler,
    { provide: CLOCK, useValue: () => new Date() },
    {
      provide: MOMENTS,
      useFactory: (database: DataSource, log: EventLog, clock: () => Date) => new Moments(database, log, clock),
      inject: [DATA_SOURCE, EVENT_LOG, CLOCK],
    },
  ],
})
export class QueryServiceModule {
  constructor(@Inject(API_DOCS) docs: ApiDocs) {
    docs.add(queryApi(QUESTIONS));
  }
}
