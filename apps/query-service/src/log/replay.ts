import type { EventLog } from '@rapporteur/event-log';

/** The events of a partition to replay. */
export interface ReplaySelection {
  /** Positions, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly collection?: string | undefined;
  readonly stream?: string | undefined;
}

/** The approximate size of a chunk: sending single lines would cost more than reading them. */
const CHUNK_BYTES = 64_000;
const NEWLINE = Buffer.from('\n');

/**
 * Yields the stored bytes of the selected events, one event per line, in chunks of whole lines.
 * Throws a LogError LOG_TAIL_LOST if the log ends before `from`.
 */
export async function* replayEvents(
  log: EventLog,
  partition: number,
  selection: ReplaySelection,
): AsyncGenerator<Buffer> {
  let lines: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of selectEvents(log, partition, selection)) {
    lines.push(bytes, NEWLINE);
    size += bytes.length + 1;
    if (size < CHUNK_BYTES) continue;

    yield Buffer.concat(lines);
    lines = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(lines);
}

async function* selectEvents(
  log: EventLog,
  partition: number,
  { from, to, collection, stream }: ReplaySelection,
): AsyncGenerator<Uint8Array> {
  const source = collection === undefined ? undefined : `/collections/${collection}`;
  const options = { follow: false, signal: new AbortController().signal };
  for await (const { events } of log.read(partition, from, options)) {
    for (const { bytes, event } of events) {
      if (event.pseq > to) return;
      if (source !== undefined && event.source !== source) continue;
      if (stream === undefined || event.subject === stream) yield bytes;
    }
  }
}
