import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, type ExitCode, toExitCode } from '@rapporteur/platform/exit-codes';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import { type ExportManifest, verifyExport } from '@rapporteur/platform/export-folder';
import { formatCount, ProgressDisplay } from '../progress-display.ts';
import type { CliSession } from '../session.ts';
import { spawnStandalone, waitForExit } from '../standalone-process.ts';

interface RestoreFlags {
  readonly data?: string;
  readonly dryRun?: boolean;
}

/** `log restore` */
export const addLogRestore = defineCommand({
  name: 'restore',
  description: 'write the bytes of an export into an empty log; stop the server first',
  examples: [
    'rapporteur log restore backup-2026-11-22 --data restored',
    'rapporteur log restore backup-2026-11-22 --dry-run',
  ],
  arguments: { '<folder>': 'a folder that `log export` wrote' },
  flags: {
    '--data <folder>':
      'the data folder of the log (default: RAPPORTEUR_DATA); RAPPORTEUR_LOG names another log',
    '--dry-run': 'verify the export, and restore nothing',
  },
  opensRecord: true,
  records: true,
  execute: restoreLog,
});

async function restoreLog(
  session: CliSession,
  named: string,
  flags: RestoreFlags,
): Promise<ExitCode> {
  session.chooseFormat('table');
  const folder = session.resolvePath(named);
  const stats = await stat(folder).catch(() => undefined);
  if (stats?.isDirectory() !== true) {
    throw new CliError(
      EXIT.notFound,
      `\`${folder}\` is not a folder.`,
      'Name a folder that `rapporteur log export` wrote.',
    );
  }

  const manifest = await verify(session, folder);
  if (flags.dryRun === true) return EXIT.success;
  return writeToLog(session, { folder, manifest, data: flags.data });
}

async function verify(session: CliSession, folder: string): Promise<ExportManifest> {
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
  const counts = [formatCount(events, 'event'), formatCount(manifest.partitions, 'partition')];
  await session.writeMessage(`The export is complete: ${counts.join(', ')}, all checksums match.`);
  return manifest;
}

interface RestoreTask {
  readonly folder: string;
  readonly manifest: ExportManifest;
  readonly data: string | undefined;
}

// Standalone opens the log: the command line itself only speaks HTTP.
async function writeToLog(
  session: CliSession,
  { folder, manifest, data }: RestoreTask,
): Promise<ExitCode> {
  const files = manifest.files.flatMap(({ partition, file }) => [
    String(partition),
    join(folder, file),
  ]);
  const env = {
    ...session.terminal.env,
    RAPPORTEUR_PARTITIONS: String(manifest.partitions),
    ...(data === undefined ? {} : { RAPPORTEUR_DATA: session.resolvePath(data) }),
  };
  const child = spawnStandalone(['restore', ...files], env, ['ignore', 'inherit', 'inherit']);
  return toExitCode(await waitForExit(child));
}
