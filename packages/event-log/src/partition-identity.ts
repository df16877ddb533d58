import { hash } from 'node:crypto';
import { LogError } from './log-error.ts';
import type { Bytes, EventLog } from './port.ts';

/** Returns the identity of a partition: the SHA-256 of its event 0. */
export function hashPartitionIdentity(bytes: Bytes): string {
  return hash('sha256', bytes);
}

/**
 * Returns the identity of a partition; undefined if it is empty, or the signal aborts.
 * @throws LogError LOG_UNREACHABLE, also if the log is closed meanwhile; otherwise as `read`
 */
export async function readPartitionIdentity(
  log: Pick<EventLog, 'read'>,
  partition: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  for await (const { events, atEnd } of log.read(partition, 0, { follow: false, signal })) {
    const [first] = events;
    if (first !== undefined) return hashPartitionIdentity(first.bytes);
    if (atEnd) return undefined;
  }

  if (signal.aborted) return undefined;
  // A log that is closed meanwhile ends its readers without an error. That does not make it empty.
  throw new LogError('LOG_UNREACHABLE', 'The log was closed before its first event was read.');
}
