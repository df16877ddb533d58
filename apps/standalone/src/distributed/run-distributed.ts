import type { Settings } from '@rapporteur/platform';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { waitForStop } from '../wait-for-stop.ts';
import { type LocalDeployment, startLocalDeployment } from './local-deployment.ts';

/** The message to the parent process when every app is ready. */
interface DeploymentReadyMessage {
  readonly ready: Pick<
    LocalDeployment,
    'url' | 'commandsUrls' | 'log' | 'kafka' | 'databaseFolder'
  > & {
    readonly dataFolder: string;
    readonly processes: readonly {
      readonly name: string;
      readonly pid: number;
      readonly url: string;
    }[];
  };
}

/**
 * Runs `full`: a distributed deployment until Ctrl-C, SIGTERM, or the end of the parent process.
 */
export async function runDistributed(settings: Settings): Promise<void> {
  const stop = waitForStop();
  const deployment = await startLocalDeployment(
    settings,
    (message) => void process.stderr.write(`${message}\n`),
  );
  const { url, commandsUrls, log, kafka, databaseFolder } = deployment;
  const processes = deployment.processes.map((app) => ({
    name: app.name,
    pid: app.pid,
    url: app.url,
  }));

  const ready = {
    url,
    commandsUrls,
    log,
    kafka,
    databaseFolder,
    processes,
    dataFolder: settings.data,
  };
  process.send?.({ ready } satisfies DeploymentReadyMessage);
  for (const app of processes)
    process.stdout.write(`${app.name} ${app.url} (process ${app.pid})\n`);

  await stop;
  await deployment[Symbol.asyncDispose]();
  // The channel to a parent process would keep this process alive.
  process.exit(EXIT.success);
}
