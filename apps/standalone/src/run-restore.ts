import { EXIT } from '@rapporteur/platform/exit-codes';
import type { Settings } from '@rapporteur/platform';
import { type PartitionFile, restoreLog } from './restore-log.ts';

/** A line of progress now and then. */
const SAID_EVERY_MS = 5_000;

/** `restore PARTITION FILE …`: what `rapporteur log restore` starts. */
export async function runRestore(settings: Settings, words: readonly string[]): Promise<void> {
  let saidAt = performance.now();
  const { events, databaseFolder } = await restoreLog(
    settings,
    pairsOf(words),
    (partition, done) => {
      if (performance.now() - saidAt < SAID_EVERY_MS) return;
      saidAt = performance.now();
      process.stderr.write(`Restoring partition ${partition}: ${done} events\n`);
    },
  );
  process.stderr.write(
    `Restored ${events} events${databaseFolder === null ? '' : ` into ${databaseFolder}`}.\n`,
  );
  if (settings.log === undefined)
    process.stderr.write(`To start it: RAPPORTEUR_DATA=${settings.data} npx pnpm start\n`);
  process.exit(EXIT.success);
}

function pairsOf(words: readonly string[]): readonly PartitionFile[] {
  return words.flatMap((word, n) => {
    if (n % 2 === 1) return [];
    const path = words[n + 1];
    if (path === undefined || !/^\d{1,5}$/.test(word))
      throw new RangeError('restore takes pairs of a partition and a file');
    return [{ partition: Number(word), path }];
  });
}
