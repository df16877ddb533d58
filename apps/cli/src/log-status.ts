import type { CliSession } from './session.ts';

/** The status of one read model in one partition. */
export interface CliReadModelStatus {
  readonly projection: string;
  readonly partition: number;
  readonly position: string | null;
  readonly state: 'live' | 'catching-up' | 'rebuilding' | 'parked' | 'stopped';
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly lagEvents: number | null;
  readonly lagSeconds: number | null;
  /** The number of commands that the read model does not show. */
  readonly parked: number;
  readonly heartbeatAgeSeconds: number | null;
  readonly eventsPerSecond: number | null;
}

/** The status of the log and of its read models. */
export interface ServerStatus {
  readonly schemaVersion: 1;
  readonly partitions: number;
  readonly projections: readonly CliReadModelStatus[];
}

export async function fetchStatus(session: CliSession): Promise<ServerStatus> {
  return session.queryApi.getJson<ServerStatus>('/v1/status');
}

/** Returns the numbers of the log's partitions. */
export async function fetchPartitions(session: CliSession): Promise<readonly number[]> {
  const { partitions } = await fetchStatus(session);
  return Array.from({ length: partitions }, (_, partition) => partition);
}
