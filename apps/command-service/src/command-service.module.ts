import {
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandRuntime } from '@rapporteur/command-runtime';
import type { EventLog } from '@rapporteur/event-log';
import {
  API_DOCS,
  type ApiDocs,
  COMMAND_RUNTIME,
  EVENT_LOG,
  LOGGER,
  type Logger,
  type Metrics,
  METRICS_TOKEN,
  READINESS,
  type Readiness,
  type Settings,
  SETTINGS_TOKEN,
} from '@rapporteur/platform';
import { createSqliteStores } from '@rapporteur/state-store-sqlite';
import { ClockWatch } from './clock-watch.ts';
import { createCommandApiPart } from './command-api-part.ts';
import { measurePartitions } from './command-metrics.ts';
import { checkCommandsReady } from './command-readiness.ts';
import { CommandsController } from './commands.controller.ts';
import { KnownActorsController } from './known-actors.controller.ts';
import { KnownEventsController } from './known-events.controller.ts';
import { createMeteredLog } from './metered-log.ts';
import { RECORDER_COMMAND_HANDLERS } from './recorder-command-handlers.ts';
import { CommandSubmissionService } from './command-submission-service.ts';
import { TextsController } from './texts.controller.ts';

/** The tests of faults write the state often, so that each kill can hit it. */
function readSaveEvents(): number | undefined {
  const events = process.env['RAPPORTEUR_TEST_SAVE_EVENTS'];
  return events === undefined ? undefined : Number(events);
}

function createRuntime(
  log: EventLog,
  settings: Settings,
  logger: Logger,
  metrics: Metrics,
  readiness: Readiness,
): CommandRuntime {
  const onError = (err: unknown, partition: number): void => {
    logger.error({ err, partition }, 'The partition cannot be written.');
    const isError = err instanceof Error;
    readiness.reportFatalError(isError ? err : new Error('The log failed.', { cause: err }));
  };
  const owner = {
    instance: settings.instance,
    ...(settings.advertise === undefined ? {} : { url: settings.advertise }),
  };

  const watch = new ClockWatch(logger);
  const runtime = new CommandRuntime({
    log: createMeteredLog(log, metrics),
    owner,
    clock: () => watch.readTime(),
    onError,
    onClockBehind: (behindMs, partition) => watch.reportBehind(behindMs, partition),
    stateStores: createSqliteStores(settings.state),
    saveEvents: readSaveEvents(),
    onStoreProblem: (err, partition) =>
      logger.warn({ err, partition }, 'The state store is not used. The log is read instead.'),
  });
  measurePartitions(metrics, runtime);
  return runtime;
}

/** The command service accepts commands and records their events. Only it writes the log. */
@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [CommandsController, KnownActorsController, KnownEventsController, TextsController],
  providers: [
    {
      provide: COMMAND_RUNTIME,
      useFactory: createRuntime,
      inject: [EVENT_LOG, SETTINGS_TOKEN, LOGGER, METRICS_TOKEN, READINESS],
    },
    CommandSubmissionService,
    ...RECORDER_COMMAND_HANDLERS,
  ],
})
export class CommandServiceModule implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #runtime: CommandRuntime;

  constructor(
    @Inject(COMMAND_RUNTIME) runtime: CommandRuntime,
    @Inject(API_DOCS) docs: ApiDocs,
    @Inject(READINESS) readiness: Readiness,
  ) {
    this.#runtime = runtime;
    docs.add(createCommandApiPart);
    readiness.add('commands', () => checkCommandsReady(runtime));
  }

  onApplicationBootstrap(): void {
    this.#runtime.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#runtime.close();
  }
}
