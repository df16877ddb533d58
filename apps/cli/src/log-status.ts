import type { CliSession } from './session.ts';

/** How one read model stands in one partition, as the server tells it. */
export interface CliReadModelStatus {
  readonly projection: string;
  readonly partition: number;
  readonly position: string | null;
  readonly state: 'live' | 'catching-up' | 'rebuilding' | 'parked' | 'stopped';
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly lagEvents: number | null;
  readonly lagSeconds: number | null;
  /** Commands that are not shown. */
  readonly parked: number;
  readonly heartbeatAgeSeconds: number | null;
  readonly eventsPerSecond: number | null;
}

/** What the server says of its log and of what is read from it. */
export interface ServerStatus {
  readonly schemaVersion: 1;
  readonly partitions: number;
  readonly projections: readonly CliReadModelStatus[];
}

export async function fetchStatus(session: CliSession): Promise<ServerStatus> {
  return session.queryApi.getJson<ServerStatus>('/v1/status');
}

/** Asks which partitions the log has. */
export async function fetchPartitions(session: CliSession): Promise<readonly number[]> {
  const { partitions } = await fetchStatus(session);
  return Array.from({ length: partitions }, (_, partition) => partition);
}
