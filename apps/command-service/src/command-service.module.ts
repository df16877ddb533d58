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
import { createCommandApi } from './command-api.ts';
import { CommandsController } from './commands.controller.ts';
import { measurePartitions } from './command-metrics.ts';
import { withLogMetrics } from './log-metrics.ts';
import { SubmitCommandHandler } from './submit-command.ts';
import { TextsController } from './texts.controller.ts';

function runtimeOf(
  log: EventLog,
  settings: Settings,
  logger: Logger,
  metrics: Metrics,
  readiness: Readiness,
): CommandRuntime {
  const onFault = (fault: unknown, partition: number): void => {
    logger.error({ err: fault, partition }, 'a partition cannot be written');
    readiness.reportFatalError(
      fault instanceof Error ? fault : new Error('the log failed', { cause: fault }),
    );
  };
  const owner = {
    owner: settings.instance,
    ...(settings.advertise === undefined ? {} : { url: settings.advertise }),
  };
  const runtime = new CommandRuntime({
    log: withLogMetrics(log, metrics),
    owner,
    onError: onFault,
  });
  measurePartitions(metrics, runtime);
  return runtime;
}

/** The command service: takes commands in, decides them from the log, and is the only one that writes it. */
@Module({
  imports: [CqrsModule.forRoot()],
  controllers: [CommandsController, TextsController],
  providers: [
    {
      provide: COMMAND_RUNTIME,
      useFactory: runtimeOf,
      inject: [EVENT_LOG, SETTINGS_TOKEN, LOGGER, METRICS_TOKEN, READINESS],
    },
    SubmitCommandHandler,
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
    docs.add(createCommandApi());
    readiness.add('commands', () => runtime.whenReady());
  }

  onApplicationBootstrap(): void {
    this.#runtime.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#runtime.close();
  }
}
