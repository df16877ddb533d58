import { join } from 'node:path';
import { EXIT } from '@rapporteur/platform/exit-codes';
import { verifyExport } from '@rapporteur/platform/export-folder';
import type { Settings } from '@rapporteur/platform';
import { type PartitionFile, restoreLog } from './restore-log.ts';
import { formatDataSetting } from './storage.ts';

/** The time between two lines of progress. */
const PROGRESS_INTERVAL_MS = 5_000;

/**
 * Runs `restore FOLDER` with the folder of an export, or `restore PARTITION FILE …`, which
 * `rapporteur log restore` starts after it has verified the folder.
 */
export async function runRestore(given: Settings, args: readonly string[]): Promise<void> {
  let writtenAt = performance.now();
  const [folder] = args;
  const { files, settings } =
    folder !== undefined && args.length === 1
      ? await readFolder(given, folder)
      : { files: parseFiles(args), settings: given };
  const { events, databaseFolder } = await restoreLog(settings, files, (partition, count) => {
    if (performance.now() - writtenAt < PROGRESS_INTERVAL_MS) return;
    writtenAt = performance.now();
    process.stderr.write(`Restoring partition ${partition}: ${count} events\n`);
  });
  process.stderr.write(
    `Restored ${events} events${databaseFolder === null ? '' : ` into ${databaseFolder}`}.\n`,
  );
  if (settings.log === undefined)
    process.stderr.write(`To start it: ${formatDataSetting(settings.data)} npx pnpm start\n`);
  process.exit(EXIT.success);
}

interface RestoreInput {
  readonly files: readonly PartitionFile[];
  /** With the number of partitions of the export. */
  readonly settings: Settings;
}

/** @throws ExportFolderError if the folder is not a complete export */
async function readFolder(settings: Settings, folder: string): Promise<RestoreInput> {
  const { files, partitions } = await verifyExport(folder);
  return {
    files: files.map(({ partition, file }) => ({ partition, path: join(folder, file) })),
    settings: { ...settings, partitions },
  };
}

function parseFiles(args: readonly string[]): readonly PartitionFile[] {
  if (args.length === 0) throw createUsageError();
  return args.flatMap((partition, n) => {
    if (n % 2 === 1) return [];
    const path = args[n + 1];
    if (path === undefined || !/^\d{1,5}$/.test(partition)) throw createUsageError();
    return [{ partition: Number(partition), path }];
  });
}

function createUsageError(): RangeError {
  return new RangeError(
    '`restore` needs the folder of an export (restore FOLDER), or pairs of a partition and a ' +
      'file (restore PARTITION FILE …).',
  );
}
