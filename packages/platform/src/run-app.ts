import { EXIT, type ExitCode } from './exit-codes.ts';
import { continueWithoutOutput } from './lost-output.ts';
import { createLogger, type Logger } from './logger.ts';
import type { RunningService } from './serve.ts';
import { readSettings } from './settings.ts';
import { type AppDefinition, startApp } from './start-app.ts';
import { startStopDeadline } from './stop-deadline.ts';
import { formatError, getExitCode } from './startup-error.ts';
import { formatMessage } from './terminal-text.ts';

/** The message to the parent process, over its IPC channel, once the app accepts requests. */
export interface ReadyMessage {
  readonly ready: { readonly url: string };
}

/**
 * Runs an app as a process: reads the settings, starts it, and stops it on a signal.
 * If it cannot start, it prints the error and ends with its exit code.
 */
export async function runApp(definition: AppDefinition): Promise<void> {
  continueWithoutOutput();
  try {
    const settings = readSettings(process.env);
    const logger = createLogger(settings);
    const service = await startApp(definition, settings, logger);
    stopOnSignal(service, logger);
    logger.info({ url: service.url }, definition.startedMessage);
    process.send?.({ ready: { url: service.url } } satisfies ReadyMessage);
  } catch (error) {
    process.stderr.write(`${formatMessage(formatError(error))}\n`);
    // Connections that are already open would keep the process alive.
    process.exit(getExitCode(error));
  }
}

const SIGNALS = { SIGTERM: EXIT.success, SIGINT: EXIT.interrupted } as const;

/**
 * Stops the service gracefully on the first SIGTERM or SIGINT. The second signal ends the process
 * at once.
 * The end of a parent process with an IPC channel counts as SIGTERM, since nothing else would stop
 * this one.
 * A fatal error of the service ends the process with exit code 1.
 */
function stopOnSignal(service: RunningService, logger: Logger): void {
  void service.fatalError.then((error) => endProcess(error, service, logger));

  let stopping = false;
  const stop = async (reason: string, exitCode: ExitCode): Promise<void> => {
    stopping = true;
    process.exitCode = exitCode;
    limitStop(logger);
    logger.info({ reason }, 'Stopping after the open requests.');
    if (!(await dispose(service, logger))) process.exitCode = EXIT.internalError;
    // An open channel would keep the process alive.
    if (process.connected) process.disconnect();
  };

  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (stopping) process.exit(exitCode === EXIT.success ? EXIT.internalError : exitCode);
      void stop(signal, exitCode);
    });
  }
  process.once('disconnect', () => {
    if (!stopping) void stop('The parent process ended.', SIGNALS.SIGTERM);
  });
}

function limitStop(logger: Logger): void {
  const onLate = (): void =>
    logger.error('Stopping took too long, this process ends. Acknowledged commands are recorded.');
  startStopDeadline({ exitCode: EXIT.internalError, onLate });
}

async function endProcess(error: Error, service: AsyncDisposable, logger: Logger): Promise<never> {
  logger.fatal({ err: error }, `Fatal error, this process ends: ${error.message}`);
  limitStop(logger);
  await dispose(service, logger);
  process.exit(EXIT.internalError);
}

/** Stops the service, and returns whether that succeeded. */
async function dispose(service: AsyncDisposable, logger: Logger): Promise<boolean> {
  try {
    await service[Symbol.asyncDispose]();
    return true;
  } catch (error) {
    logger.error({ err: error }, 'Stopping failed.');
    return false;
  }
}
