import { getExitCode, formatError } from './startup-error.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createLogger, type Logger } from './logger.ts';
import type { RunningService } from './serve.ts';
import { readSettings } from './settings.ts';
import { type AppDefinition, startApp } from './start-app.ts';

/** What a process that started an app is told, over the channel between them, when it answers. */
export interface ReadyMessage {
  readonly ready: { readonly url: string };
}

/**
 * Runs an app as a process of its own: reads the settings, starts it, and stops it when asked. What keeps it from
 * starting is said in words, and by the exit code.
 */
export async function runApp(plan: AppDefinition): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const logger = createLogger(settings);
    const service = await startApp(plan, settings, logger);
    stopWhenAsked(service, logger);
    logger.info({ url: service.url }, plan.startedMessage);
    process.send?.({ ready: { url: service.url } } satisfies ReadyMessage);
  } catch (error) {
    process.stderr.write(`${formatError(error)}\n`);
    // Connections that were opened on the way would keep the process.
    process.exit(getExitCode(error));
  }
}

const SIGNALS = { SIGTERM: EXIT.success, SIGINT: EXIT.interrupted } as const;

/**
 * Stops the service on the first SIGTERM or SIGINT, gracefully; the second ends the process at once. The end of the
 * process that started it with a channel counts as SIGTERM: nobody else would stop it. A fault that the service cannot
 * go on after ends the process too, with exit code 1.
 */
function stopWhenAsked(service: RunningService, logger: Logger): void {
  void service.fatalError.then((fault) => endFor(fault, service, logger));
  let stopping = false;
  const stop = async (reason: string, exitCode: ExitCode): Promise<void> => {
    stopping = true;
    process.exitCode = exitCode;
    logger.info({ reason }, 'stopping: what is under way is answered first');
    try {
      await service[Symbol.asyncDispose]();
    } catch (error) {
      logger.error({ err: error }, 'stopped with a fault');
      process.exitCode = EXIT.internalError;
    }
    // An open channel would keep the process.
    if (process.connected) process.disconnect();
  };
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (stopping) process.exit(exitCode === EXIT.success ? EXIT.internalError : exitCode);
      void stop(signal, exitCode);
    });
  }
  process.once('disconnect', () => {
    if (!stopping) void stop('the process that started this one is gone', SIGNALS.SIGTERM);
  });
}

/** How long a process that cannot go on may take to let go of what it holds. */
const ENDING_MS = 15_000;

async function endFor(fault: Error, service: AsyncDisposable, logger: Logger): Promise<never> {
  logger.fatal({ err: fault }, `this process ends: ${fault.message}`);
  setTimeout(() => process.exit(EXIT.internalError), ENDING_MS);
  try {
    await service[Symbol.asyncDispose]();
  } catch (error) {
    logger.error({ err: error }, 'stopped with a fault');
  }
  process.exit(EXIT.internalError);
}
