import { EXIT } from '@rapporteur/platform/exit-codes';
import type { Settings } from '@rapporteur/platform';
import { waitForStop } from '../wait-for-stop.ts';
import { type LocalDeployment, startLocalDeployment } from './local-deployment.ts';

/** What a process that started this one is told when all of it answers. */
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

/** `full`: runs the full shape until Ctrl-C, SIGTERM, or the end of the process that started it. */
export async function runDistributed(settings: Settings): Promise<void> {
  const stop = waitForStop();
  const shape = await startLocalDeployment(
    settings,
    (says) => void process.stderr.write(`${says}\n`),
  );
  const { url, commandsUrls, log, kafka, databaseFolder } = shape;
  const processes = shape.processes.map(({ name, pid, url: at }) => ({ name, pid, url: at }));
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
  for (const { name, pid, url: at } of processes)
    process.stdout.write(`${name} ${at} (process ${pid})\n`);
  await stop;
  await shape[Symbol.asyncDispose]();
  // Nothing of ours keeps the process; a channel to whoever started it would.
  process.exit(EXIT.success);
}
