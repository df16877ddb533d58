import { CliError } from '../cli-error.ts';
import { EXIT } from '@rapporteur/platform/exit-codes';
import {
  type ExportedPartitionFile,
  partitionFileName,
  makeExportFolder,
  writeManifest,
  CHECKSUM_FILE,
  ExportFile,
} from '../export-folder.ts';
import { fetchPartitions } from '../log-status.ts';
import { readPartition } from '../log-stream.ts';
import { formatCount } from '../progress-display.ts';
import type { AddCommand, CliSession } from '../session.ts';

const EXAMPLES = `Examples:
  rapporteur log export --output backup-2026-11-22
  rapporteur log export --output - | sha256sum
`;

/** `log export` */
export const addLogExport: AddCommand = (log, run) => {
  log
    .command('export')
    .description(
      'back the log up: the very bytes of every event, with checksums, into the folder --output',
    )
    .addHelpText('before', EXAMPLES)
    .action(run((session) => exportLog(session)));
};

async function exportLog(session: CliSession): Promise<(typeof EXIT)['success' | 'interrupted']> {
  session.chooseFormat('table', 'ndjson');
  const partitions = await fetchPartitions(session);
  const { output } = session.flags;
  if (output === undefined) {
    throw new CliError(
      EXIT.usage,
      'It is not said where to.',
      'Name a folder: --output backup; or --output - to write the bytes out.',
    );
  }
  return output === '-'
    ? exportBytes(session, partitions)
    : exportFolder(session, partitions, session.resolvePath(output));
}

// One stream of bytes cannot say where a partition ends.
async function exportBytes(
  session: CliSession,
  partitions: readonly number[],
): Promise<(typeof EXIT)['success' | 'interrupted']> {
  const [partition, second] = partitions;
  if (partition === undefined || second !== undefined) {
    const remedy = 'Name a folder with --output, or take `rapporteur replay --partition` for each.';
    throw new CliError(
      EXIT.usage,
      `The log has ${partitions.length} partitions: they do not go into one stream.`,
      remedy,
    );
  }
  const out = session.openOutput();
  const read = await readPartition(session, partition, {}, (line) => out.write(line));
  await session.writeMessage(
    read.interrupted
      ? 'Interrupted: this is no whole export.'
      : `Exported ${formatCount(read.events, 'event')}.`,
  );
  return read.interrupted ? EXIT.interrupted : EXIT.success;
}

async function exportFolder(
  session: CliSession,
  partitions: readonly number[],
  folder: string,
): Promise<(typeof EXIT)['success' | 'interrupted']> {
  await makeExportFolder(folder);
  const files: ExportedPartitionFile[] = [];
  for (const partition of partitions) {
    const file = partitionFileName(partition);
    const whole = await ExportFile.create(`${folder}/${file}`);
    const { interrupted, ...read } = await readPartition(session, partition, {}, (line) =>
      whole.write(line),
    );
    if (interrupted) {
      await session.writeMessage(
        `Interrupted: ${folder} is no whole export. Remove it and export again.`,
      );
      return EXIT.interrupted;
    }
    files.push({ partition, file, ...read, sha256: await whole.finish() });
  }
  await writeManifest(folder, { schemaVersion: 1, partitions: partitions.length, files });
  const events = files.reduce((sum, file) => sum + file.events, 0);
  await session.writeMessage(`Exported ${formatCount(events, 'event')} to ${folder}.`);
  await session.writeMessage(`To verify it: cd ${folder} && sha256sum -c ${CHECKSUM_FILE}`);
  await session.writeMessage(`To restore it: rapporteur log restore ${folder} --data A_NEW_FOLDER`);
  return EXIT.success;
}
