import type { EventLog } from '@rapporteur/event-log';

/** Which events of a partition to replay. */
export interface ReplaySelection {
  /** Positions, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly collection?: string | undefined;
  readonly stream?: string | undefined;
}

/** About how many bytes go out at once: a line at a time would cost more in the sending than in the reading. */
const CHUNK_BYTES = 64_000;
const NEWLINE = Buffer.from('\n');

/**
 * The very bytes of the events selected, a line each, in chunks of whole lines.
 * @throws LogError LOG_TAIL_LOST where the log ends before `from`
 */
export async function* replayEvents(
  log: EventLog,
  partition: number,
  selection: ReplaySelection,
): AsyncGenerator<Buffer> {
  let gathered: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of selected(log, partition, selection)) {
    gathered.push(bytes, NEWLINE);
    size += bytes.length + 1;
    if (size < CHUNK_BYTES) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(gathered);
}

async function* selected(
  log: EventLog,
  partition: number,
  selection: ReplaySelection,
): AsyncGenerator<Uint8Array> {
  const { from, to, collection, stream } = selection;
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
