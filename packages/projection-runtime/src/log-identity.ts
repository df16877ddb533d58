import { readPartitionIdentity } from '@rapporteur/event-log';
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
