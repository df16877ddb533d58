import { EXIT } from '@rapporteur/platform/exit-codes';
import type { Settings } from '@rapporteur/platform';
import { type PartitionFile, restoreLog } from './restore-log.ts';

/** The time between two lines of progress. */
const PROGRESS_INTERVAL_MS = 5_000;

/** Runs `restore PARTITION FILE …`, which `rapporteur log restore` starts. */
export async function runRestore(settings: Settings, args: readonly string[]): Promise<void> {
  let writtenAt = performance.now();
  const { events, databaseFolder } = await restoreLog(
    settings,
    parseFiles(args),
    (partition, count) => {
      if (performance.now() - writtenAt < PROGRESS_INTERVAL_MS) return;
      writtenAt = performance.now();
      process.stderr.write(`Restoring partition ${partition}: ${count} events\n`);
    },
  );
  process.stderr.write(
    `Restored ${events} events${databaseFolder === null ? '' : ` into ${databaseFolder}`}.\n`,
  );
  if (settings.log === undefined)
    process.stderr.write(`To start it: RAPPORTEUR_DATA=${settings.data} npx pnpm start\n`);
  process.exit(EXIT.success);
}

function parseFiles(args: readonly string[]): readonly PartitionFile[] {
  return args.flatMap((partition, n) => {
    if (n % 2 === 1) return [];
    const path = args[n + 1];
    if (path === undefined || !/^\d{1,5}$/.test(partition))
      throw new RangeError(
        '`restore` needs pairs of a partition and a file: restore PARTITION FILE …',
      );
    return [{ partition: Number(partition), path }];
  });
}
