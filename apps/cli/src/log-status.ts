import type { Session } from './session.ts';

/** What the server says of its log, as far as the command line needs it. */
export interface LogStatus {
  readonly partitions: number;
}

/** Asks how many partitions the log has. */
export async function fetchPartitions(session: Session): Promise<readonly number[]> {
  const { log } = await session.api.json<{ log: LogStatus }>('/v1/status');
  return Array.from({ length: log.partitions }, (_, partition) => partition);
}
