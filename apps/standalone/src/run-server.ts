import { type Settings, startStopDeadline } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { formatMessage } from '@rapporteur/platform/terminal-text';
import { type Standalone, startStandalone } from './start-standalone.ts';
import { waitForStop } from './wait-for-stop.ts';

/** The message to the parent process when the server is ready. */
interface ServerReadyMessage {
  readonly ready: {
    readonly url: string;
    readonly dataFolder: string;
    readonly databaseFolder: string | null;
  };
}

/** Runs the server until Ctrl-C, SIGTERM, or the end of the parent process. */
export async function runServer(settings: Settings): Promise<void> {
  const stop = waitForStop(limitStop);
  process.stdout.write('Rapporteur is starting …\n');
  const standalone = await startStandalone(settings);
  const { url, dataFolder, databaseFolder } = standalone;
  process.stdout.write(`${formatAddresses(settings, standalone)}\n`);
  process.send?.({ ready: { url, dataFolder, databaseFolder } } satisfies ServerReadyMessage);

  const failure = await Promise.race([stop, standalone.failure]);
  if (failure !== undefined) {
    limitStop();
    process.stderr.write(formatMessage(`Rapporteur cannot continue: ${failure.message}\n`));
  }
  process.stdout.write('Stopping …\n');
  await standalone.close();
  process.stdout.write('Stopped. All acknowledged commands are recorded.\n');
  // The channel to a parent process would keep this process alive.
  process.exit(failure === undefined ? EXIT.success : EXIT.internalError);
}

function limitStop(): void {
  const text = 'Stopping took too long, this process ends. Acknowledged commands are recorded.\n';
  const onLate = (): void => void process.stderr.write(text);
  startStopDeadline({ exitCode: EXIT.internalError, onLate });
}

function formatAddresses(
  settings: Settings,
  { url, dataFolder, databaseFolder }: Standalone,
): string {
  return [
    `Rapporteur is ready at ${url}`,
    `  documentation  ${url}/docs`,
    `  data folder    ${dataFolder}`,
    ...(databaseFolder === null || databaseFolder.startsWith(dataFolder)
      ? []
      : [`  database       ${databaseFolder}`]),
    `  source texts   ${settings.texts}`,
    'Press Ctrl-C to stop it.',
  ].join('\n');
}
