import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { EXIT, type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import { type ExportManifest, verifyExport } from '../export-folder.ts';
import { formatCount, ProgressDisplay } from '../progress-display.ts';
import type { AddCommand, CliSession } from '../session.ts';
import { waitForExit, spawnStandalone } from '../standalone-process.ts';

interface RestoreFlags {
  readonly data?: string;
  readonly dryRun?: boolean;
}

const EXAMPLES = `Examples:
  rapporteur log restore backup-2026-11-22 --data restored
  rapporteur log restore backup-2026-11-22 --dry-run
`;

/** `log restore` */
export const addLogRestore: AddCommand = (log, run) => {
  log
    .command('restore')
    .description('write the bytes of an export into an empty log, with the server stopped')
    .argument('<folder>', 'a folder that `log export` made')
    .option(
      '--data <folder>',
      'the data folder of the log (default: RAPPORTEUR_DATA); RAPPORTEUR_LOG names another log',
    )
    .option('--dry-run', 'verify the export, restore nothing')
    .addHelpText('before', EXAMPLES)
    .action(
      run((session, folder: string, flags: RestoreFlags) =>
        restore(session, session.resolvePath(folder), flags),
      ),
    );
};

async function restore(
  session: CliSession,
  folder: string,
  flags: RestoreFlags,
): Promise<ExitCode> {
  session.chooseFormat('table');
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new CliError(
      EXIT.notFound,
      `${folder} is no folder.`,
      'Name a folder that `rapporteur log export` made.',
    );
  }
  const progress = new ProgressDisplay(session.terminal, {
    phase: 'Verifying the export',
    unit: 'bytes',
  });
  let verified = 0;
  const manifest = await verifyExport(folder, (bytes) =>
    progress.update({ done: (verified += bytes) }),
  );
  progress.clear();
  const events = manifest.files.reduce((sum, file) => sum + file.events, 0);
  await session.writeMessage(
    `The export is whole: ${formatCount(events, 'event')}, ${formatCount(manifest.partitions, 'partition')}, checksums agree.`,
  );
  if (flags.dryRun === true) return EXIT.success;
  return restoreWith(session, folder, manifest, flags.data);
}

// The log is opened by standalone, which knows where it lies; the command line itself only speaks HTTP.
async function restoreWith(
  session: CliSession,
  folder: string,
  manifest: ExportManifest,
  data?: string,
): Promise<ExitCode> {
  const { terminal } = session;
  const files = manifest.files.flatMap(({ partition, file }) => [
    String(partition),
    join(folder, file),
  ]);
  const env = {
    ...terminal.env,
    RAPPORTEUR_PARTITIONS: String(manifest.partitions),
    ...(data === undefined ? {} : { RAPPORTEUR_DATA: session.resolvePath(data) }),
  };
  const child = spawnStandalone(['restore', ...files], env, ['ignore', 'inherit', 'inherit']);
  return toExitCode(await waitForExit(child));
}
