import { LogError } from '@rapporteur/event-log';
import { hashPartitionIdentity } from './apply-batch.ts';
import type { ProjectionPosition } from './positions.ts';
import { ProjectionError } from './projection-error.ts';
import type { ReadableLog } from './readable-log.ts';

/** Throws if the log is not the one that produced the rows. @throws ProjectionError */
export async function assertSameLog(
  log: ReadableLog,
  { schema, partition, head, identity }: ProjectionPosition,
  signal: AbortSignal,
): Promise<void> {
  if (identity === null) return;
  const found = await readPartitionIdentity(log, partition, signal);
  if (found === identity || signal.aborted) return;

  const position = `${schema} is at ${partition}:${head.pseq}`;
  // A rebuild cannot help: it never swaps in a generation that is behind the serving one or
  // differs.
  const reset =
    `drop the schema ${schema} and restart its projector, ` +
    'to create the read model from this log';
  if (found === undefined) {
    throw new ProjectionError(
      'PROJECTION_LOG_SHORTER',
      `${position}, but partition ${partition} of this log is empty: restore the log, or ${reset}.`,
    );
  }
  throw new ProjectionError(
    'PROJECTION_LOG_DIFFERENT',
    `${position} of log ${identity}, but this log is ${found}: connect the right log, or ${reset}.`,
  );
}

async function readPartitionIdentity(
  log: ReadableLog,
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
