import type { Settings } from '@rapporteur/platform';
import { stopRequested } from '../stop-requested.ts';
import { type FullShape, startFullShape } from './full-shape.ts';

/** What a process that started this one is told when all of it answers. */
interface ReadyMessage {
  readonly ready: Pick<FullShape, 'url' | 'commandsUrls' | 'log' | 'kafka' | 'databaseFolder'> & {
    readonly dataFolder: string;
    readonly processes: readonly {
      readonly name: string;
      readonly pid: number;
      readonly url: string;
    }[];
  };
}

/** `full`: runs the full shape until Ctrl-C, SIGTERM, or the end of the process that started it. */
export async function runFull(settings: Settings): Promise<void> {
  const stop = stopRequested();
  const shape = await startFullShape(settings, (says) => void process.stderr.write(`${says}\n`));
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
  process.send?.({ ready } satisfies ReadyMessage);
  for (const { name, pid, url: at } of processes)
    process.stdout.write(`${name} ${at} (process ${pid})\n`);
  await stop;
  await shape[Symbol.asyncDispose]();
  // Nothing of ours keeps the process; a channel to whoever started it would.
  process.exit(0);
}
