import { open } from 'node:fs/promises';
import { type Bytes, EMPTY_HEAD, type EventLog, LogError } from '@rapporteur/event-log';
import { openEventLog, type Settings } from '@rapporteur/platform';
import { checkExport } from './check-export.ts';
import { openStorage } from './storage.ts';

/** The number of events per call of the log. */
const CHUNK_EVENTS_MAX = 1_000;

/** One partition of an export: an NDJSON file with one event per line. */
export interface PartitionFile {
  readonly partition: number;
  readonly path: string;
}

/** The number of restored events, and the folder of the embedded database. */
export interface RestoreResult {
  readonly events: number;
  readonly databaseFolder: string | null;
}

/**
 * Restores an export into the log that the settings name. The log must be empty. Rejects with a
 * LogError LOG_NOT_EMPTY or LOG_BATCH_INVALID; then the whole log stays empty.
 */
export async function restoreLog(
  settings: Settings,
  files: readonly PartitionFile[],
  onEvents: (partition: number, events: number) => void,
): Promise<RestoreResult> {
  await using storage = await openStorage(settings);
  const log = await openEventLog(storage.logUrl, { partitions: settings.partitions });
  try {
    await assertEmpty(log);
    await checkExport(
      files.map(({ partition, path }) => ({
        partition,
        read: () => readChunks(path, () => undefined),
      })),
      log.partitions,
    );
    let events = 0;
    for (const { partition, path } of files) {
      let restored = 0;
      const count = (added: number): void => {
        restored += added;
        onEvents(partition, restored);
      };
      await log.restore(partition, readChunks(path, count));
      events += restored;
    }
    return { events, databaseFolder: storage.databaseFolder };
  } finally {
    await log.close();
  }
}

// All partitions are checked before the first is written, so that a log never mixes old events with
// an export.
async function assertEmpty(log: EventLog): Promise<void> {
  const { signal } = new AbortController();
  for (let partition = 0; partition < log.partitions; partition += 1) {
    for await (const { head } of log.read(partition, EMPTY_HEAD, { follow: false, signal })) {
      if (head.pseq < 0) continue;
      throw new LogError(
        'LOG_NOT_EMPTY',
        `Partition ${partition} is not empty. Restore into an empty log: name another data folder.`,
      );
    }
  }
}

async function* readChunks(
  path: string,
  count: (events: number) => void,
): AsyncGenerator<readonly Bytes[]> {
  await using file = await open(path);
  let chunk: Bytes[] = [];
  // Latin-1 maps every byte to one character, so that the bytes survive the split into lines.
  for await (const line of file.readLines({ encoding: 'latin1' })) {
    chunk.push(Buffer.from(line, 'latin1'));
    if (chunk.length < CHUNK_EVENTS_MAX) continue;
    yield chunk;
    count(chunk.length);
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
  count(chunk.length);
}
