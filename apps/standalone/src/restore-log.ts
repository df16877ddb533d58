import { open } from 'node:fs/promises';
import { type Bytes, EMPTY_HEAD, type EventLog, LogError } from '@rapporteur/event-log';
import { openEventLog, type Settings } from '@rapporteur/platform';
import { openStorage } from './storage.ts';

/** How many events are handed to the log at a time. */
const CHUNK_EVENTS_MAX = 1_000;

/** One partition of an export: a file of NDJSON, an event a line. */
export interface PartitionFile {
  readonly partition: number;
  readonly path: string;
}

/** What was restored, and where it lies. */
export interface RestoreResult {
  readonly events: number;
  readonly databaseFolder: string | null;
}

/**
 * Writes the bytes of an export into the log that the settings name, which must be empty.
 * @throws LogError LOG_NOT_EMPTY, LOG_BATCH_INVALID; nothing of the failing partition is kept
 */
export async function restoreLog(
  settings: Settings,
  files: readonly PartitionFile[],
  onEvents: (partition: number, events: number) => void,
): Promise<RestoreResult> {
  await using storage = await openStorage(settings);
  const log = await openEventLog(storage.logUrl, { partitions: settings.partitions });
  try {
    await refuseUnlessEmpty(log);
    let events = 0;
    for (const { partition, path } of files) {
      let ofPartition = 0;
      const count = (more: number): void => {
        ofPartition += more;
        onEvents(partition, ofPartition);
      };
      await log.restore(partition, chunksOf(path, count));
      events += ofPartition;
    }
    return { events, databaseFolder: storage.databaseFolder };
  } finally {
    await log.close();
  }
}

// Every partition, before the first is written: a log that is half an old one and half an export is no log.
async function refuseUnlessEmpty(log: EventLog): Promise<void> {
  const { signal } = new AbortController();
  for (let partition = 0; partition < log.partitions; partition += 1) {
    for await (const { head } of log.read(partition, EMPTY_HEAD, { follow: false, signal })) {
      if (head.pseq < 0) continue;
      const message = `The log holds events already, in partition ${partition}. An export is restored into an empty log: name another data folder.`;
      throw new LogError('LOG_NOT_EMPTY', message);
    }
  }
}

async function* chunksOf(
  path: string,
  count: (events: number) => void,
): AsyncGenerator<readonly Bytes[]> {
  await using file = await open(path);
  let chunk: Bytes[] = [];
  // Latin-1 there and back keeps every byte as it is, while lines are split at the one byte that ends them.
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
