import { EXIT, type ExitCode } from '@rapporteur/platform/exit-codes';
import { quoteForShell } from '@rapporteur/platform/shell-words';
import { CliError } from '../cli-error.ts';
import { defineCommand } from '../command-definition.ts';
import {
  CHECKSUM_FILE,
  type ExportedPartitionFile,
  ExportFile,
  makeExportFolder,
  partitionFileName,
  writeManifest,
} from '@rapporteur/platform/export-folder';
import { fetchPartitions } from '../log-status.ts';
import { readPartition } from '../log-stream.ts';
import { formatCount } from '../progress-display.ts';
import type { CliSession } from '../session.ts';

/** `log export` */
export const addLogExport = defineCommand({
  name: 'export',
  description:
    'back up the log: the exact bytes of every event, with checksums, into the folder --output',
  examples: [
    'rapporteur log export --output backup-2026-11-22',
    'rapporteur log export --output - | sha256sum',
  ],
  execute: exportLog,
});

async function exportLog(session: CliSession): Promise<ExitCode> {
  session.chooseFormat('table', 'ndjson');
  const partitions = await fetchPartitions(session);
  const { output } = session.flags;
  if (output === undefined) {
    throw new CliError(
      EXIT.usage,
      'The flag --output is missing.',
      'Name a folder: --output backup. Or write the bytes to the standard output: --output -.',
    );
  }
  return output === '-'
    ? exportToStdout(session, partitions)
    : exportToFolder(session, partitions, session.resolvePath(output));
}

// One stream of bytes cannot show where a partition ends.
async function exportToStdout(
  session: CliSession,
  partitions: readonly number[],
): Promise<ExitCode> {
  const [partition, second] = partitions;
  if (partition === undefined || second !== undefined) {
    throw new CliError(
      EXIT.usage,
      `The log has ${partitions.length} partitions, and one stream can hold only one of them.`,
      'Name a folder with --output, or use `rapporteur replay --partition` for each partition.',
    );
  }

  const out = session.openOutput();
  const read = await readPartition(session, partition, {}, (line) => out.writeBytes(line));
  await session.writeMessage(
    read.interrupted
      ? 'Interrupted: the export is not complete.'
      : `Exported ${formatCount(read.events, 'event')}.`,
  );
  return read.interrupted ? EXIT.interrupted : EXIT.success;
}

async function exportToFolder(
  session: CliSession,
  partitions: readonly number[],
  folder: string,
): Promise<ExitCode> {
  await makeExportFolder(folder);

  const files: ExportedPartitionFile[] = [];
  for (const partition of partitions) {
    const name = partitionFileName(partition);
    const file = await ExportFile.create(`${folder}/${name}`);
    const { interrupted, ...read } = await readPartition(session, partition, {}, (line) =>
      file.write(line),
    );
    if (interrupted) {
      await session.writeMessage(
        `Interrupted: the export in ${folder} is not complete. Remove it and export again.`,
      );
      return EXIT.interrupted;
    }
    files.push({ partition, file: name, ...read, sha256: await file.finish() });
  }

  await writeManifest(folder, { schemaVersion: 1, partitions: partitions.length, files });
  const events = files.reduce((sum, file) => sum + file.events, 0);
  await session.writeMessage(`Exported ${formatCount(events, 'event')} to ${folder}.`);
  const quoted = quoteForShell(folder);
  const restore = session.callLines.formatOther({
    name: 'log restore',
    words: [folder],
    flags: { '--data': 'A_NEW_FOLDER' },
  });
  await session.writeMessage(`To verify it: cd ${quoted} && sha256sum -c ${CHECKSUM_FILE}`);
  await session.writeMessage(`To restore it: ${restore}`);
  return EXIT.success;
}
