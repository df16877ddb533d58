import type { Settings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { type Standalone, startStandalone } from './start-standalone.ts';
import { waitForStop } from './wait-for-stop.ts';

/** What a process that started this one is told when it answers. */
interface ServerReadyMessage {
  readonly ready: {
    readonly url: string;
    readonly dataFolder: string;
    readonly databaseFolder: string | null;
  };
}

/** Runs until Ctrl-C, SIGTERM, or the end of the process that started it. */
export async function runServer(settings: Settings): Promise<void> {
  const stop = waitForStop();
  process.stdout.write('Rapporteur is starting …\n');
  const standalone = await startStandalone(settings);
  const { url, dataFolder, databaseFolder } = standalone;
  process.stdout.write(`${sayWhere(settings, standalone)}\n`);
  process.send?.({ ready: { url, dataFolder, databaseFolder } } satisfies ServerReadyMessage);
  const fault = await Promise.race([stop, standalone.failure]);
  if (fault !== undefined) process.stderr.write(`Rapporteur cannot go on: ${fault.message}\n`);
  process.stdout.write('Stopping …\n');
  await standalone.close();
  process.stdout.write(
    'Stopped. Nothing acknowledged is lost; start it again on the same folder.\n',
  );
  // Nothing of ours keeps the process; a channel to whoever started it would.
  process.exit(fault === undefined ? EXIT.success : EXIT.internalError);
}

function sayWhere(settings: Settings, { url, dataFolder, databaseFolder }: Standalone): string {
  return [
    `Rapporteur answers at ${url}`,
    `  documentation  ${url}/docs`,
    `  data folder    ${dataFolder}`,
    ...(databaseFolder === null || databaseFolder.startsWith(dataFolder)
      ? []
      : [`  database       ${databaseFolder}`]),
    `  source texts   ${settings.texts}`,
    'Ctrl-C stops it.',
  ].join('\n');
}
